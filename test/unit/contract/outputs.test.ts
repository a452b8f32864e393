import { isEventName, OUTPUTS, outputOf, type EventName } from '../../../nodes/WhatsAppCoexistence/contract/outputs';

/** The table of docs/contract.md, section 4. */
const TABLE: Array<[output: string, events: EventName[]]> = [
	['Contacts', ['contact.upserted', 'contact.removed']],
	['History', ['history.message', 'history.media']],
	['Echoes', ['echo.message', 'echo.edited', 'echo.revoked']],
	['Messages', ['message.received', 'message.edited', 'message.revoked']],
	['Sync Status', ['history.progress', 'history.declined', 'history.error', 'account.updated']],
	['Other', ['message.status', 'identity.changed', 'unrecognized']],
];

test('the outputs stand in the order that workflows are wired by', () => {
	expect(OUTPUTS).toEqual(TABLE.map(([output]) => output));
});

test.each(TABLE.map(([output, events], index) => [output, index, events] as const))('output %s, index %i, takes %j', (_, index, events) => {
	expect(events.map(outputOf)).toEqual(events.map(() => index));
});

describe('the name of an event', () => {
	test.each(TABLE.flatMap(([, events]) => events))('is %s', (name) => expect(isEventName(name)).toBe(true));

	test.each(['', 'history', 'History.message', 'toString', '__proto__', 'constructor', null, undefined, 5, ['history.message'], { event: 'history.message' }])(
		'is not %j',
		(value) => expect(isEventName(value)).toBe(false),
	);
});
