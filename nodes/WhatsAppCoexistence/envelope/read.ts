import type { Provider, UnrecognizedReason } from '../contract/events';
import { elements, isObject, number, own, text, type JsonObject } from '../wire/read';
import { timestamp } from '../wire/time';
import { changeOf, type Change, type Received } from './change';

const WHATSAPP = 'whatsapp_business_account';
const DECLINED = 2593109;

type Origin = Pick<Received, 'accountId' | 'time' | 'provider'>;

const NO_ORIGIN: Origin = { accountId: null, time: null, provider: 'meta' };

/** Arrays of a value that stand for one field alone: a declined history is documented without envelope. */
const FIELD_OF_ARRAY: ReadonlyArray<readonly [array: string, field: string]> = [
	['history', 'history'],
	['state_sync', 'smb_app_state_sync'],
];

/** Arrays that several fields carry: never a reason to dispatch, only to say which field may be meant. */
const CANDIDATES_OF_ARRAY: ReadonlyArray<readonly [array: string, fields: readonly string[]]> = [
	['message_echoes', ['smb_message_echoes', 'history']],
	['messages', ['messages', 'history']],
	['statuses', ['messages']],
	['errors', ['history', 'messages']],
];

function hasContent(object: JsonObject, ...ignored: readonly string[]): boolean {
	return Object.keys(object).some((key) => !ignored.includes(key));
}

/** What no field can read; it is wanted where one of the fields is that it may belong to. */
function unreadable(
	value: unknown,
	origin: Origin,
	reason: UnrecognizedReason = 'malformed',
	candidates: readonly string[] = [],
): Received {
	return { ...origin, field: null, candidates, value, unreadable: reason };
}

/** A value whose field is not told: by its array where that is certain, else unreadable. */
function changeWithoutField(value: unknown, origin: Origin): Received[] {
	if (value === null) return [];
	if (!isObject(value)) return [unreadable(value, origin)];
	if (!hasContent(value, 'messaging_product', 'metadata', 'contacts')) return [];
	const field =
		FIELD_OF_ARRAY.find(([array]) => own(value, array) !== undefined)?.[1] ??
		(elements(value['errors']).some((error) => number(own(error, 'code')) === DECLINED) ? 'history' : null);
	if (field !== null) return [{ ...origin, field, candidates: [field], value }];
	const candidates = CANDIDATES_OF_ARRAY.flatMap(([array, fields]) => (own(value, array) === undefined ? [] : fields));
	return [unreadable(value, origin, 'malformed', candidates)];
}

/** A change of an envelope, `{field, value}`. */
function readChange(change: unknown, origin: Origin): Received[] {
	if (!isObject(change)) return [unreadable(change, origin)];
	const field = text(change['field']);
	if (field !== null) return [{ ...origin, field, candidates: [field], value: change['value'] }];
	if (change['value'] === undefined) return hasContent(change) ? [unreadable(change, origin)] : [];
	return changeWithoutField(change['value'], origin);
}

function readEntry(entry: unknown): Received[] {
	if (!isObject(entry)) return [unreadable(entry, NO_ORIGIN)];
	const changes = entry['changes'];
	if (changes === undefined || changes === null) {
		return hasContent(entry, 'id', 'time', 'changes') ? [unreadable(entry, NO_ORIGIN)] : [];
	}
	const origin: Origin = { accountId: text(entry['id']), time: timestamp(entry['time']), provider: 'meta' };
	return elements(changes).flatMap((change) => readChange(change, origin));
}

/** Meta's envelope. Another `object` means that the URL is shared with another product. */
function readMeta(body: JsonObject): Received[] {
	const object = text(body['object']);
	const entries = elements(body['entry']);
	if (object === null || object === WHATSAPP) return entries.flatMap(readEntry);
	return entries.map((entry) => {
		const origin: Origin = { ...NO_ORIGIN, accountId: text(own(entry, 'id')), time: timestamp(own(entry, 'time')) };
		return unreadable(entry, origin, 'unknown_field');
	});
}

/** 360dialog's envelope for partners, `{id, event, data}`: `data` is Meta's value and the account's id. */
function readPartner(body: JsonObject, event: string): Received[] {
	const data = body['data'];
	const provider: Provider = '360dialog';
	const value = data === undefined ? body : data;
	return [{ field: event, candidates: [event], value, accountId: text(own(data, 'id')), time: null, provider }];
}

function readReceived(body: JsonObject): Received[] {
	if (own(body, 'entry') !== undefined || own(body, 'object') !== undefined) return readMeta(body);
	if (text(body['field']) !== null) return readChange(body, NO_ORIGIN);
	const event = text(body['event']);
	if (event !== null) return readPartner(body, event);
	return changeWithoutField(body, NO_ORIGIN);
}

/**
 * The changes of a parsed delivery, in its order, whatever the envelope: Meta's, 360dialog's, a bare change
 * or a bare value. What no envelope explains becomes an unreadable change; nothing is dropped but emptiness.
 */
export function readChanges(body: JsonObject): Change[] {
	return readReceived(body).map(changeOf);
}
