import type { Change, Visit } from '../envelope/change';
import type { EventName } from '../contract/outputs';
import { walkAccountUpdate } from './account_update/normalize';
import { walkHistory } from './history/normalize';
import { walkOlderEchoes } from './message_echoes/normalize';
import { walkMessagesField } from './messages/normalize';
import { walkStateSync } from './smb_app_state_sync/normalize';
import { walkMessageEchoes } from './smb_message_echoes/normalize';
import { walkStandby } from './standby/normalize';
import { walkUserIdUpdates } from './user_id_update/normalize';
import { walkUserPreferences } from './user_preferences/normalize';

/** A webhook field that this node understands. */
export interface Field {
	/** The name on the wire: the only key of dispatch. */
	readonly field: string;
	/** The events that its elements become, `unrecognized` apart. */
	readonly events: readonly EventName[];
	/** The arrays of its value; null if the value itself is the one element. */
	readonly arrays: readonly string[] | null;
	/** A key of the value below which these arrays are, if they are not in the value itself. */
	readonly holder?: string;
	/** An app cannot or need not subscribe to it: its events come on another field unless Meta decides otherwise. */
	readonly isExtra?: true;
	/** Visits each element of a value; returns true if the visitor stopped it. */
	readonly walk: (change: Change, visit: Visit) => boolean;
}

const ECHO_EVENTS: readonly EventName[] = ['echo.message', 'echo.edited', 'echo.revoked'];
const LIVE_EVENTS: readonly EventName[] = [
	'message.received',
	'message.edited',
	'message.revoked',
	'message.status',
	'identity.changed',
];

/** Every field: dispatch, selection and fixtures derive from this list. */
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
	{ field: 'smb_message_echoes', events: ECHO_EVENTS, arrays: ['message_echoes'], walk: walkMessageEchoes },
	{ field: 'message_echoes', events: ECHO_EVENTS, arrays: ['message_echoes'], isExtra: true, walk: walkOlderEchoes },
	{ field: 'messages', events: LIVE_EVENTS, arrays: ['messages', 'statuses', 'errors'], walk: walkMessagesField },
	{
		field: 'standby',
		events: [...LIVE_EVENTS, ...ECHO_EVENTS],
		arrays: ['messages', 'message_echoes', 'statuses'],
		holder: 'standby',
		isExtra: true,
		walk: walkStandby,
	},
	{
		field: 'user_preferences',
		events: ['preference.changed'],
		arrays: ['user_preferences'],
		walk: walkUserPreferences,
	},
	{
		field: 'user_id_update',
		events: ['identity.changed'],
		arrays: ['user_id_update'],
		isExtra: true,
		walk: walkUserIdUpdates,
	},
	{ field: 'account_update', events: ['account.updated'], arrays: null, walk: walkAccountUpdate },
];

const fieldsWith = (events: ReadonlySet<EventName>, fields: readonly Field[]): Set<string> =>
	new Set(fields.filter((field) => field.events.some((event) => events.has(event))).map(({ field }) => field));

/** The fields that can become one of the given events. */
export function fieldsOf(events: ReadonlySet<EventName>): Set<string> {
	return fieldsWith(events, FIELDS);
}

const SUBSCRIBABLE = FIELDS.filter(({ isExtra }) => isExtra !== true);

/** The fields that an app has to be subscribed to, to receive the given events. */
export function fieldsToSubscribe(events: ReadonlySet<EventName>): Set<string> {
	return fieldsWith(events, SUBSCRIBABLE);
}

/** Every array whose entries are elements (docs/contract.md, section 4), on whatever field. */
export const ELEMENT_ARRAYS: readonly string[] = [...new Set(FIELDS.flatMap(({ arrays }) => arrays ?? []))];
