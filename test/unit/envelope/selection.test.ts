import { EVENTS, normalizeDelivery, type EventName, type NormalizeOptions } from '../../../index';
import { hasWanted, parseDelivery } from '../../../nodes/WhatsAppCoexistence/pipeline';
import { BUSINESS, chunk, contacts, CUSTOMER, echoes, history, live, meta, METADATA, normalize, NUMBER_ID, textMessage, valueWith } from '../deliveries';

type Json = Record<string, unknown>;

/** The events that come out with a selection; the question before the answer must agree with it. */
function selected(body: Json, options: NormalizeOptions): string[] {
	const events = normalizeDelivery(body, options).map(({ event }) => event);
	expect(hasWanted(body, options)).toBe(events.length > 0);
	return events;
}

describe('the text of a delivery', () => {
	test.each<[string, string, unknown]>([
		['an object', '{"a":1}', { a: 1 }],
		['an object after a byte order mark', '\ufeff{"a":1}', { a: 1 }],
		['a text that ends in such a mark', '{"a":"\ufeff"}', { a: '\ufeff' }],
		['an array', '[{}]', null],
		['null', 'null', null],
		['a number', '5', null],
		['nothing', '', null],
		['half an object', '{"a":', null],
		['a mark behind the object', '{"a":1}\ufeff', null],
	])('%s', (_, text, expected) => {
		expect(parseDelivery(text)).toEqual(expected);
		if (expected === null) expect(normalizeDelivery(text, { events: EVENTS })).toEqual([]);
	});
});

/** One delivery for each output, each with a sound element. */
const SOUND: Record<string, Json> = {
	'contact.upserted': contacts({ type: 'contact', action: 'add', contact: { phone_number: CUSTOMER } }),
	'history.media': meta('history', valueWith({ messages: [textMessage()] })),
	'history.error': history({ errors: [{ code: 1 }] }),
	'history.progress': history({ metadata: { phase: 0, progress: 5 }, threads: [] }),
	'echo.message': echoes(textMessage({ from: BUSINESS, to: CUSTOMER })),
	'message.received': live(textMessage()),
	'message.status': meta('messages', valueWith({ statuses: [{ id: 'm', status: 'sent' }] })),
	'account.updated': meta('account_update', { event: 'PARTNER_ADDED' }),
};

describe('a selection', () => {
	test.each(Object.keys(SOUND))('of %s alone lets nothing else out', (event) => {
		for (const [name, body] of Object.entries(SOUND)) expect(selected(body, { events: [event as EventName] })).toEqual(name === event ? [name] : []);
	});

	test('that nobody made is contacts, history and echoes', () => {
		const out = Object.values(SOUND).flatMap((body) => selected(body, {}));
		expect(out).toEqual(['contact.upserted', 'history.media', 'history.error', 'history.progress', 'echo.message']);
	});

	test('finds the wanted element behind others', () => {
		const body = meta('messages', valueWith({ messages: [textMessage(), textMessage({ type: 'revoke', revoke: {} })], statuses: [{ id: 'm', status: 'read' }] }));
		expect(selected(body, { events: ['message.revoked'] })).toEqual(['message.revoked']);
		expect(selected(body, { events: ['message.status'] })).toEqual(['message.status']);
		expect(selected(history(chunk([textMessage()])), { events: ['history.message'] })).toEqual(['history.message']);
	});

	test('of nothing lets nothing out', () => {
		for (const body of Object.values(SOUND)) expect(selected(body, { events: [] })).toEqual([]);
	});
});

const CONTACT: EventName = 'contact.removed';
const HISTORY: EventName = 'history.declined';
const ECHO: EventName = 'echo.revoked';
const LIVE: EventName = 'message.edited';
const entryOf = (...changes: unknown[]): Json => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });

/**
 * What cannot be understood, with an event of the field that it may belong to, and its reason. It comes out when
 * `unrecognized` is selected, and also when only that event is: nothing wanted disappears in silence.
 */
