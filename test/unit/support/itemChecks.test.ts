import { normalizeDelivery, flatten } from '../../../index';
import type { Json } from '../../support/expectations';
import { ALL_EVENTS, everyItemProblems } from '../../support/itemChecks';
import { echo, echoes, metaBody, received } from '../../support/samples';

/** The checks on every item, each shown to fail. */
describe('what is checked on every item', () => {
	const events = ALL_EVENTS as never[];
	const [good] = normalizeDelivery(metaBody(echoes([echo('wamid.1')])), { events }) as unknown as Json[];
	const message = good!['message'] as Json;
	const onEchoes = (...items: Json[]): Json[][] => [[], [], items, [], [], []];

	const PLACE = { latitude: 1, longitude: 1, name: null, address: null };

	it('passes a good item, full and flat', () => {
		expect(everyItemProblems(onEchoes(good!))).toEqual([]);
		const flat = flatten(good as never) as unknown as Json;
		expect(everyItemProblems(onEchoes(flat), { isFlat: true })).toEqual([]);
		expect(everyItemProblems(onEchoes(flat))).not.toEqual([]);
	});

	it.each<[string, Json]>([
		['an undefined value', { ...good, raw: undefined }],
		['an undefined value under another key', { ...good, more: undefined }],
		['an empty string', { ...good, message: { ...message, text: '' } }],
		['a missing key', Object.fromEntries(Object.entries(good!).filter(([key]) => key !== 'contact'))],
		['a key too many', { ...good, surprise: 1 }],
		['a time that is not ISO with milliseconds', { ...good, timestamp: '2025-11-20T00:53:20Z' }],
		['the year 1970', { ...good, timestamp: '1970-01-01T00:00:00.000Z' }],
		['a number where an id belongs', { ...good, id: 5 }],
		['not a number', { ...good, message: { ...message, location: { ...PLACE, latitude: NaN } } }],
		['an unknown event', { ...good, event: 'echo.unknown' }],
	])('finds %s', (_, item) => expect(everyItemProblems(onEchoes(item))).not.toEqual([]));

	it('lets anything stand in what is as received', () => {
		const item = { ...good, raw: { a: '' }, message: { ...message, content: { body: '' }, contacts: [''] } };
		expect(everyItemProblems(onEchoes(item))).toEqual([]);
	});

	it('finds an item on a wrong output', () => {
		expect(everyItemProblems([[good!], [], [], [], [], []])).toEqual([expect.stringContaining('does not belong')]);
	});

	it('finds a repeated id, but for events without an identity', () => {
		expect(everyItemProblems(onEchoes(good!, good!))).toEqual([expect.stringContaining('used twice')]);
		expect(everyItemProblems(onEchoes(good!, good!), { mayRepeat: true })).toEqual([]);
		const [nameless] = normalizeDelivery(metaBody(received(undefined)), { events }) as unknown as Json[];
		expect(everyItemProblems([[], [], [], [nameless!, nameless!], [], []])).toEqual([]);
	});
});
