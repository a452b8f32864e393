import { coexistenceEventSchema, EVENT_OUTPUTS, EVENTS, flatten, OUTPUTS } from '../../../index';
import { bytesOfPost, disturb } from '../../../simulator/chaos';
import { compare, isRight, report } from '../../../simulator/outcome/compare';
import { countOf, expectationOf } from '../../../simulator/outcome/expectation';
import { businessLife } from '../../../simulator/traffic/business';
import { emitted, NOW } from './emitted';

const CHAOS = { split: '40%', drop: 3, corrupt: 4, redeliver: '30%', forge: 3, shuffle: '100%' };
const SEEDS = [1, 2, 77, 4_294_967_295, ...Array.from({ length: 12 }, (_, index) => 1_000 + index * 7_919)];

describe.each(['meta', '360dialog'] as const)('the traffic of a business from %s', (provider) => {
	test.each(SEEDS)('gives what is expected, in both forms, through all chaos (seed %d)', (seed) => {
		const life = businessLife({ seed, now: NOW, messages: 100, echoes: 25, live: 25 });
		for (const chaos of [{}, CHAOS]) {
			const posts = disturb(life, { ...chaos, seed, provider });
			const expectation = expectationOf(posts, { isFresh: true });
			const events = emitted(posts, provider);
			for (const event of events) expect(coexistenceEventSchema.safeParse(event).error?.issues).toBeUndefined();
			expect(report(compare(events, expectation))).toEqual([]);
			expect(report(compare(events.map((event) => flatten(event)), expectation))).toEqual([]);
			expect(compare(events, expectation).right).toBe(countOf(expectation));
		}
	});

	test('holds every event but one', () => {
		const life = businessLife({ now: NOW });
		const posts = disturb(life, { provider });
		const declining = disturb(businessLife({ now: NOW, decline: true }), { provider });
		const names = [...expectationOf(posts).items, ...expectationOf(declining).items].map(({ event }) => event);
		expect(EVENTS.filter((event) => !names.includes(event))).toEqual(['history.error']);
	});

	test.each(OUTPUTS)('gives only what is selected, and what cannot be understood beside it: %s', (output) => {
		const posts = disturb(businessLife({ now: NOW }), { provider });
		const events = EVENTS.filter((event) => EVENT_OUTPUTS[event] === output && event !== 'unrecognized');
		const expectation = expectationOf(posts, { events });
		expect(expectation.items.length).toBeGreaterThan(0);
		expect(report(compare(emitted(posts, provider, events), expectation))).toEqual([]);
	});
});

const bytes = (posts: ReturnType<typeof disturb>): string => posts.map((post) => bytesOfPost(post, 'meta').arrives.toString('base64')).join();

test('the same seed and moment give the same bytes, another seed other messages', () => {
	const make = (seed: number): ReturnType<typeof disturb> => disturb(businessLife({ seed, now: NOW }), { ...CHAOS, seed });
	expect(bytes(make(5))).toBe(bytes(make(5)));
	const ids = (seed: number): unknown[] => expectationOf(make(seed)).items.flatMap(({ messageId }) => messageId ?? []);
	const [first, others] = [ids(5), new Set(ids(6))];
	expect(first.length).toBeGreaterThan(400);
	expect(first.filter((id) => others.has(id))).toEqual([]);
});

test('two runs through one workflow do not meet: nothing of the second counts as a repeat of the first', () => {
	const ids = (seed: number, decline: boolean): string[] =>
		emitted(disturb(businessLife({ seed, now: NOW, decline }), { seed }), 'meta').flatMap(({ event, id }) => (event === 'unrecognized' ? [] : [id]));
	for (const decline of [false, true]) {
		const first = new Set(ids(1, decline));
		expect(ids(2, decline).filter((id) => first.has(id))).toEqual([]);
	}
});

test('sizes and parts are as asked for', () => {
	const count = (options: object): Record<string, number> => {
		const counts: Record<string, number> = {};
		for (const { event, times = 1 } of expectationOf(disturb(businessLife({ now: NOW, ...options }))).items) counts[event] = (counts[event] ?? 0) + Number(times);
		return counts;
	};
	expect(count({ only: ['contacts'], contacts: 2_345 })).toEqual({ 'contact.upserted': 2_345 });
	expect(count({ only: ['history'], messages: 3_000, media: 0, chunkMessages: 50 })).toMatchObject({ 'history.message': 3_000 });
	expect(count({ only: ['echoes'], echoes: 10 })).toEqual({ 'echo.message': 10, 'echo.edited': 1, 'echo.revoked': 1 });
	expect(count({ only: ['history'], decline: true })).toEqual({ 'history.declined': 1 });
	const big = businessLife({ only: ['history'], messages: 4_000, chunkBytes: 50_000, chunkMessages: Infinity, now: NOW });
	for (const post of disturb(big)) expect(bytesOfPost(post, 'meta').arrives.length).toBeLessThan(80_000);
});

