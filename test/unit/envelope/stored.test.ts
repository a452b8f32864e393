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
