/** The six outputs of the trigger, in the order of their index (docs/contract.md, section 4). */
export const OUTPUTS = ['Contacts', 'History', 'Echoes', 'Messages', 'Sync Status', 'Other'] as const;

export type OutputName = (typeof OUTPUTS)[number];

/** Every event, with the output it leaves by. Item types, event options and dispatch derive from this list. */
export const EVENT_OUTPUTS = {
	'contact.upserted': 'Contacts',
	'contact.removed': 'Contacts',
	'history.message': 'History',
	'history.media': 'History',
	'echo.message': 'Echoes',
	'echo.edited': 'Echoes',
	'echo.revoked': 'Echoes',
	'message.received': 'Messages',
	'message.edited': 'Messages',
	'message.revoked': 'Messages',
	'history.progress': 'Sync Status',
	'history.declined': 'Sync Status',
	'history.error': 'Sync Status',
	'account.updated': 'Sync Status',
	'message.status': 'Other',
	'identity.changed': 'Other',
	'preference.changed': 'Other',
	unrecognized: 'Other',
} as const satisfies Record<string, OutputName>;

export type EventName = keyof typeof EVENT_OUTPUTS;

export const EVENTS = Object.keys(EVENT_OUTPUTS) as EventName[];

/** Selected unless the user says otherwise: the three fields of coexistence. */
export const DEFAULT_EVENTS: readonly EventName[] = EVENTS.filter((event) =>
	/^(contact|history|echo)\./.test(event),
);

/** The index of the output that an event leaves by. */
export function outputOf(event: EventName): number {
	return OUTPUTS.indexOf(EVENT_OUTPUTS[event]);
}

/** Whether a string is the name of an event. */
export function isEventName(value: unknown): value is EventName {
	return typeof value === 'string' && Object.hasOwn(EVENT_OUTPUTS, value);
}