const BROKEN: Array<[name: string, body: Json, fieldEvents: EventName[], reason: string, field: string | null]> = [
	['an address book entry', contacts(null), [CONTACT], 'malformed', 'smb_app_state_sync'],
	['an entry of another kind', contacts({ type: 'label', action: 'add', contact: { phone_number: CUSTOMER } }), [CONTACT], 'unknown_type', 'smb_app_state_sync'],
	['an entry without kind and contact', contacts({ action: 'merge', label: {} }), [CONTACT], 'malformed', 'smb_app_state_sync'],
	['an unknown action', contacts({ type: 'contact', action: 'merge', contact: { phone_number: CUSTOMER } }), [CONTACT], 'unknown_action', 'smb_app_state_sync'],
	['a contact of nobody', contacts({ type: 'contact', action: 'add', contact: {} }), [CONTACT], 'malformed', 'smb_app_state_sync'],
	['a chunk', history('x'), [HISTORY], 'malformed', 'history'],
	['a thread', history({ errors: [{ code: 1 }], threads: [5] }), [HISTORY], 'malformed', 'history'],
	['a message of a thread', history({ errors: [{ code: 1 }], threads: [{ id: CUSTOMER, messages: [{}] }] }), [HISTORY], 'malformed', 'history'],
	['an error of a chunk', history({ errors: [null] }), [HISTORY], 'malformed', 'history'],
	['an error of the value', meta('history', valueWith({ errors: [{}] })), [HISTORY], 'malformed', 'history'],
	['an asset that follows', meta('history', valueWith({ message_echoes: ['x'] })), [HISTORY], 'malformed', 'history'],
	['an echo', echoes(null), [ECHO], 'malformed', 'smb_message_echoes'],
	['an element of another field', meta('smb_message_echoes', valueWith({ statuses: [{ id: 'm', status: 'sent' }] })), [ECHO], 'malformed', 'smb_message_echoes'],
	['a value without any array', meta('smb_message_echoes', valueWith({ echoes: [] })), [ECHO], 'malformed', 'smb_message_echoes'],
	['a value that is none', meta('smb_message_echoes', 'x'), [ECHO], 'malformed', 'smb_message_echoes'],
	['a live message', live([]), [LIVE], 'malformed', 'messages'],
	['a status without a message', meta('messages', valueWith({ statuses: [{ status: 'read' }] })), [LIVE], 'malformed', 'messages'],
	['a status that is none', meta('messages', valueWith({ statuses: [7] })), [LIVE], 'malformed', 'messages'],
	['an error beside live messages', meta('messages', valueWith({ errors: [{ code: 131051 }] })), [LIVE], 'malformed', 'messages'],
	['an account update without event', meta('account_update', {}), ['account.updated'], 'malformed', 'account_update'],
	['a bare change', { field: 'history', value: 5 }, [HISTORY], 'malformed', 'history'],
	['a bare history', { history: [null] }, [HISTORY], 'malformed', 'history'],
	['a bare address book', { state_sync: [null] }, [CONTACT], 'malformed', 'smb_app_state_sync'],
	['a history of 360dialog', { id: 'EVT-1', event: 'history', data: { id: '200', history: ['x'] } }, [HISTORY], 'malformed', 'history'],
	['a history of 360dialog without data', { id: 'EVT-1', event: 'history' }, [HISTORY], 'malformed', 'history'],
	['bare echoes, live or historical', valueWith({ message_echoes: [textMessage()] }), [ECHO, HISTORY], 'malformed', null],
	['bare messages of no number, live or historical', { messages: [textMessage()] }, [LIVE, HISTORY], 'malformed', null],
	['bare statuses of no number', { statuses: [{ id: 'm', status: 'sent' }] }, [LIVE], 'malformed', null],
	['a bare error that is no decline', { errors: [{ code: 131051 }] }, [HISTORY, LIVE], 'malformed', null],
	['a value without field, that is no object', entryOf({ value: 5 }), [], 'malformed', null],
	['a change of another shape', entryOf({ topic: 'x' }), [], 'malformed', null],
	['a change that is none', entryOf('x'), [], 'malformed', null],
	['an entry of another shape', { entry: [{ id: '1', changes: null, messaging: [{}] }] }, [], 'malformed', null],
	['an entry that is none', { entry: ['x'] }, [], 'malformed', null],
	['anything', { hello: 'world' }, [], 'malformed', null],
	['another product', { object: 'page', entry: [{ id: '1', changes: [] }] }, [], 'unknown_field', null],
	['another field', meta('business_username_updates', { username: 'shop' }), [], 'unknown_field', 'business_username_updates'],
	['a preference without content', meta('user_preferences', valueWith({ user_preferences: [{ wa_id: CUSTOMER }] })), [], 'malformed', 'user_preferences'],
	['a standby value that is none', meta('standby', valueWith({ standby: ['x'] })), [ECHO, LIVE], 'malformed', 'standby'],
];

