import { isObject, text, type JsonObject } from '../wire/read';
import { enveloped, surroundings } from './itemEnvelope';
import { parsedOr } from './parsedOr';

const ARRAYS = new Map([
	['history', 'history'],
	['smb_app_state_sync', 'state_sync'],
	['smb_message_echoes', 'message_echoes'],
	['message_echoes', 'message_echoes'],
	['messages', 'messages'],
	['user_preferences', 'user_preferences'],
	['user_id_update', 'user_id_update'],
]);
const VALUE_KEYS = [...ARRAYS.values(), 'statuses', 'errors', 'standby'];

/** Whether what was not understood is a value or a part of one, and not an element of its array. */
function isValue(raw: unknown): boolean {
	if (!isObject(raw)) return false;
	const keys = Object.keys(raw);
	// An array that no field knows is reported alone, under its key.
	return VALUE_KEYS.some((key) => key in raw) || (keys.length === 1 && Array.isArray(raw[keys[0]!]));
}

/**
 * Returns what was not understood: values and envelopes unchanged, elements inside the array of their field, so that a
 * later version may understand them. An element from another field's array is put there too, because the item does not
 * name its array.
 */
export function rebuildUnrecognized(item: JsonObject, received: unknown): JsonObject {
	// The flat item holds it as JSON text.
	const raw = typeof item['business'] === 'object' ? received : parsedOr(received);
	const field = text(item['field']);
	if (field === null) {
		if (isValue(raw)) return enveloped(item, undefined, raw);
		// An entry of another product on the same URL; which product is not in the item.
		if (isObject(raw) && item['reason'] === 'unknown_field') return { object: 'another_product', entry: [raw] };
		return isObject(raw) ? raw : { entry: [raw] };
	}
	const array = ARRAYS.get(field);
	const isElement = array !== undefined && !isValue(raw);
	if (isElement) return enveloped(item, field, { ...surroundings(item), [array]: [raw] });
	const isPart = isObject(raw) && array !== undefined && !('metadata' in raw);
	// With an array of the field present, even an empty one, an unknown array is reported alone, as before.
	return enveloped(item, field, isPart ? { ...surroundings(item), [array]: [], ...raw } : raw);
}
