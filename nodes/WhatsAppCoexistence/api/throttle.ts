import { isObject, number, own } from '../wire/read';

/** How often a throttled call is made, and how long it may wait altogether: an execution must come to an end. */
export const MOST_ATTEMPTS = 4;
export const LONGEST_WAIT_MS = 60_000;

const header = (headers: unknown, name: string): unknown => {
	const all = isObject(headers) ? headers : {};
	const key = Object.keys(all).find((each) => each.toLowerCase() === name);
	return key === undefined ? undefined : all[key];
};

/** The longest `estimated_time_to_regain_access` (minutes) in Meta's usage header, in milliseconds. */
function usageWait(value: unknown): number | null {
	if (typeof value !== 'string') return null;
	try {
		const uses = Object.values(JSON.parse(value) as object).flat();
		const minutes = uses.map((use) => number(own(use, 'estimated_time_to_regain_access')) ?? 0);
		const longest = Math.max(0, ...minutes);
		return longest > 0 ? longest * 60_000 : null;
	} catch {
		return null;
	}
}

/**
 * The wait that an answer names, in milliseconds; null: none. `Retry-After` in seconds or as a date, or Meta's
 * `X-Business-Use-Case-Usage` (Graph API, rate limiting).
 */
export function namedWait(headers: unknown, now: number): number | null {
	const after = header(headers, 'retry-after');
	const seconds = number(after);
	if (seconds !== null) return Math.max(0, seconds * 1000);
	const date = typeof after === 'string' ? Date.parse(after) : NaN;
	if (!Number.isNaN(date)) return Math.max(0, date - now);
	return usageWait(header(headers, 'x-business-use-case-usage'));
}

/**
 * How long to wait before the next attempt; null: give up. In: attempts made so far, time waited so far, the
 * wait that was named. What is named is kept in full or not at all: calling earlier prolongs a block.
 */
export function nextWait(attempts: number, waitedMs: number, namedMs: number | null): number | null {
	if (attempts >= MOST_ATTEMPTS) return null;
	const wait = namedMs ?? 1000 * 2 ** (attempts - 1);
	return waitedMs + wait > LONGEST_WAIT_MS ? null : wait;
}
