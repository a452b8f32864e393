/**
 * Tolerant reading of wire values. Providers send numbers as strings, leave keys out, or send null where an
 * object is documented; nothing here throws, and what cannot be read is null.
 */

/** A JSON object whose keys nobody has checked yet. */
export interface JsonObject {
	readonly [key: string]: unknown;
}

/**
 * The keys of a wire schema, each with an unchecked value: what a normalizer may read. The type follows the
 * schema, so that a misspelt key does not compile, while the value stays whatever was really received.
 */
export type Keys<Schema extends { shape: object }> = { readonly [Key in keyof Schema['shape']]?: unknown };

const EMPTY: JsonObject = Object.freeze({});

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object with the keys of `Schema`; an empty object when it is something else. */
export function keysOf<Schema extends { shape: object }>(value: unknown): Keys<Schema> {
	return (isObject(value) ? value : EMPTY) as Keys<Schema>;
}

/** An own property of an object, undefined for anything else: for keys that came from outside. */
export function own(value: unknown, key: string): unknown {
	return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A non-empty string; a number becomes its digits, unless it is so large that it was rounded; all else is null. */
export function text(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	if (typeof value !== 'number' || !Number.isFinite(value)) return null;
	return Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : String(value);
}

/** A finite number, also when it was sent as a string (360dialog sends phase and progress so); else null. */
export function number(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || value.trim() === '') return null;
	const parsed = Number(value);
	return Number.isFinite(parsed) ? parsed : null;
}

/** A boolean, also when it was sent as the string "true" or "false"; else null. */
export function boolean(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	return value === 'false' ? false : null;
}

/**
 * The elements of what should be an array. A value in place of the array is one element; a missing or null
 * array holds none (docs/contract.md, section 4).
 */
export function elements(value: unknown): readonly unknown[] {
	if (Array.isArray(value)) return value;
	return value === undefined || value === null ? [] : [value];
}
