import type { UnrecognizedReason } from '../contract/events';
import { elements, isObject, own, text, type JsonObject } from '../wire/read';
import { timestamp } from '../wire/time';
import { changeOf, type Change, type Received } from './change';
import { candidatesOf, fieldOfValue } from './fieldOfValue';

const WHATSAPP = 'whatsapp_business_account';
type Origin = Pick<Received, 'accountId' | 'time' | 'occurrence' | 'provider'>;

const NO_ORIGIN: Origin = { accountId: null, time: null, occurrence: null, provider: 'meta' };

function hasContent(object: JsonObject, ...ignored: readonly string[]): boolean {
	return Object.keys(object).some((key) => !ignored.includes(key));
}

/** What no field can read; it is emitted if one of its candidate fields is selected. */
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
	const field = fieldOfValue(value);
	if (field !== null) return [{ ...origin, field, candidates: [field], value }];
	return [unreadable(value, origin, 'malformed', candidatesOf(value))];
}

/** A change of an envelope, `{field, value}`. */
function readChange(change: unknown, origin: Origin): Received[] {
	if (!isObject(change)) return [unreadable(change, origin)];
	const field = text(change['field']);
	if (field !== null) {
		const value = change['value'];
		const isElsewhere = value === undefined && hasContent(change, 'field', 'value');
		if (isElsewhere) return [{ ...unreadable(change, origin, 'malformed', [field]), field }];
		return [{ ...origin, field, candidates: [field], value }];
	}
	if (change['value'] === undefined) return hasContent(change) ? [unreadable(change, origin)] : [];
	return changeWithoutField(change['value'], origin);
}

/** Where the changes of an entry of Meta's envelope come from. */
function originOf(entry: unknown): Origin {
	const time = timestamp(own(entry, 'time'));
	return { accountId: text(own(entry, 'id')), time, occurrence: time, provider: 'meta' };
}

const ENTRY_KEYS = ['id', 'time', 'changes'];

function readEntry(entry: unknown): Received[] {
	if (!isObject(entry)) return [unreadable(entry, NO_ORIGIN)];
	const origin = originOf(entry);
	const changes = entry['changes'];
	if (changes === undefined || changes === null) {
		return hasContent(entry, ...ENTRY_KEYS) ? [unreadable(entry, origin)] : [];
	}
	// Arrays beside the changes are of another product, or of the future.
	const strays = Object.keys(entry).filter((key) => !ENTRY_KEYS.includes(key) && Array.isArray(entry[key]));
	return [
		...elements(changes).flatMap((change) => readChange(change, origin)),
		...strays.map((key) => unreadable({ [key]: entry[key] }, origin)),
	];
}

/** Meta's envelope. Another `object` means that the URL is shared with another product. */
function readMeta(body: JsonObject): Received[] {
	const object = text(body['object']);
	const entries = elements(body['entry']);
	if (object === null || object === WHATSAPP) return entries.flatMap(readEntry);
	return entries.map((entry) => unreadable(entry, originOf(entry), 'unknown_field'));
}

/** 360dialog's envelope for partners, `{id, event, data}`: `data` is Meta's value and the account's id. */
function readPartner(body: JsonObject, event: string): Received[] {
	const data = body['data'];
	const value = data === undefined ? body : data;
	const origin: Origin = {
		accountId: text(own(data, 'id')),
		time: null,
		occurrence: text(body['id']),
		provider: '360dialog',
	};
	return [{ ...origin, field: event, candidates: [event], value }];
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
 * or a bare value. What no envelope explains becomes an unreadable change; only empty values are dropped.
 */
export function readChanges(body: JsonObject): Change[] {
	return readReceived(body).map(changeOf);
}
