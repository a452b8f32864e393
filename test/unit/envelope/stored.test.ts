import { EVENTS, normalizeDelivery, type CoexistenceEvent } from '../../../index';
import { storedDeliveries } from '../../../nodes/WhatsAppCoexistence/envelope/stored';
import { fixtureNames, fixtureText, NOW } from '../../golden/update';

const options = { events: EVENTS, includeRaw: true, now: NOW * 1000 };
const normalize = (delivery: Parameters<typeof normalizeDelivery>[0]): CoexistenceEvent[] => normalizeDelivery(delivery, options);

/** What comes out of an item that a workflow has kept, as JSON. */
const again = (item: unknown): CoexistenceEvent[] =>
	storedDeliveries(JSON.parse(JSON.stringify(item))).flatMap(({ delivery, only }) => normalize(delivery).filter(({ event }) => only === null || event === only));

describe('an item with raw gives itself again', () => {
	/** Another product on the same address: which one stood in the envelope, which the item does not hold. */
	const FOREIGN = 'deliveries/nasty/other_object_instagram';

	test.each((fixtureNames() as string[]).filter((name) => name !== FOREIGN))('in %s', (name) => {
		for (const event of normalize(fixtureText(name) as string)) expect(again(event)).toEqual([event]);
	});

	const metadata = { display_phone_number: '15550100001', phone_number_id: '300100300100300' };
	const old = { id: 'wamid.OLD', timestamp: '1763600000', type: 'text', text: { body: 'Hello' } };
	const entry = (field: string, value: object, time?: number) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', ...(time && { time }), changes: [{ field, value: { metadata, ...value } }] }] });
	const person = { wa_id: '15550110001', user_id: 'US.1', parent_user_id: 'US.ENT.1', username: 'ines.v' };

	test.each<[string, object]>([
		['a thread without id, whose customer is known otherwise', entry('history', { history: [{ metadata: { phase: 1 }, threads: [{ context: person, messages: [old] }] }] })],
		['an asset that the business sent from another number', entry('history', { message_echoes: [{ ...old, from: '15550199999', to: '15550110001' }] })],
		['an asset of the customer', entry('history', { messages: [{ ...old, from: '15550110001' }] })],
		['a chunk without a header', entry('history', { history: [{ threads: [{ id: '15550110001', messages: [old] }] }] })],
		['a chunk without threads', entry('history', { history: [{ metadata: { phase: 2, chunk_order: 5, progress: 80 } }] })],
		['an error of a chunk', entry('history', { history: [{ metadata: { phase: 2 }, errors: [{ code: 1, title: 'Broken' }] }] })],
		['an error of the whole value, at a time', entry('history', { errors: [{ code: 2593109, title: 'Declined' }] }, 1763600000)],
		['a field that nobody knows', entry('another_field', { surprise: [1] })],
		['elements that are none', entry('smb_message_echoes', { message_echoes: [5, null, {}] })],
		['entries that are none', { object: 'whatsapp_business_account', entry: [5, 'text', [1]] }],
		['a value without a field', { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ value: { metadata, message_echoes: [old] } }] }] }],
		['a bare value', { metadata, messages: [old] }],
		['a field of 360dialog that nobody knows', { id: 'x', event: 'another_event', data: { id: '1', surprise: true } }],
		['contacts through 360dialog', { id: 'x', event: 'smb_app_state_sync', data: { id: '1', metadata, state_sync: [{ type: 'contact', action: 'add', contact: { phone_number: '15550110001' }, metadata: { timestamp: 1 } }] } }],
	])('of %s', (_, body) => {
		const events = normalize(body as Parameters<typeof normalize>[0]);
		expect(events.length).toBeGreaterThan(0);
		for (const event of events) expect(again(event)).toEqual([event]);
	});

	test('also from its flat form, where what was not understood is text', () => {
		for (const raw of [5, 'text', [1], { surprise: true }]) {
			const flat = { event: 'unrecognized', id: 'x', raw: JSON.stringify(raw) };
			expect(again(flat)).toMatchObject([{ event: 'unrecognized', raw }]);
		}
	});

	test('and what is of another product stays unrecognized, with all that it holds', () => {
		const [event] = normalize(fixtureText(FOREIGN) as string);
		expect(again(event)).toMatchObject([{ event: 'unrecognized', raw: event!.raw, id: event!.id }]);
	});
});

describe('a stored delivery is found', () => {
	const text = fixtureText('deliveries/echoes/text_basic') as string;
	const body = JSON.parse(text) as object;
	const wanted = normalize(text);

	test.each<[string, unknown]>([
		['as text', text],
		['as text with a byte order mark', `\ufeff${text}`],
		['as an object', body],
		['in what the trigger stored', { delivery: text, receivedAt: '2026-11-21T00:00:00.000Z' }],
		['in what the Webhook node gives', { headers: {}, params: {}, query: {}, body, webhookUrl: 'https://n8n.example.com' }],
		['in a list', [body]],
		['in a list as text', JSON.stringify([body])],
	])('%s', (_, kept) => {
		expect(wanted).toHaveLength(1);
		expect(again(kept)).toEqual(wanted);
	});

	test('of 360dialog, whose event is the field and no event of ours', () => {
		const partner = fixtureText('deliveries/app_state_sync_360/partner_add') as string;
		expect(again(JSON.parse(partner))).toEqual(normalize(partner));
	});

	test('in the flat form of what was not understood', () => {
		const value = { metadata: {}, surprise: true };
		const flat = { event: 'unrecognized', id: 'x', raw: JSON.stringify(value) };
		expect(again(flat)).toMatchObject([{ event: 'unrecognized', raw: value }]);
	});

	test.each<[string, unknown, RegExp]>([
		['text that is no JSON', '{', /no delivery/],
		['a number', 5, /no delivery/],
		['nothing', null, /no delivery/],
		['an item without raw', normalizeDelivery(text, { events: EVENTS })[0], /holds no raw/],
	])('not in %s', (_, kept, words) => {
		expect(() => storedDeliveries(kept)).toThrow(words);
	});
});
