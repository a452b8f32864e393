import { text } from './read';

/** Values from here on are milliseconds: as seconds they would lie in the year 5138. */
const FIRST_MILLISECONDS = 1e11;

/** A time in 1970 is never a time that WhatsApp reported: it is a zero, a flag or a small counter. */
const FIRST_PLAUSIBLE = Date.UTC(1971, 0, 1);
const LAST_PLAUSIBLE = Date.UTC(9999, 11, 31);

const NUMERIC = /^\s*\d{1,17}(\.\d+)?\s*$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/**
 * A wire time as ISO 8601 UTC with milliseconds, or null. In: seconds or, by magnitude, milliseconds, as a
 * string or a number (contact timestamps were seen with 13 digits); ISO strings pass through. Garbage, zero
 * and anything in 1970 is null.
 */
export function timestamp(value: unknown): string | null {
	const received = text(value);
	if (received === null) return null;
	let milliseconds: number;
	if (NUMERIC.test(received)) {
		const numeric = Number(received);
		milliseconds = numeric >= FIRST_MILLISECONDS ? numeric : numeric * 1000;
	} else if (ISO_DATE.test(received)) {
		milliseconds = Date.parse(received);
	} else return null;
	if (!(milliseconds >= FIRST_PLAUSIBLE && milliseconds <= LAST_PLAUSIBLE)) return null;
	return new Date(milliseconds).toISOString();
}
