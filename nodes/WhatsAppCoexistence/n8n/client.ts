import { sleep, type ICredentialDataDecryptedObject, type IExecuteFunctions, type IHookFunctions, type IHttpRequestOptions, type IN8nHttpFullResponse } from 'n8n-workflow';
import { baseUrlOf } from '../api/baseUrl';
import { type ApiFailure, failureOf, isThrottled, noAnswer } from '../api/failure';
import { redactorOf, SECRET_FIELDS, secretsIn, type Redact } from '../api/redact';
import { namedWait, nextWait } from '../api/throttle';
import type { ProviderRequest } from '../api/webhooks';
import type { Provider } from '../contract/events';
import { own } from '../wire/read';
import { CREDENTIAL_TYPES } from './secrets';

/** The contexts in which a provider's API is called: an execution, or a webhook method of the trigger. */
export type ApiContext = IExecuteFunctions | IHookFunctions;

const TIMEOUT_MS = 30_000;

/** The credential of a node for a provider. Rejects as n8n does when there is none. */
export async function credentialOf(context: ApiContext, provider: Provider): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(CREDENTIAL_TYPES[provider]);
}

/**
 * What takes the secrets of the credential, and of the body of a request, out of texts that a provider answered: for
 * everything that becomes an error, an item or a line of a log. Rejects as n8n does when there is no credential.
 */
export async function redactor(context: ApiContext, provider: Provider, body?: unknown): Promise<Redact> {
	const credential = await credentialOf(context, provider);
	return redactorOf([...SECRET_FIELDS.map((field) => credential[field]), ...secretsIn(body)]);
}

/**
 * The base URL of the credential that belongs to a provider. Rejects as n8n does when there is none, with a
 * BaseUrlNotAllowed when it is not https.
 */
export async function baseUrl(context: ApiContext, provider: Provider): Promise<string> {
	return baseUrlOf(provider, (await credentialOf(context, provider))['baseUrl']);
}

/**
 * One request with the key of the credential, or with `bearer` in its place, whatever its status. It follows no
 * redirect: a redirect would carry the key to where it points. Rejects with an ApiFailure when no answer came.
 */
export async function request(context: ApiContext, provider: Provider, wanted: IHttpRequestOptions, bearer?: string): Promise<IN8nHttpFullResponse> {
	const options: IHttpRequestOptions = {
		timeout: TIMEOUT_MS,
		...wanted,
		...(bearer !== undefined && { headers: { ...wanted.headers, Authorization: `Bearer ${bearer}` } }),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const answer: Promise<unknown> =
		bearer === undefined
			? context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPES[provider], options)
			: context.helpers.httpRequest(options);
	return (await answer.catch(async (error: unknown) => {
		// n8n's error holds the request, with the key in its header: only its message goes on.
		const redact = await redactor(context, provider, wanted.body);
		throw noAnswer(provider, error instanceof Error ? redact(error.message).slice(0, 300) : '');
	})) as IN8nHttpFullResponse;
}

/** How a call is made: when a refusal is worth another attempt, a token in place of the credential's, its timeout. */
export interface Manner {
	readonly isRetried?: (failure: ApiFailure) => boolean;
	readonly bearer?: string;
	readonly timeoutMs?: number;
}

/**
 * Makes a call and gives the body of its answer. A throttled call is made again after the wait that the
 * provider names, a bounded number of times. Rejects with an ApiFailure.
 */
export async function callApi(
	context: ApiContext,
	provider: Provider,
	{ method, path, query, body }: ProviderRequest,
	{ isRetried = isThrottled, bearer, timeoutMs = TIMEOUT_MS }: Manner = {},
): Promise<unknown> {
	const url = `${await baseUrl(context, provider)}${path}`;
	for (let attempts = 1, waited = 0; ; attempts++) {
		const sent = { ...(query && { qs: { ...query } }), ...(body && { body: { ...body } }) };
		const options: IHttpRequestOptions = { method, url, json: true, timeout: timeoutMs, ...sent };
		const answer = await request(context, provider, options, bearer);
		const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300 && own(answer.body, 'error') === undefined;
		if (isSuccess) return answer.body;
		const redact = await redactor(context, provider, body);
		const failure = failureOf(provider, answer.statusCode, answer.body, namedWait(answer.headers, Date.now()), redact);
		const wait = isRetried(failure) ? nextWait(attempts, waited, failure.waitMs) : null;
		if (wait === null) throw failure;
		waited += wait;
		await sleep(wait);
	}
}
