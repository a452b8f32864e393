import { sleep, type IHookFunctions } from 'n8n-workflow';
import { ApiFailure, isTransient } from '../api/failure';
import type { ProviderRequest } from '../api/webhooks';
import type { Provider } from '../contract/events';
import { callApi } from './client';

/** What came of a call: its value, or how it failed. */
export type Outcome<Result> =
	| { readonly value: Result; readonly failure?: undefined }
	| { readonly failure: ApiFailure };

/** Waits for calls of a provider; every other error goes on. */
export async function toResult<Result>(calls: Promise<Result>): Promise<Outcome<Result>> {
	return await calls.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof ApiFailure) return { failure: error };
			throw error;
		},
	);
}

/** Makes a call of a webhook method. */
export type HookCall = (
	context: IHookFunctions,
	provider: Provider,
	request: ProviderRequest,
	bearer?: string,
) => Promise<unknown>;

/** Shorter than that of an execution: n8n 2 ends a publication after 84 s, its own retries included. */
const TIMEOUT_MS = 10_000;

/** Makes a call once, with the credential of the node or with `bearer` in its place. Rejects with an ApiFailure. */
export const callOnce: HookCall = async (context, provider, request, bearer) => {
	const token = bearer === undefined ? {} : { bearer };
	return await callApi(context, provider, request, { timeoutMs: TIMEOUT_MS, isRetried: () => false, ...token });
};

/** Waits before the second, third and fourth attempt. */
const RETRY_WAITS_MS = [500, 1000, 2000];
/** Longest wait that a provider may ask for, and longest time after which a call is still retried. */
const MAX_NAMED_WAIT_MS = 5_000;
const MAX_RETRY_AFTER_MS = 20_000;

/**
 * Makes a call, again after a transient failure. It does not leave that to n8n: between its own attempts n8n 2
 * removes the GET webhook that answers Meta's verification, and after a failed `delete` n8n 1 does not try again.
 * Out: the parsed body. Rejects with an ApiFailure after 4 attempts, 3.5 s of waiting by default.
 */
export const callWithRetry: HookCall = async (...call) => {
	const startedAt = Date.now();
	for (const wait of RETRY_WAITS_MS) {
		const outcome = await toResult(callOnce(...call));
		if (outcome.failure === undefined) return outcome.value;
		const named = outcome.failure.waitMs ?? 0;
		const isWorthwhile = named <= MAX_NAMED_WAIT_MS && Date.now() - startedAt <= MAX_RETRY_AFTER_MS;
		if (!isTransient(outcome.failure) || !isWorthwhile) throw outcome.failure;
		await sleep(Math.max(wait, named));
	}
	return await callOnce(...call);
};
