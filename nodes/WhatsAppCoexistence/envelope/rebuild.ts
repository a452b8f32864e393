import type { EventName } from '../contract/outputs';
import { isObject, own, text, type JsonObject } from '../wire/read';
import { parsedOr } from './parsedOr';

/** Of a value, what was around the element of an item. */
function surroundings(item: JsonObject): JsonObject {
	const business = item['business'];
	const contact = item['contact'];
	const profile = { name: own(contact, 'name'), username: own(contact, 'username') };
	const person = { wa_id: own(contact, 'waId'), user_id: own(contact, 'userId'), parent_user_id: own(contact, 'parentUserId'), profile };
	return {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: own(business, 'phoneNumber'), phone_number_id: own(business, 'phoneNumberId') },
		...(isObject(contact) && { contacts: [person] }),
	};
}

/** A chunk of history around a message, an error or a header. */
function chunk(item: JsonObject, part: JsonObject): JsonObject {
	const { phase, chunkOrder, progress } = isObject(item['history']) ? item['history'] : {};
	return { history: [{ metadata: { phase, chunk_order: chunkOrder, progress }, ...part }] };
}

function thread(item: JsonObject, raw: unknown): JsonObject {
	const contact = item['contact'];
	const context = { wa_id: own(contact, 'waId'), user_id: own(contact, 'userId'), parent_user_id: own(contact, 'parentUserId'), username: own(contact, 'username') };
	return chunk(item, { threads: [{ id: own(item['history'], 'threadId'), context, messages: [raw] }] });
}

/** The header of a chunk, or the whole chunk where it has no header. */
function header(raw: unknown): JsonObject {
	const isChunk = isObject(raw) && ('threads' in raw || 'metadata' in raw);
	return { history: [isChunk ? raw : { metadata: raw }] };
}

/** The field of an event, and its element in the array where it stood. */
function placed(event: EventName, item: JsonObject, raw: unknown): readonly [field: string, part: JsonObject] | null {
	switch (event) {
		case 'contact.upserted':
		case 'contact.removed':
			return ['smb_app_state_sync', { state_sync: [raw] }];
		case 'history.message':
			return ['history', thread(item, raw)];
		case 'history.media':
			// Only a follow-up in message_echoes is from the business whatever it says of its sender.
			return ['history', { [own(item['message'], 'direction') === 'outbound' ? 'message_echoes' : 'messages']: [raw] }];
		case 'history.progress':
			return ['history', header(raw)];
		case 'history.declined':
		case 'history.error':
			return ['history', chunk(item, { errors: [raw] })];
		case 'echo.message':
		case 'echo.edited':
		case 'echo.revoked':
			return ['smb_message_echoes', { message_echoes: [raw] }];
		case 'message.status':
			return ['messages', { statuses: [raw] }];
		case 'message.received':
		case 'message.edited':
		case 'message.revoked':
		case 'identity.changed':
			return ['messages', { messages: [raw] }];
		default:
			return null;
	}
}

/** A change in the envelope that an item came in; without a field when it told none. */
function enveloped(item: JsonObject, field: string | undefined, value: unknown): JsonObject {
	const accountId = own(item['business'], 'accountId');
	if (item['provider'] === '360dialog' && field !== undefined) return { event: field, data: { ...(isObject(value) ? value : {}), id: accountId } };
	const time = Date.parse(text(item['timestamp']) ?? '');
	const entry = { id: accountId, ...(!Number.isNaN(time) && { time }), changes: [{ field, value }] };
	return { object: 'whatsapp_business_account', entry: [entry] };
}

const ARRAYS = new Map([['smb_app_state_sync', 'state_sync'], ['smb_message_echoes', 'message_echoes'], ['messages', 'messages']]);
const VALUE_KEYS = ['state_sync', 'message_echoes', 'messages', 'statuses', 'history', 'errors'];

/**
 * What was not understood: whole values and envelopes as they are, elements in the array of their field, where a later
 * version may understand them. An element from an array of another field does not tell so, and is read as one of its own.
 */
function unrecognized(item: JsonObject, received: unknown): JsonObject {
	// The flat item holds it as JSON text.
	const raw = typeof item['business'] === 'object' ? received : parsedOr(received);
	const field = text(item['field']);
	if (field === null && isObject(raw) && VALUE_KEYS.some((key) => key in raw)) return enveloped(item, undefined, raw);
	if (field === null) return isObject(raw) ? raw : { entry: [raw] };
	const array = ARRAYS.get(field);
	const isValue = array === undefined || (isObject(raw) && VALUE_KEYS.some((key) => key in raw));
	return enveloped(item, field, isValue ? raw : { ...surroundings(item), [array]: [raw] });
}

/**
 * A delivery that gives an item again. An item with `raw` holds all that its element said; what stood around the
 * element (the number, the contact, the header of a chunk) is put back from the other keys. Besides the wanted
 * event it can give another one, the header of a chunk.
 */
export function deliveryOfItem(event: EventName, item: JsonObject): JsonObject {
	const raw = item['raw'];
	if (event === 'unrecognized') return unrecognized(item, raw);
	if (event === 'account.updated') return enveloped(item, 'account_update', raw);
	const [field, part] = placed(event, item, raw)!;
	return enveloped(item, field, { ...surroundings(item), ...part });
}
