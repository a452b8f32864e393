import { sleep, type IHookFunctions } from 'n8n-workflow';
import { ApiFailure, isTransient } from '../api/failure';
import type { ProviderRequest } from '../api/webhooks';
import type { Provider } from '../contract/events';
import { callApi } from './client';

/** What came of a call: its value, or how it failed. */
export type Outcome<Result> = { readonly value: Result; readonly failure?: undefined } | { readonly failure: ApiFailure };

/** Waits for calls of a provider; every other error goes on. */
export async function attempt<Result>(calls: Promise<Result>): Promise<Outcome<Result>> {
	return await calls.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof ApiFailure) return { failure: error };
			throw error;
		},
	);
}

const PAUSES_MILLISECONDS = [500, 1500];

/** Does work at a provider that may be repeated, again after a pause when the failure may pass by itself. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
	for (const pause of PAUSES_MILLISECONDS) {
		const outcome = await attempt(work());
		if (outcome.failure === undefined) return outcome.value;
		if (!isTransient(outcome.failure)) throw outcome.failure;
		await sleep(pause);
	}
	return await work();
}

/**
 * Makes a call while a workflow is published, with the credential of the node or with `bearer` in its place. Out:
 * the parsed body. Rejects with an ApiFailure. It does not wait when it is throttled: n8n itself tries again.
 */
export async function callOnce(context: IHookFunctions, provider: Provider, request: ProviderRequest, bearer?: string): Promise<unknown> {
	return await callApi(context, provider, request, { isRetried: () => false, ...(bearer !== undefined && { bearer }) });
}
