import type { UnrecognizedReason } from '../contract/events';
import { elements, isObject, number, own, text, type JsonObject } from '../wire/read';
import { timestamp } from '../wire/time';
import { changeOf, type Change, type Received } from './change';

const WHATSAPP = 'whatsapp_business_account';
/** The code of the error that says that the business does not share its history. */
export const DECLINED = 2593109;

type Origin = Pick<Received, 'accountId' | 'time' | 'occurrence' | 'provider'>;

const NO_ORIGIN: Origin = { accountId: null, time: null, occurrence: null, provider: 'meta' };

/** Arrays that belong to one field alone: they tell the field of a value that does not name it. */
const FIELD_OF_ARRAY: ReadonlyArray<readonly [array: string, field: string]> = [
	['history', 'history'],
	['state_sync', 'smb_app_state_sync'],
	['user_preferences', 'user_preferences'],
	['user_id_update', 'user_id_update'],
];

/** Arrays that several fields have: never a reason to dispatch, only to say which field may be meant. */
const CANDIDATES_OF_ARRAY: ReadonlyArray<readonly [array: string, fields: readonly string[]]> = [
	['message_echoes', ['smb_message_echoes', 'history']],
	['messages', ['messages', 'history']],
	['statuses', ['messages']],
	['errors', ['history', 'messages']],
];

/**
 * The field of a value that does not name it; null if that is not certain. A declined history is documented without
 * any envelope. Public test suites send `messages` and `statuses` of a number without a field.
 */
function fieldOfValue(value: JsonObject): string | null {
	const has = (array: string): boolean => own(value, array) !== undefined;
	const named = FIELD_OF_ARRAY.find(([array]) => has(array))?.[1];
	if (named !== undefined) return named;
	if (elements(value['errors']).some((error) => number(own(error, 'code')) === DECLINED)) return 'history';
	const isLive = (has('messages') || has('statuses')) && isObject(own(value, 'metadata'));
	return isLive && !has('message_echoes') ? 'messages' : null;
}

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
	const candidates = CANDIDATES_OF_ARRAY.flatMap(([array, fields]) => (own(value, array) === undefined ? [] : fields));
	return [unreadable(value, origin, 'malformed', candidates)];
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
