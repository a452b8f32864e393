import { text } from './read';

/** Values from here on are milliseconds: as seconds they would lie in the year 5138. */
const FIRST_MILLISECONDS = 1e11;

/** A time in 1970 is never a time that WhatsApp reported: it is a zero, a flag or a small counter. */
const FIRST_PLAUSIBLE = Date.UTC(1971, 0, 1);
const LAST_PLAUSIBLE = Date.UTC(9999, 11, 31);

const NUMERIC = /^\s*\d{1,17}(\.\d+)?\s*$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** What ten plain digits are as a number, else -1. Nearly every time is sent so, and `Number` takes twice as long. */
function tenDigits(received: string): number {
	if (received.length !== 10) return -1;
	let result = 0;
	for (let index = 0; index < 10; index++) {
		const digit = received.charCodeAt(index) - 48;
		if (digit < 0 || digit > 9) return -1;
		result = result * 10 + digit;
	}
	return result;
}

/** What was read last: the time of a message is needed twice, for its text and for its place among others. */
let lastReceived: string | null = null;
let lastResult: number | null = null;

/** A wire time in milliseconds since 1970, or null; what counts as one is said at `timestamp`. */
export function milliseconds(value: unknown): number | null {
	const received = text(value);
	if (received !== lastReceived) {
		lastResult = received === null ? null : read(received);
		lastReceived = received;
	}
	return lastResult;
}

function read(received: string): number | null {
	let result = Number.NaN;
	const seconds = tenDigits(received);
	const numeric = seconds === -1 ? Number(received) : seconds;
	if (Number.isInteger(numeric) || NUMERIC.test(received)) {
		result = numeric >= FIRST_MILLISECONDS ? numeric : numeric * 1000;
	} else {
		// Without a zone it is UTC, whatever the zone of the server.
		const iso = ISO_DATE.exec(received);
		if (iso !== null) result = Date.parse(iso[3] === undefined ? `${received}Z` : received);
	}
	return result >= FIRST_PLAUSIBLE && result <= LAST_PLAUSIBLE ? result : null;
}

const HOUR = 3_600_000;
const padded = (number: number): string => String(number).padStart(2, '0');
/** How the text of a time ends, for each second of an hour. */
const ENDS = Array.from({ length: 3600 }, (_, second) => `${padded(Math.floor(second / 60))}:${padded(second % 60)}.000Z`);

/** How the texts of the hours begin that were written before: a chat of half a year has some 4,000 of them. */
const starts = new Map<number, string>();
const MOST_STARTS = 10_000;

function startOf(hour: number): string {
	let start = starts.get(hour);
	if (start === undefined) {
		if (starts.size === MOST_STARTS) starts.clear();
		start = new Date(hour * HOUR).toISOString().slice(0, 14);
		starts.set(hour, start);
	}
	return start;
}

/** The same text as `Date.toISOString()`, several times faster on the whole seconds of a chat. */
function isoOf(time: number): string {
	const seconds = time / 1000;
	if (!Number.isInteger(seconds)) return new Date(time).toISOString();
	const hour = Math.floor(seconds / 3600);
	return startOf(hour) + ENDS[seconds - hour * 3600]!;
}

/**
 * A wire time as ISO 8601 UTC with milliseconds, or null. In: seconds or, by magnitude, milliseconds, as a
 * string or a number (contact timestamps were seen with 13 digits); or an ISO string. Garbage, zero
 * and anything in 1970 is null.
 */
export function timestamp(value: unknown): string | null {
	const time = milliseconds(value);
	return time === null ? null : isoOf(time);
}