describe('chaos', () => {
	const life = businessLife({ now: NOW });
	const count = (wanted: object): number => disturb(life, wanted).length;
	const all = count({});

	test('takes shares and counts', () => {
		expect(count({ redeliver: 5 })).toBe(all + 5);
		expect(count({ redeliver: 0.5 })).toBe(all + Math.round(all / 2));
		expect(count({ redeliver: '100%' })).toBe(2 * all);
		expect(count({ drop: '100%' })).toBe(0);
		expect(count({ drop: 1 })).toBe(all - 1);
		expect(count({ forge: 4, corrupt: 3 })).toBe(all + 7);
		expect(count({ split: 2 })).toBeGreaterThanOrEqual(all + 2);
	});

	test('shuffles without losing anything, and sends again what was damaged', () => {
		const ids = (posts: ReturnType<typeof disturb>): string[] => posts.map(({ delivery }) => delivery.id);
		const shuffled = ids(disturb(life, { shuffle: '100%' }));
		expect(shuffled).not.toEqual(ids(disturb(life)));
		expect([...shuffled].sort()).toEqual(ids(disturb(life)).sort());
		const damaged = disturb(life, { corrupt: '100%' });
		expect(damaged.filter(({ fate }) => fate === 'sent')).toHaveLength(all);
		expect(new Set(damaged.map(({ fate }) => fate))).toEqual(new Set(['sent', 'changed', 'cut']));
	});

	test('what was dropped is not expected', () => {
		expect(expectationOf(disturb(life, { drop: '100%', forge: 2 })).items).toEqual([]);
		expect(countOf(expectationOf(disturb(life, { drop: 5 })))).toBeLessThan(countOf(expectationOf(disturb(life))));
	});
});

describe('the comparison finds', () => {
	const posts = disturb(businessLife({ now: NOW }), { forge: 1, redeliver: 3 });
	const expectation = expectationOf(posts);
	const right = emitted(posts, 'meta').map((event) => flatten(event));
	const found = (items: object[], options = {}): string[] => report(compare(items, expectation, options));

	test('an item that is missing', () => {
		const index = right.findIndex(({ event }) => event === 'echo.edited');
		const name = /^1 did not come out: echo\.edited wamid\.\w+=*$/;
		expect(found(right.filter((_, place) => place !== index))).toEqual([expect.stringMatching(name)]);
	});

	test('one that came twice, unless repeats are allowed', () => {
		expect(found([...right, right[0]!])).toEqual([expect.stringMatching(/^1 came out more than once: contact\.upserted/)]);
		expect(found([...right, right[0]!], { mayRepeat: true })).toEqual([]);
	});

	test('a forged one, and one that nobody sent', () => {
		const messageId = String(expectation.never[0]!['messageId']);
		const forged = { ...right.find(({ event }) => event === 'echo.message')!, messageId };
		expect(found([...right, forged])).toEqual([`1 came out although forged: echo.message ${messageId}`]);
		expect(found([...right, { ...forged, messageId: 'x' }])).toEqual(['1 came out, and nobody sent them: echo.message x']);
	});

	test('another text, direction or contact, and an old message that may be answered', () => {
		const index = right.findIndex(({ event }) => event === 'history.message');
		for (const change of [{ text: 'other' }, { direction: 'unknown' }, { contactId: '1' }, { safeToAutoReply: true }]) {
			expect(found(right.map((item, place) => (place === index ? { ...item, ...change } : item)))).toEqual([
				expect.stringContaining(`1 came out with other contents: history.message ${right[index]!.messageId} (${Object.keys(change)[0]})`),
			]);
		}
	});

	test('a NUL or half a surrogate pair, in a text or a key', () => {
		const index = right.findIndex(({ event }) => event === 'unrecognized');
		const changes = [{ more: 'a\0' }, { more: { list: ['\ud83d'] } }, { 'k\0ey': 1 }, { more: { '\ude00': 1 } }];
		for (const change of changes) {
			expect(found(right.map((item, place) => (place === index ? { ...item, ...change } : item)))).toEqual([
				'1 came out with a NUL or half a surrogate pair: unrecognized',
			]);
		}
	});

	test('which of two items under one message id is missing, and which came twice', () => {
		const isPlaceholder = ({ type }: { type?: string | null }): boolean => type === 'unsupported';
		const index = right.findIndex((item) => item.event === 'message.received' && isPlaceholder(item));
		const { messageId } = right[index]!;
		const message = right.findIndex((item) => item.messageId === messageId && !isPlaceholder(item));
		const without = right.filter((_, place) => place !== message);
		expect(found(without)).toEqual([`1 did not come out: message.received ${messageId}`]);
		expect(found([...without, right[index]!])).toEqual([
			`1 did not come out: message.received ${messageId}`,
			`1 came out more than once: message.received ${messageId}`,
		]);
	});

	test('nothing wrong in the right items, and shows at most five names', () => {
		expect(isRight(compare(right, expectation))).toBe(true);
		expect(isRight(compare([], expectation))).toBe(false);
		expect(found([])[0]).toMatch(/^\d+ did not come out: .*; .*; .*; .*; .* … and \d+ more$/);
	});
});
