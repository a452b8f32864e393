import type { Provider } from '../contract/events';
import { number, own, text } from '../wire/read';
import type { Redact } from './redact';

/** Why a call failed, as the provider tells it. */
export interface FailureParts {
	readonly provider: Provider;
	/** HTTP status; null when no answer came. */
	readonly status: number | null;
	/** Graph's `error.code` and `error.error_subcode`; 360dialog passes Meta's on, or tells none. */
	readonly code: number | null;
	readonly subcode: number | null;
	/** The provider's own words for people; empty when it used none. */
	readonly said: string;
	/** All its words, to look for what no code tells. */
	readonly words: string;
	/** What Meta's support asks for. */
	readonly traceId: string | null;
	/** The wait that the provider named, in milliseconds; null: none. */
	readonly waitMs: number | null;
}

/** A call that the provider refused, or that did not reach it. It holds no request, hence no token. */
export class ApiFailure extends Error implements FailureParts {
	readonly provider: Provider;
	readonly status: number | null;
	readonly code: number | null;
	readonly subcode: number | null;
	readonly said: string;
	readonly words: string;
	readonly traceId: string | null;
	readonly waitMs: number | null;

	constructor(parts: FailureParts) {
		super(parts.said === '' ? 'The provider refused the call' : parts.said);
		({ provider: this.provider, status: this.status, code: this.code, subcode: this.subcode } = parts);
		({ said: this.said, words: this.words, traceId: this.traceId, waitMs: this.waitMs } = parts);
	}
}

/** No answer came. In: what is known of the reason. */
export function noAnswer(provider: Provider, said: string): ApiFailure {
	return new ApiFailure({ provider, status: null, code: null, subcode: null, said, words: said, traceId: null, waitMs: null });
}

/** The longest text of a provider that is kept. */
const MAX_TEXT_LENGTH = 500;

/**
 * Reads an error answer: Graph's `{error: {…}}`, 360dialog's `{meta: {developer_message}}` in both spellings,
 * or a bare message. Never throws.
 * @param redact takes secrets out of the provider's texts, which may repeat what was sent
 */
export function failureOf(
	provider: Provider,
	status: number,
	body: unknown,
	waitMs: number | null,
	redact: Redact = (text) => text,
): ApiFailure {
	const error = own(body, 'error');
	const meta = own(body, 'meta');
	const messages = [
		own(error, 'error_user_msg'),
		own(own(error, 'error_data'), 'details'),
		own(error, 'message'),
		own(meta, 'developer_message') ?? own(meta, 'developerMessage'),
		own(body, 'message') ?? own(body, 'detail') ?? error,
	];
	const words = messages.map(text).filter((said) => said !== null).map(redact);
	return new ApiFailure({
		provider,
		status,
		code: number(own(error, 'code')),
		subcode: number(own(error, 'error_subcode')),
		said: words[0]?.slice(0, MAX_TEXT_LENGTH) ?? '',
		words: words.join(' '),
		traceId: text(redact(text(own(error, 'fbtrace_id')) ?? '').slice(0, MAX_TEXT_LENGTH)),
		waitMs,
	});
}

/** Graph's codes for "too many calls": application, user, page, custom, and WhatsApp's own. */
const THROTTLE_CODES = new Set([4, 17, 32, 613, 80007, 80008, 130429]);

/** Whether a call was refused only because there were too many. */
export function isThrottled({ status, code }: FailureParts): boolean {
	return status === 429 || (code !== null && THROTTLE_CODES.has(code));
}

/**
 * Whether a refused sync was asked for before. Meta answers it with the code of a throttled application and a
 * text about the sync limit; the throttled application itself says "Application request limit reached".
 */
export function isSyncRepeated({ status, code, said }: FailureParts): boolean {
	return status !== 429 && code === 4 && !/application request limit/i.test(said);
}

/** Whether a permission is missing: codes 10 and 200 to 299, or 3 for a missing capability (Graph API, error handling). */
export function isPermission({ code }: FailureParts): boolean {
	return code === 3 || code === 10 || (code !== null && code >= 200 && code < 300);
}

/** Graph's codes for its own trouble, whatever the HTTP status: unknown, service, application limit (Graph API, error handling). */
const TROUBLE_CODES = new Set([1, 2, 341]);

/** Whether the failure may pass by itself: no answer, too many calls, trouble at the provider. */
export function isTransient(failure: FailureParts): boolean {
	const { status, code } = failure;
	return status === null || status >= 500 || isThrottled(failure) || (code !== null && TROUBLE_CODES.has(code));
}