describe('what cannot be understood', () => {
	test.each(BROKEN)('%s comes out where it is wanted, and only there', (_, body, fieldEvents, reason, field) => {
		const unrecognized = normalize(body).filter(({ event }) => event === 'unrecognized');
		expect(unrecognized).toMatchObject([{ reason, field }]);
		expect(selected(body, { events: ['unrecognized'] })).toEqual(['unrecognized']);
		for (const event of [CONTACT, HISTORY, ECHO, LIVE, 'account.updated'] as const) {
			expect(selected(body, { events: [event] })).toEqual(fieldEvents.includes(event) ? ['unrecognized'] : []);
		}
	});

	test('holds what was received, whole', () => {
		const partner = { id: 'EVT-1', event: 'channel_running' };
		expect(normalize(partner)).toMatchObject([{ raw: partner, provider: '360dialog' }]);
		expect(normalize(entryOf({ topic: 'x' }))).toMatchObject([{ raw: { topic: 'x' }, business: { accountId: '1' } }]);
		expect(normalize({ object: 'page', entry: [{ id: '9', time: 1763500000, messaging: [{}] }] })).toMatchObject([
			{ raw: { id: '9', time: 1763500000, messaging: [{}] }, business: { accountId: '9' }, timestamp: '2025-11-18T21:06:40.000Z' },
		]);
	});

	test('is one event, whether a value is left out or null', () => {
		const [one, other] = [entryOf({ field: 'brand_new' }), entryOf({ field: 'brand_new', value: null })].map((body) => normalize(body)[0]!);
		expect(one).toEqual(other);
	});
});

describe('nothing comes out of', () => {
	test.each<[string, Json]>([
		['a known field without a value', entryOf({ field: 'history' })],
		['a known field with null', entryOf({ field: 'smb_message_echoes', value: null })],
		['null without a field', entryOf({ value: null })],
		['an empty change', entryOf({})],
		['people without anything that they did', valueWith({ contacts: [{ wa_id: CUSTOMER }] })],
		['an entry without changes', { entry: [{ id: '1', time: 1763500000 }] }],
	])('%s', (_, body) => expect(selected(body, { events: EVENTS })).toEqual([]));

	test('an empty part, which does not hide what follows it', () => {
		const good = { field: 'smb_message_echoes', value: valueWith({ message_echoes: [textMessage()] }) };
		expect(selected(entryOf({ field: 'history', value: null }, {}, good), {})).toEqual(['echo.message']);
	});
});

describe('only for some business numbers', () => {
	const on = (phone_number_id: string | undefined): unknown => ({ field: 'messages', value: { metadata: { ...METADATA, phone_number_id }, messages: [textMessage()] } });
	const account = { field: 'account_update', value: { event: 'PARTNER_ADDED' } };
	const body = entryOf(on('1'), on('2'), on(undefined), account);
	const numbers = (phoneNumberIds?: string[]) =>
		normalize(body, { phoneNumberIds }).map(({ event, business }) => `${event} ${business.phoneNumberId}`);
	const passing = ['message.received null', 'account.updated null'];

	test.each<[string, string[] | undefined, string[]]>([
		['none are named: all', undefined, ['message.received 1', 'message.received 2', ...passing]],
		['an empty list: all', [], ['message.received 1', 'message.received 2', ...passing]],
		['one', ['2'], ['message.received 2', ...passing]],
		['both', ['2', '1'], ['message.received 1', 'message.received 2', ...passing]],
		['a stranger', ['3'], passing],
	])('%s', (_, ids, expected) => expect(numbers(ids)).toEqual(expected));

	test('nothing is wanted of a delivery for another number', () => {
		expect(selected(live(textMessage()), { events: EVENTS, phoneNumberIds: ['3'] })).toEqual([]);
		expect(selected(live(textMessage()), { events: EVENTS, phoneNumberIds: [NUMBER_ID] })).toEqual(['message.received']);
	});
});

describe('the raw part', () => {
	const message = textMessage({ unknown_key: { kept: true } });
	const metadata = { phase: 0, chunk_order: 1, progress: 10, unknown_key: 1 };

	test.each([{}, { includeRaw: false }])('is left out with %j', (options) => {
		for (const event of normalize(history(chunk([message])), options)) expect(event).not.toHaveProperty('raw');
	});

	test.each<[string, Json, unknown[]]>([
		['a message', live(message), [message]],
		['a header and a message of a thread', history(chunk([message], metadata)), [metadata, message]],
		['a chunk without a header', history({ threads: [{ id: CUSTOMER }] }), [{ threads: [{ id: CUSTOMER }] }]],
		['an error', history({ errors: [{ code: 1, unknown_key: 1 }] }), [{ code: 1, unknown_key: 1 }]],
		['a contact', contacts({ type: 'contact', action: 'add', contact: { phone_number: '1', unknown_key: 1 } }), [{ type: 'contact', action: 'add', contact: { phone_number: '1', unknown_key: 1 } }]],
		['an account update', meta('account_update', { event: 'X', unknown_key: 1 }), [{ event: 'X', unknown_key: 1 }]],
	])('is what %s was made from', (_, body, expected) => {
		expect(normalize(body, { includeRaw: true }).map(({ raw }) => raw)).toEqual(expected);
	});
});
