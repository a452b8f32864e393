import { isObject, own, text, type JsonObject } from '../wire/read';

/** Of a value, what was around the element of an item. */
export function surroundings(item: JsonObject): JsonObject {
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

/** How a person is named on the wire. */
export const identifiers = (contact: unknown): JsonObject => ({
	wa_id: own(contact, 'waId'),
	user_id: own(contact, 'userId'),
	parent_user_id: own(contact, 'parentUserId'),
});

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
export function enveloped(item: JsonObject, field: string | undefined, value: unknown): JsonObject {
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
