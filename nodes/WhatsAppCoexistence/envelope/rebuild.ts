import type { EventName } from '../contract/outputs';
import { isObject, own, text, type JsonObject } from '../wire/read';
import { parsedOr } from './parsedOr';

/** Of a value, what was around the element of an item. */
function surroundings(item: JsonObject): JsonObject {
	const business = item['business'];
	const contact = item['contact'];
	const profile = { name: own(contact, 'name'), username: own(contact, 'username') };
	const person = { ...identifiers(contact), profile };
	return {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: own(business, 'phoneNumber'), phone_number_id: own(business, 'phoneNumberId') },
		...(isObject(contact) && { contacts: [person] }),
	};
}

const identifiers = (contact: unknown): JsonObject => ({
	wa_id: own(contact, 'waId'),
	user_id: own(contact, 'userId'),
	parent_user_id: own(contact, 'parentUserId'),
});

/** A chunk of history around a message, an error or a header. */
function chunk(item: JsonObject, part: JsonObject): JsonObject {
	const { phase, chunkOrder, progress } = isObject(item['history']) ? item['history'] : {};
	return { history: [{ metadata: { phase, chunk_order: chunkOrder, progress }, ...part }] };
}

function thread(item: JsonObject, raw: unknown): JsonObject {
	const context = { ...identifiers(item['contact']), username: own(item['contact'], 'username') };
	return chunk(item, { threads: [{ id: own(item['history'], 'threadId'), context, messages: [raw] }] });
}

/** The header of a chunk, or the whole chunk if it has no header. */
function header(raw: unknown): JsonObject {
	const isChunk = isObject(raw) && ('threads' in raw || 'metadata' in raw);
	return { history: [isChunk ? raw : { metadata: raw }] };
}

type Placed = readonly [field: string, part: JsonObject];

/** An echo belongs on the field that says who wrote it. */
function placedEcho(item: JsonObject, raw: unknown): Placed {
	const echoes = { message_echoes: [raw] };
	switch (own(item['message'], 'origin')) {
		case 'agent':
			return ['standby', { standby: echoes }];
		case 'unknown':
			return ['message_echoes', echoes];
		default:
			return ['smb_message_echoes', echoes];
	}
}

/** A message that must not be answered automatically is put where nothing is answered. */
function placedMessage(item: JsonObject, raw: unknown): Placed {
	const isSafe = own(item['message'], 'safeToAutoReply') === true;
	return isSafe ? ['messages', { messages: [raw] }] : ['standby', { standby: { messages: [raw] } }];
}

/** The field of an event, and its element in the array in which it was. */
function placed(event: EventName, item: JsonObject, raw: unknown): Placed | null {
	switch (event) {
		case 'contact.upserted':
		case 'contact.removed':
			return ['smb_app_state_sync', { state_sync: [raw] }];
		case 'history.message':
			return ['history', thread(item, raw)];
		case 'history.media':
			// Only follow-ups in message_echoes are outbound regardless of their sender.
			return ['history', { [own(item['message'], 'direction') === 'outbound' ? 'message_echoes' : 'messages']: [raw] }];
		case 'history.progress':
			return ['history', header(raw)];
		case 'history.declined':
		case 'history.error':
			return ['history', chunk(item, { errors: [raw] })];
		case 'echo.message':
		case 'echo.edited':
		case 'echo.revoked':
			return placedEcho(item, raw);
		case 'message.status':
			return ['messages', { statuses: [raw] }];
		case 'message.received':
		case 'message.edited':
		case 'message.revoked':
			return placedMessage(item, raw);
		case 'identity.changed':
			// Only the entries of `user_id_update` have no type.
			return own(raw, 'type') === undefined ? ['user_id_update', { user_id_update: [raw] }] : ['messages', { messages: [raw] }];
		case 'preference.changed':
			return ['user_preferences', { user_preferences: [raw] }];
		default:
			return null;
	}
}

/** Where the id of an event has its `occurrence` (`entry.time` or the partner's event id), counted from the end. */
const PLACE_OF_OCCURRENCE = new Map([
	['history.progress', -1],
	['history.declined', -1],
	['history.error', -1],
	['account.updated', -2],
]);

/**
 * `entry.time` or the partner's event id, which only the item's `id` contains. Undefined: the event has none; null: the
 * delivery had none.
 */
function occurrenceOf(item: JsonObject): string | null | undefined {
	const place = PLACE_OF_OCCURRENCE.get(text(item['event']) ?? '');
	if (place === undefined) return undefined;
	const part = text(item['id'])?.split(':').at(place) ?? '';
	return part === '' ? null : decodeURIComponent(part);
}

/** A change in the envelope that an item came in; without a field if it named none. */
function enveloped(item: JsonObject, field: string | undefined, value: unknown): JsonObject {
	const accountId = own(item['business'], 'accountId');
	const occurrence = occurrenceOf(item);
	if (item['provider'] === '360dialog' && field !== undefined) {
		const data = { ...(isObject(value) ? value : {}), id: accountId };
		return { ...(occurrence != null && { id: occurrence }), event: field, data };
	}
	const time = Date.parse((occurrence === undefined ? text(item['timestamp']) : occurrence) ?? '');
	const entry = { id: accountId, ...(!Number.isNaN(time) && { time }), changes: [{ field, value }] };
	return { object: 'whatsapp_business_account', entry: [entry] };
}

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
function unrecognized(item: JsonObject, received: unknown): JsonObject {
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

/**
 * Rebuilds a delivery from an item. The element comes from `raw`; its surroundings (business, contact, chunk header)
 * come from the other keys. The pipeline may also return `history.progress` for it.
 */
export function deliveryOfItem(event: EventName, item: JsonObject): JsonObject {
	const raw = item['raw'];
	if (event === 'unrecognized') return unrecognized(item, raw);
	if (event === 'account.updated') return enveloped(item, 'account_update', raw);
	const [field, part] = placed(event, item, raw)!;
	return enveloped(item, field, { ...surroundings(item), ...part });
}
