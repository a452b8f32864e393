import { sleep, type IExecuteFunctions, type IHookFunctions, type IHttpRequestOptions, type IN8nHttpFullResponse } from 'n8n-workflow';
import { baseUrlOf } from '../api/call';
import { ApiFailure, failureOf, isThrottled } from '../api/failure';
import { namedWait, nextWait } from '../api/throttle';
import type { ProviderRequest } from '../api/webhooks';
import type { Provider } from '../contract/events';
import { CREDENTIAL_TYPES } from './secrets';

/** The contexts in which a provider's API is called: an execution, or a webhook method of the trigger. */
export type ApiContext = IExecuteFunctions | IHookFunctions;

const TIMEOUT_MS = 30_000;

/** The base URL of the credential that belongs to a provider. Rejects as n8n does when there is none. */
export async function baseUrl(context: ApiContext, provider: Provider): Promise<string> {
	const credential = await context.getCredentials<Record<string, unknown>>(CREDENTIAL_TYPES[provider]);
	return baseUrlOf(provider, credential['baseUrl']);
}

/** n8n's error holds the request, with the key in its header: only its words go on. */
function unreachable(error: unknown): never {
	const said = error instanceof Error ? error.message.slice(0, 300) : '';
	throw new ApiFailure({ status: null, code: null, subcode: null, said, traceId: null, waitMs: null });
}

/**
 * One request with the key of the credential, whatever its status. It follows no redirect: a redirect would
 * carry the key to where it points. Rejects with an ApiFailure when no answer came.
 */
export async function request(context: ApiContext, provider: Provider, options: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
	const answer: Promise<unknown> = context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPES[provider], {
		timeout: TIMEOUT_MS,
		...options,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	return (await answer.catch(unreachable)) as IN8nHttpFullResponse;
}

/** When a refusal is worth another attempt. */
export type IsRetried = (failure: ApiFailure) => boolean;

/**
 * Makes a call and gives the body of its answer. A throttled call is made again after the wait that the
 * provider names, a bounded number of times. Rejects with an ApiFailure.
 */
export async function callApi(
	context: ApiContext,
	provider: Provider,
	{ method, path, query, body }: ProviderRequest,
	isRetried: IsRetried = isThrottled,
): Promise<unknown> {
	const url = `${await baseUrl(context, provider)}${path}`;
	for (let attempts = 1, waited = 0; ; attempts++) {
		const options: IHttpRequestOptions = { method, url, json: true, ...(query && { qs: { ...query } }), ...(body && { body: { ...body } }) };
		const answer = await request(context, provider, options);
		if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.body;
		const failure = failureOf(answer.statusCode, answer.body, namedWait(answer.headers, Date.now()));
		const wait = isRetried(failure) ? nextWait(attempts, waited, failure.waitMs) : null;
		if (wait === null) throw failure;
		waited += wait;
		await sleep(wait);
	}
}
