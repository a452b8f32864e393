import { coexistenceEventSchema, DEFAULT_EVENTS, EVENTS, EVENT_OUTPUTS, flatSchemas, flatten, OUTPUTS } from '../../../index';
import { eventId } from '../../../nodes/WhatsAppCoexistence/contract/id';
import { safeText, spreadsheetSafe } from '../../../nodes/WhatsAppCoexistence/contract/spreadsheet';
import { FIELDS } from '../../../nodes/WhatsAppCoexistence/fields/registry';
import { eventOptions } from '../../../nodes/WhatsAppCoexistence/ui/eventOptions';
import { WhatsAppCoexistenceTrigger } from '../../../nodes/WhatsAppCoexistence/WhatsAppCoexistenceTrigger.node';
import { BUSINESS, chunk, contacts, echoes, history, live, meta, normalize, textMessage, valueWith } from '../deliveries';

describe('one list of events', () => {
	test('gives the outputs of the node', () => {
		expect(new WhatsAppCoexistenceTrigger().description.outputNames).toEqual([...OUTPUTS]);
	});

	test('gives the options of the panel, sorted by name', () => {
		const values = eventOptions.map(({ value }) => value);
		expect([...values].sort()).toEqual([...EVENTS].sort());
		const names = eventOptions.map(({ name }) => name);
		expect(names).toEqual([...names].sort());
	});

	test('holds what the fields become, unrecognized apart', () => {
		const events = new Set(FIELDS.flatMap((field) => field.events));
		expect([...events, 'unrecognized'].sort()).toEqual([...EVENTS].sort());
	});

	test('selects contacts, history and echoes by default', () => {
		expect([...DEFAULT_EVENTS].sort()).toEqual([
			'contact.removed', 'contact.upserted', 'echo.edited', 'echo.message', 'echo.revoked',
			'history.declined', 'history.error', 'history.media', 'history.message', 'history.progress',
		]);
	});

	test('is what the schema of the items knows', () => {
		const names = coexistenceEventSchema.options.map((option) => option.shape.event.value);
		expect([...names].sort()).toEqual([...EVENTS].sort());
	});
});

describe('ids', () => {
	test('parts never run into each other', () => {
		const ids = [
			eventId('echo.message', ['a:b', 'c']),
			eventId('echo.message', ['a', 'b:c']),
			eventId('echo.message', ['a', 'b', 'c']),
			eventId('echo.message', ['a%3Ab', 'c']),
			eventId('echo.edited', ['a:b', 'c']),
			eventId('echo.message', ['ab', 'c']),
			eventId('echo.message', ['a%b', 'c']),
			eventId('echo.message', ['a%25b', 'c']),
			eventId('echo.message', ['a25b', 'c']),
			eventId('echo.message', ['a:b:b', 'c']),
			eventId('echo.message', ['a:bb', 'c']),
			eventId('echo.message', [null, 'c']),
		];
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('a message seen as history, as its asset, as echo and by its statuses is that many events', () => {
		const message = textMessage({ from: BUSINESS, to: '15550110001', id: 'wamid.SAME' });
		const ids = [
			...normalize(history(chunk([message]))),
			...normalize(meta('history', valueWith({ messages: [message] }))),
			...normalize(echoes(message)),
			...normalize(live(message)),
			...normalize(meta('messages', valueWith({ statuses: [{ id: 'wamid.SAME', status: 'sent' }, { id: 'wamid.SAME', status: 'read' }] }))),
		].map(({ id }) => id);
		expect(new Set(ids).size).toBe(7);
	});

	test('are another on another number, and the same whatever the order of keys', () => {
		const message = textMessage();
		const reversed = Object.fromEntries(Object.entries(message).reverse());
		const elsewhere = meta('messages', { metadata: { phone_number_id: '5' }, messages: [message] });
		expect(normalize(live(message))[0]!.id).toBe(normalize(live(reversed))[0]!.id);
		expect(normalize(live(message))[0]!.id).not.toBe(normalize(elsewhere)[0]!.id);
	});

	test('messages without an id are known by what they say', () => {
		const id = (changes: object) => normalize(live(textMessage({ id: undefined, ...changes })))[0]!.id;
		expect(id({})).toBe(id({}));
		expect(id({})).not.toBe(id({ text: { body: 'Other' } }));
	});
});

describe('flat items', () => {
	const body = {
		object: 'whatsapp_business_account',
		entry: [history(chunk([textMessage()])), echoes(textMessage()), live(textMessage(), 'x'), contacts({ type: 'contact', action: 'add', contact: { phone_number: '1555' } }), meta('account_update', { event: 'PARTNER_ADDED' }), meta('messages', valueWith({ statuses: [{ id: 'm', status: 'read' }] }))].flatMap((one) => one['entry'] as unknown[]),
	};

	test('have the same keys for every kind on one output, and scalars only', () => {
		const events = normalize(body);
		expect(new Set(events.map(({ event }) => EVENT_OUTPUTS[event]))).toEqual(new Set(OUTPUTS));
		for (const event of events) {
			const schema = flatSchemas[EVENT_OUTPUTS[event.event]];
			expect(schema.safeParse(flatten(event)).error).toBeUndefined();
			const always = Object.keys(schema.shape).filter((key) => key !== 'mediaError');
			expect(Object.keys(flatten(event))).toEqual(always);
			expect(Object.keys(flatten(event, { withMediaError: true }))).toEqual(Object.keys(schema.shape));
		}
	});

	test('keep what was not understood, as a JSON string', () => {
		const [event] = normalize(echoes({ neither: ['id', 'nor type'] }));
		expect(flatten(event!)).toMatchObject({ event: 'unrecognized', type: 'malformed', raw: '{"neither":["id","nor type"]}' });
	});
});

describe('text that a spreadsheet would run', () => {
	test.each(['=1+1', '+1', '-1', '@a', '\ta', '\ra', ' =1', '\n=1', '\u00a0=1', '  \t', ' \r\n', '\uff1d1', '\uff0b1', '\uff0d1', '\uff20a', '\u200b=1', '\ufeff \uff1d1', '\u2060+', '\u180e-1'])('%j gets a quote before it', (text) => {
		expect(safeText(text)).toBe(`'${text}`);
	});

	test.each(['', 'a=1', "'=1", '1+1', ' a', '  ', "O'Brien", 'a\uff1db', '1\uff0b1', null])('%j stays as it is', (text) => expect(safeText(text)).toBe(text));

	test('is made safe wherever a person wrote it, and phone numbers are not touched', () => {
		const [event] = normalize(
			echoes(textMessage({ from: BUSINESS, to: '15550110001', type: '=type', '=type': { id: '1', mime_type: 'a/b', caption: '=cap', filename: '+file' }, errors: [{ code: 1, title: '=t' }] })),
		);
		const safe = spreadsheetSafe(event!) as Extract<typeof event, { event: 'echo.message' }>;
		expect(safe.message).toMatchObject({ type: "'=type", text: "'=cap", media: { caption: "'=cap", filename: "'+file" }, errors: [{ title: "'=t" }] });
		expect(safe.contact?.phoneNumber).toBe('+15550110001');
		expect(flatten(safe)).toMatchObject({ contactPhone: '+15550110001', type: "'=type" });
		expect((event as typeof safe).message.type).toBe('=type');
	});
});
