import { ACCOUNT, contacts, echoes, history, METADATA, meta, normalize, textMessage, valueWith } from '../deliveries';

const summary = (body: unknown): string[] =>
	normalize(body).map((event) =>
		event.event === 'unrecognized' ? `unrecognized ${event.reason} ${event.field}` : event.event,
	);

describe('envelopes', () => {
	test('several entries, changes and messages all come out, in order', () => {
		const echo = (id: string) => ({ ...textMessage({ id }), to: '15550110001' });
		const change = (...ids: string[]) => ({ field: 'smb_message_echoes', value: valueWith({ message_echoes: ids.map(echo) }) });
		const body = {
			entry: [
				{ id: '1', changes: [change('a', 'b'), change('c')] },
				{ id: '2', changes: [change('d')] },
			],
			object: 'whatsapp_business_account',
		};
		const events = normalize(body);
		expect(events.map((event) => ('message' in event ? event.message.id : null))).toEqual(['a', 'b', 'c', 'd']);
		expect(events.map(({ business }) => business.accountId)).toEqual(['1', '1', '1', '2']);
	});

	test.each(['history', 'smb_app_state_sync', 'smb_message_echoes', 'messages'])('a value of %s with nothing in it but what stands beside elements is empty', (field) => {
		const beside = { messaging_product: 'whatsapp', metadata: METADATA, contacts: [{ wa_id: '15550110001' }], id: ACCOUNT };
		expect(summary(meta(field, beside))).toEqual([]);
		for (const [key, value] of Object.entries(beside)) expect(summary(meta(field, { [key]: value }))).toEqual([]);
		expect(summary(meta(field, { ...beside, surprise: 1 }))).toEqual([`unrecognized malformed ${field}`]);
	});

	test('an envelope without object is read as WhatsApp', () => {
		expect(summary({ entry: echoes(textMessage()).entry })).toEqual(['echo.message']);
	});

	test('the value of a partner envelope is told from Meta by its provider, and has the same account', () => {
		const value = (contacts({ type: 'contact', action: 'add', contact: { phone_number: '15550110001' } }).entry as Array<{ changes: Array<{ value: object }> }>)[0]!.changes[0]!.value;
		const [event] = normalize({ id: 'EVT-1', event: 'smb_app_state_sync', data: { id: ACCOUNT, ...value } });
		expect(event).toMatchObject({ event: 'contact.upserted', provider: '360dialog', business: { accountId: ACCOUNT } });
	});

	test.each([
		['a bare decline', { messaging_product: 'whatsapp', metadata: METADATA, history: [{ errors: [{ code: 2593109 }] }] }, ['history.declined']],
		['a bare decline beside nothing', { errors: [{ code: '2593109' }] }, ['history.declined']],
		['a decline in value.errors', meta('history', valueWith({ errors: [{ code: 2593109 }] })), ['history.declined']],
		['a bare change', { field: 'history', value: valueWith({ history: [{ errors: [{ code: 1 }] }] }) }, ['history.error']],
		['a bare address book', valueWith({ state_sync: [{ type: 'contact', action: 'add', contact: { phone_number: '1555' } }] }), ['contact.upserted']],
		['bare echoes, which four fields carry', valueWith({ message_echoes: [textMessage()] }), ['unrecognized malformed null']],
		['bare messages of a number', valueWith({ messages: [textMessage()] }), ['message.received']],
		['bare messages of nobody', { messages: [textMessage()] }, ['unrecognized malformed null']],
		['messages beside echoes, without a field', meta(undefined, valueWith({ messages: [textMessage()], message_echoes: [] })), ['unrecognized malformed null']],
		['a change without field', meta(undefined, valueWith({ message_echoes: [textMessage()] })), ['unrecognized malformed null']],
		['an unrelated partner event', { id: 'EVT-2', event: 'channel_running', data: { id: 'x' } }, ['unrecognized unknown_field channel_running']],
		['a partner event without data', { id: 'EVT-2', event: 'channel_running' }, ['unrecognized unknown_field channel_running']],
		['another product', { object: 'page', entry: [{ id: '1', changes: [{ field: 'messages', value: valueWith({ messages: [textMessage()] }) }] }] }, ['unrecognized unknown_field null']],
		['the older echo field', meta('message_echoes', valueWith({ message_echoes: [textMessage()] })), ['echo.message']],
		['a standby field', meta('standby', valueWith({ standby: { message_echoes: [textMessage()] } })), ['echo.message']],
		['a handover', meta('messaging_handovers', valueWith({ messaging_handovers: [{}] })), ['unrecognized unknown_field messaging_handovers']],
		['null as an entry', { object: 'whatsapp_business_account', entry: [null] }, ['unrecognized malformed null']],
		['null as a change', { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [null] }] }, ['unrecognized malformed null']],
		['an entry of another shape', { object: 'whatsapp_business_account', entry: [{ id: '1', messaging: [{}] }] }, ['unrecognized malformed null']],
		['a scalar value', meta('history', 5), ['unrecognized malformed history']],
		['a value with nothing that anybody knows', meta('smb_message_echoes', valueWith({ echoes: [1] })), ['unrecognized malformed smb_message_echoes']],
		['an array of another field', meta('smb_message_echoes', valueWith({ messages: [textMessage(), null] })), ['unrecognized malformed smb_message_echoes', 'unrecognized malformed smb_message_echoes']],
		['anything else', { hello: 'world' }, ['unrecognized malformed null']],
	])('%s', (_name, body, expected) => expect(summary(body)).toEqual(expected));

	test.each([
		{},
		{ object: 'whatsapp_business_account' },
		{ object: 'whatsapp_business_account', entry: [] },
		{ object: 'whatsapp_business_account', entry: null },
		{ object: 'whatsapp_business_account', entry: [{ id: '1', time: 1, changes: [] }] },
		{ object: 'whatsapp_business_account', entry: [{ id: '1', time: 1, changes: null }] },
		{ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{}] }] },
		meta('history', null),
		meta('history', valueWith({})),
		meta('smb_message_echoes', valueWith({ message_echoes: [] })),
		meta('smb_message_echoes', valueWith({ message_echoes: null, contacts: [{}] })),
		history(),
		valueWith({}),
	])('nothing in %j gives nothing', (body) => expect(normalize(body)).toEqual([]));

	test('an unrecognized item has a raw part also where nothing was received', () => {
		expect(normalize({ entry: [{ id: '1', changes: [{ field: 'brand_new' }] }] })).toMatchObject([{ reason: 'unknown_field', raw: null }]);
	});

	test('an unrecognized item holds what was received, whole', () => {
		const value = valueWith({ control_passed: { recipient: { wa_id: '15550110001' } } });
		expect(normalize(meta('messaging_handovers', value))[0]).toMatchObject({ raw: value, field: 'messaging_handovers', business: { phoneNumberId: METADATA.phone_number_id } });
	});
});
