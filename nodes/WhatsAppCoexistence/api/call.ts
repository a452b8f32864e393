import type { Provider } from '../contract/events';
import { DIALOG_BASE_URL, META_BASE_URL } from './graphVersion';

/** Where each provider's API is, unless the credential says otherwise. */
const BASE_URLS: Readonly<Record<Provider, string>> = { meta: META_BASE_URL, '360dialog': DIALOG_BASE_URL };

/** Ids are digits today; letters, `_` and `-` cannot leave their place in a path either. */
const ID = /^[\w-]{1,128}$/;

/**
 * An id as part of a path. In: what a user or a delivery gave, `what` names it for people. Throws a RangeError
 * when it is no id, so that nothing else can be called with it.
 */
export function idPart(value: unknown, what: string): string {
	const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (id === '') throw new RangeError(`${what} is empty`);
	if (!ID.test(id)) throw new RangeError(`${what} is not an ID: it holds other characters than letters and digits`);
	return id;
}

/** A base URL as a credential holds it, without trailing slashes; the provider's own when it is empty. */
export function baseUrlOf(provider: Provider, configured: unknown): string {
	const base = typeof configured === 'string' ? configured.trim().replace(/\/+$/, '') : '';
	return base === '' ? BASE_URLS[provider] : base;
}
