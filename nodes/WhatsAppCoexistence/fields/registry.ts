import { visitUnrecognized, type Change, type Visit } from '../envelope/change';
import type { EventName } from '../contract/outputs';
import { elements, isObject, own, type JsonObject } from '../wire/read';
import { walkAccountUpdate } from './account_update/normalize';
import { walkHistory } from './history/normalize';
import { walkLiveMessages } from './messages/normalize';
import { walkStateSync } from './smb_app_state_sync/normalize';
import { walkMessageEchoes } from './smb_message_echoes/normalize';

/** A webhook field that this node understands. */
export interface Field {
	/** The name on the wire: the only key of dispatch. */
	readonly field: string;
	/** The events that its elements become, `unrecognized` apart. */
	readonly events: readonly EventName[];
	/** The arrays of its value; null when the value itself is the one element. */
	readonly arrays: readonly string[] | null;
	/** Visits each element of a value; returns true when the visitor stopped it. */
	readonly walk: (change: Change, visit: Visit) => boolean;
}

/** Every field: dispatch, selection and fixtures derive from this list. A new field is one folder and a line. */
export const FIELDS: readonly Field[] = [
	{
		field: 'smb_app_state_sync',
		events: ['contact.upserted', 'contact.removed'],
		arrays: ['state_sync'],
		walk: walkStateSync,
	},
	{
		field: 'history',
		events: ['history.message', 'history.media', 'history.progress', 'history.declined', 'history.error'],
		arrays: ['history', 'messages', 'message_echoes', 'errors'],
		walk: walkHistory,
	},
	{
		field: 'smb_message_echoes',
		events: ['echo.message', 'echo.edited', 'echo.revoked'],
		arrays: ['message_echoes'],
		walk: walkMessageEchoes,
	},
	{
		field: 'messages',
		events: ['message.received', 'message.edited', 'message.revoked', 'message.status', 'identity.changed'],
		arrays: ['messages', 'statuses', 'errors'],
		walk: walkLiveMessages,
	},
	{ field: 'account_update', events: ['account.updated'], arrays: null, walk: walkAccountUpdate },
];

const BY_NAME = new Map<string | null, Field>(FIELDS.map((field) => [field.field, field]));

/** The fields that can become one of the given events. */
export function fieldsOf(events: ReadonlySet<EventName>): Set<string> {
	return new Set(FIELDS.filter((field) => field.events.some((event) => events.has(event))).map(({ field }) => field));
}

/** Every array whose entries are elements (contract, section 4), on whatever field. */
const ELEMENT_ARRAYS = ['history', 'state_sync', 'message_echoes', 'messages', 'statuses', 'errors'];
/** Keys that stand beside the elements of a value. `id` is the account, in 360dialog's envelope. */
const SURROUNDINGS = new Set(['messaging_product', 'metadata', 'contacts', 'id']);

/** Elements that do not belong on this field, and a value that holds no array anybody knows. */
function walkStrays(change: Change, value: JsonObject, arrays: readonly string[], visit: Visit): boolean {
	const present = ELEMENT_ARRAYS.filter((array) => own(value, array) !== undefined);
	for (const array of present) {
		if (arrays.includes(array)) continue;
		for (const element of elements(value[array])) {
			if (visitUnrecognized(visit, change, 'malformed', element)) return true;
		}
	}
	const isUnknown = present.length === 0 && Object.keys(value).some((key) => !SURROUNDINGS.has(key));
	return isUnknown && visitUnrecognized(visit, change, 'malformed', value);
}

/** Visits every element of a change on its field; what has no field is one element. True: stopped. */
export function walkChange(change: Change, visit: Visit): boolean {
	if (change.unreadable !== undefined) return visitUnrecognized(visit, change, change.unreadable, change.value);
	const field = BY_NAME.get(change.field);
	if (field === undefined) return visitUnrecognized(visit, change, 'unknown_field', change.value);
	if (change.value === undefined || change.value === null) return false;
	if (!isObject(change.value)) return visitUnrecognized(visit, change, 'malformed', change.value);
	if (field.walk(change, visit)) return true;
	return field.arrays !== null && walkStrays(change, change.value, field.arrays, visit);
}
