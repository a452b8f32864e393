import { isObject } from '../wire/read';

/** The fields of both credentials that contain a secret. A test compares them with the password fields. */
export const SECRET_FIELDS = [
	'accessToken',
	'apiKey',
	'appSecret',
	'headerValue',
	'previousAppSecret',
	'previousSignatureSecret',
	'signatureSecret',
	'verifyToken',
] as const;

/** Takes the secrets out of a text. */
export type Redact = (text: string) => string;

/** Anything shorter is no secret, and without it no text could be read any more. */
const MIN_LENGTH = 4;
const REPLACEMENT = '[removed]';

/** How a server may write a secret: as it is, within a URL, a form or JSON, or with its bytes read as Latin-1. */
function spellings(secret: string): string[] {
	// A lone surrogate has no bytes, and encodeURIComponent throws on it.
	const bytes = Buffer.from(secret, 'utf8');
	const url = encodeURIComponent(bytes.toString('utf8'));
	const lowerCase = url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
	const json = JSON.stringify(secret).slice(1, -1);
	const ascii = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
	const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
	const inUrls = [url, lowerCase].flatMap((each) => [each, each.replace(/%20/g, '+')]);
	const inJson = [json, ascii].flatMap((each) => [each, each.replace(/\//g, '\\/')]);
	return [secret, ...inUrls, ...inJson, html, bytes.toString('latin1'), bytes.toString('base64')];
}

/**
 * Makes the function that takes secrets out of a provider's text, in every spelling that a server may use.
 * @param secrets values of a credential; what is no text, or shorter than four characters without spaces around it, is ignored
 */
export function redactorOf(secrets: readonly unknown[]): Redact {
	const texts = secrets.filter((secret) => typeof secret === 'string').flatMap((secret) => [secret, secret.trim()]);
	const all = new Set(texts.filter((secret) => secret.trim().length >= MIN_LENGTH).flatMap(spellings));
	// The longest first: one secret may be a part of another.
	const longestFirst = [...all].sort((one, other) => other.length - one.length);
	return (text) => longestFirst.reduce((rest, spelling) => rest.replaceAll(spelling, REPLACEMENT), text);
}

/** A copy of JSON, keys included, whose texts a function has changed. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((element) => mapTexts(element, change));
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, element]) => [change(key), mapTexts(element, change)]));
}

/** The path of a URL, which is half a secret where the URL is a webhook's; null if the text is not a URL. */
function pathOf(text: string): string | null {
	try {
		const { pathname, search } = new URL(text);
		return `${pathname}${search}`;
	} catch {
		return null;
	}
}

/**
 * What is secret in the body of a request beside the credential: the values of headers that are registered, perhaps
 * another system's password, and the paths of webhook URLs.
 */
export function secretsIn(body: unknown, isHeader = false): string[] {
	if (typeof body === 'string') return isHeader ? [body] : [pathOf(body) ?? ''];
	if (!isObject(body)) return [];
	return Object.entries(body).flatMap(([key, value]) => secretsIn(value, isHeader || key === 'headers'));
}
