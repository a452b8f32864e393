import type { Provider } from '../contract/events';
import { DIALOG_BASE_URL, META_BASE_URL } from './graphVersion';

/** Where each provider's API is, unless the credential contains another URL. */
const BASE_URLS: Readonly<Record<Provider, string>> = { meta: META_BASE_URL, '360dialog': DIALOG_BASE_URL };

/** The only host to which the app secret is sent (Meta, access-tokens). */
const META_HOST = new URL(META_BASE_URL).hostname;

/** A Base URL that may not be used; the message says what to do. */
export class BaseUrlNotAllowed extends RangeError {}

/** A URL or its path without slashes at the end. */
export function withoutTrailingSlashes(url: string): string {
	let end = url.length;
	while (url[end - 1] === '/') end--;
	return url.slice(0, end);
}

/** Whether a host name, as `URL` spells it, is this machine itself: requests to it stay on the loopback interface. */
function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

const NO_URL =
	'The Base URL of the credential is not a URL. It must start with https://, such as https://graph.facebook.com/v25.0: correct it in the credential';
const NOT_HTTPS =
	'The Base URL of the credential must start with https://, because keys are sent to it. Change it in the credential; http:// is allowed for localhost and 127.0.0.1 only';

function parsed(base: string): URL | null {
	try {
		return new URL(base);
	} catch {
		return null;
	}
}

/**
 * The Base URL of a credential, without trailing slashes; the provider's own when it is empty.
 * @throws BaseUrlNotAllowed when it is not https, or http on this machine: keys would travel unencrypted
 */
export function baseUrlOf(provider: Provider, configured: unknown): string {
	const base = withoutTrailingSlashes(typeof configured === 'string' ? configured.trim() : '');
	if (base === '') return BASE_URLS[provider];
	const url = parsed(base);
	if (url === null) throw new BaseUrlNotAllowed(NO_URL);
	const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
	if (!isAllowed) throw new BaseUrlNotAllowed(NOT_HTTPS);
	return base;
}

/** Matches a URL that `baseUrlOf` allows. */
const ALLOWED = '/^(https:\\/\\/|http:\\/\\/(localhost|127\\.[0-9.]+|\\[::1\\])(:[0-9]+)?(\\/|$))/i';

/**
 * An n8n expression for the test of a credential, which n8n itself runs: the Base URL that `baseUrlOf` returns, or, if
 * it is not allowed, a text that is not a URL. Then nothing is sent, and n8n shows ERR_INVALID_URL, and no other text.
 */
export function baseUrlExpression(provider: Provider): string {
	const trimmed = `(String($credentials.baseUrl ?? "").trim() || "${BASE_URLS[provider]}")`;
	return `={{ ${ALLOWED}.test(${trimmed}) ? ${trimmed} : "The Base URL must start with https" }}`;
}

/** Whether the app secret may be sent to a Base URL that `baseUrlOf` returned: to Meta, or within this machine. */
export function mayReceiveAppSecret(baseUrl: string): boolean {
	const { hostname, port } = new URL(baseUrl);
	return (hostname === META_HOST && port === '') || isLoopback(hostname);
}
