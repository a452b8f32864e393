import { sleep, type ICredentialDataDecryptedObject, type IHookFunctions, type IHttpRequestOptions } from 'n8n-workflow';
import { DIALOG_BASE_URL, META_BASE_URL } from '../api/graphVersion';
import type { ProviderRequest } from '../api/webhooks';
import type { Provider } from '../contract/events';
import { isObject, own, text } from '../wire/read';
import { CREDENTIAL_TYPES } from './secrets';

const BASE_URLS: Record<Provider, string> = { meta: META_BASE_URL, '360dialog': DIALOG_BASE_URL };
const TIMEOUT_MILLISECONDS = 30_000;

/** A call that failed: what the provider answered, or status 0 when nothing came back. */
export class ProviderFailure extends Error {
	constructor(
		readonly provider: Provider,
		readonly status: number,
		readonly body: unknown,
	) {
		super(`${provider} answered ${status}`);
	}
}

/** What came of a call: its value, or how it failed. */
export type Outcome<Result> = { readonly value: Result; readonly failure?: undefined } | { readonly failure: ProviderFailure };

/** Waits for calls of a provider; every other error goes on. */
export async function attempt<Result>(calls: Promise<Result>): Promise<Outcome<Result>> {
	return await calls.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof ProviderFailure) return { failure: error };
			throw error;
		},
	);
}

const PAUSES_MILLISECONDS = [500, 1500];
const isTransient = ({ status }: ProviderFailure): boolean => status === 0 || status === 429 || status >= 500;

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

/** The credential of a node for a provider. */
export async function credentialOf(context: IHookFunctions, provider: Provider): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(CREDENTIAL_TYPES[provider]);
}

/**
 * Calls the API of a provider with the credential of the node, or with `bearer` in its place. Out: the parsed
 * body. Throws ProviderFailure for every answer that is not a success. Redirects are not followed: a token goes
 * to the address of the credential and nowhere else.
 */
export async function callProvider(
	context: IHookFunctions,
	provider: Provider,
	request: ProviderRequest,
	bearer?: string,
): Promise<unknown> {
	const base = text((await credentialOf(context, provider))['baseUrl'])?.trim().replace(/\/+$/, '');
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${base || BASE_URLS[provider]}${request.path}`,
		...(request.query && { qs: { ...request.query } }),
		...(request.body && { body: request.body }),
		...(bearer !== undefined && { headers: { Authorization: `Bearer ${bearer}` } }),
		json: true,
		timeout: TIMEOUT_MILLISECONDS,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	const sent =
		bearer === undefined
			? context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPES[provider], options)
			: context.helpers.httpRequest(options);
	// The error of the HTTP client holds the request with its token: only that nothing came back is passed on.
	const answer: unknown = await Promise.resolve(sent).catch(() => null);
	if (answer === null) throw new ProviderFailure(provider, 0, undefined);
	const status = Number(own(answer, 'statusCode'));
	const body = isObject(answer) ? answer['body'] : undefined;
	if (status < 200 || status >= 300 || own(body, 'error') !== undefined) throw new ProviderFailure(provider, status, body);
	return body;
}
