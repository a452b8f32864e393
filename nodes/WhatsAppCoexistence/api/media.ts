import type { Provider } from '../contract/events';
import { number, own, text } from '../wire/read';
import { withoutTrailingSlashes } from './baseUrl';
import { idPart } from './call';
import { MediaProblem } from './mediaProblem';
import type { ProviderRequest } from './webhooks';

/** Looks a file up. `phoneNumberId` makes Meta refuse a file of another number. */
export function readMedia(provider: Provider, mediaId: unknown, phoneNumberId: string | null): ProviderRequest {
	const path = `/${idPart(mediaId, 'The Media ID')}`;
	if (provider === '360dialog' || phoneNumberId === null) return { method: 'GET', path };
	return { method: 'GET', path, query: { phone_number_id: idPart(phoneNumberId, 'The Phone Number ID') } };
}

/** What a provider says of a file; parts may be missing. */
export interface MediaFacts {
	readonly url: string | null;
	/** Without parameters and in lower case. */
	readonly mimeType: string | null;
	readonly sha256: string | null;
	readonly size: number | null;
}

/** A MIME type without its parameters; null when it is none, so that nothing odd reaches a browser or a disk. */
export function mimeTypeOf(value: unknown): string | null {
	const type = (text(value) ?? '').split(';')[0]!.trim().toLowerCase();
	return /^[a-z0-9][\w.+-]{0,63}\/[a-z0-9][\w.+-]{0,127}$/.test(type) ? type : null;
}

/** Reads the answer to `readMedia`. */
export function mediaFactsOf(answer: unknown): MediaFacts {
	return {
		url: text(own(answer, 'url')),
		mimeType: mimeTypeOf(own(answer, 'mime_type')),
		sha256: text(own(answer, 'sha256')),
		size: number(own(answer, 'file_size')),
	};
}

/** Where Meta keeps files (Meta, media): the only foreign host that ever gets the token. */
const DOWNLOAD_HOST = 'lookaside.fbsbx.com';

function parsed(address: string): URL | null {
	try {
		return new URL(address);
	} catch {
		return null;
	}
}

/**
 * The address to download from, with the token. In: the base URL of the credential, and what the provider told.
 * Only the host of the base URL and Meta's download host are allowed, the latter over HTTPS on its usual port:
 * a name that anybody else chose, a private address, or one with a user in it throws a MediaProblem. 360dialog
 * serves Meta's files under its own host (360dialog, media).
 */
export function downloadAddress(provider: Provider, baseUrl: string, told: string | null): string {
	const [base, url] = [parsed(baseUrl), parsed((told ?? '').replace(/\\\//g, '/'))];
	if (base === null || url === null || url.username !== '' || url.password !== '') throw new MediaProblem('host_not_allowed');
	if (url.origin === base.origin) return url.href;
	const isMeta = url.protocol === 'https:' && url.hostname === DOWNLOAD_HOST && url.port === '';
	if (!isMeta) throw new MediaProblem('host_not_allowed');
	if (provider === 'meta') return url.href;
	return `${base.origin}${withoutTrailingSlashes(base.pathname)}${url.pathname}${url.search}`;
}

/**
 * Whether a digest (hex) is the announced one; null when nothing comparable was announced. Announced in hex by
 * the API, and in base64 in webhooks.
 */
export function hashMatches(announced: string | null, hex: string): boolean | null {
	if (announced === null) return null;
	if (/^[0-9a-f]{64}$/i.test(announced)) return announced.toLowerCase() === hex;
	if (!/^[\w+/-]{43}=?$/.test(announced)) return null;
	return Buffer.from(announced, 'base64').toString('hex') === hex;
}

/** Types that say nothing about what is in a body. */
const ANY_TYPE = new Set(['application/octet-stream', 'binary/octet-stream']);

/** Whether a body may be what was announced. An error page comes as HTML or JSON, with status 200 at times. */
export function typeFits(announced: string | null, received: string | null): boolean {
	if (announced === null || received === null || received === announced || ANY_TYPE.has(received)) return true;
	const isPage = /^(text\/html|application\/(json|xhtml\+xml))$/.test(received);
	// Servers disagree on names of one type (audio/x-m4a, image/pjpeg): the kind must agree, the hash the rest.
	return !isPage && (received.split('/')[0] === announced.split('/')[0] || announced.startsWith('application/') || received.startsWith('application/'));
}
