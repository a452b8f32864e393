import { visitUnknownArrays, visitUnrecognized, type Change, type Visit } from '../envelope/change';
import { elements, isObject, own, type JsonObject } from '../wire/read';
import { ELEMENT_ARRAYS, FIELDS, type Field } from './registry';

const BY_NAME = new Map<string | null, Field>(FIELDS.map((field) => [field.field, field]));

/** Keys that a value has beside its elements. `id` is the account, in 360dialog's envelope. */
const SURROUNDINGS = new Set(['messaging_product', 'metadata', 'contacts', 'id']);

/**
 * What is left of a value when its field has read its own arrays: elements that do not belong on this field, and each
 * array that no field knows as one element. A value without any known array is one element itself.
 */
function walkRest(change: Change, content: JsonObject, arrays: readonly string[], visit: Visit): boolean {
	const report = (raw: unknown): boolean => visitUnrecognized(visit, change, 'malformed', raw);
	const keys = Object.keys(content).filter((key) => !SURROUNDINGS.has(key) && content[key] !== undefined);
	const known = keys.filter((key) => ELEMENT_ARRAYS.includes(key));
	if (known.length === 0) return keys.length > 0 && report(content);
	const strays = known.filter((key) => !arrays.includes(key));
	return (
		strays.some((key) => elements(content[key]).some(report)) ||
		visitUnknownArrays(visit, change, content, [...SURROUNDINGS, ...known])
	);
}

/** Visits every element of a change on its field; what has no field is one element. Returns true if it was stopped. */
export function walkChange(change: Change, visit: Visit): boolean {
	if (change.unreadable !== undefined) return visitUnrecognized(visit, change, change.unreadable, change.value);
	const field = BY_NAME.get(change.field);
	if (field === undefined) return visitUnrecognized(visit, change, 'unknown_field', change.value);
	if (change.value === undefined || change.value === null) return false;
	if (!isObject(change.value)) return visitUnrecognized(visit, change, 'malformed', change.value);
	if (field.walk(change, visit)) return true;
	if (field.arrays === null) return false;
	const held = own(change.value, field.holder ?? '');
	if (!isObject(held)) return walkRest(change, change.value, field.arrays, visit);
	const around = Object.fromEntries(Object.entries(change.value).filter(([key]) => key !== field.holder));
	return walkRest(change, held, field.arrays, visit) || walkRest(change, around, [], visit);
}
