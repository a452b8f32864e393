import { BUSINESS, chunk, CUSTOMER, history, meta, normalize, only, textMessage, valueWith } from '../deliveries';

const old = (changes: Record<string, unknown> = {}) => textMessage({ from: undefined, ...changes });
const directionOf = (message: Record<string, unknown>, thread: Record<string, unknown> = { id: CUSTOMER }): string => {
	const { message: made } = only(history({ metadata: { phase: 0 }, threads: [{ ...thread, messages: [message] }] }), 'history.message');
	return `${made.direction} ${made.origin}`;
};

describe('who wrote an old message', () => {
	test.each([
		['from_me before a sender that says otherwise', { from: CUSTOMER, history_context: { from_me: true } }, 'outbound business'],
		['the business number, formatted otherwise', { from: `+1 555 010-0001` }, 'outbound business'],
		['the thread, formatted otherwise', { from: `+${CUSTOMER}` }, 'inbound customer'],
		['the thread before a recipient', { from: CUSTOMER, to: BUSINESS }, 'inbound customer'],
		['a recipient', { to: CUSTOMER }, 'outbound business'],
		['a sender user id', { from_user_id: 'US.1' }, 'inbound customer'],
		['from_me false, last', { history_context: { from_me: false } }, 'inbound customer'],
		['from_me as text', { history_context: { from_me: 'true' } }, 'outbound business'],
		['nothing at all', { history_context: { status: 'pending' } }, 'unknown unknown'],
		['another number, if that of the business is known', { from: '15550110099' }, 'inbound customer'],
	])('is told by %s', (_name, changes, expected) => expect(directionOf(old(changes))).toBe(expected));

	test('compares Brazilian numbers in both spellings', () => {
		expect(directionOf(old({ from: '5511991110002' }), { id: '551191110002' })).toBe('inbound customer');
	});

	test('knows a thread by its user id', () => {
		expect(directionOf(old({ from: 'US.9001' }), { id: 'US.9001' })).toBe('inbound customer');
	});
});

describe('the customer of a thread', () => {
	test('is known without a thread id, by its context or by the message', () => {
		const context = { user_id: 'US.1', parent_user_id: 'US.ENT.1', username: 'ines.v' };
		const { contact, history: part } = only(
			history({ metadata: {}, threads: [{ context, messages: [old({ from_user_id: 'US.1' })] }] }),
			'history.message',
		);
		expect(contact).toMatchObject({ key: 'US.1', userId: 'US.1', parentUserId: 'US.ENT.1', username: 'ines.v', phoneNumber: null, name: null });
		expect(part.threadId).toBeNull();
		const outbound = only(history({ metadata: {}, threads: [{ messages: [old({ from: BUSINESS, to: `+${CUSTOMER}` })] }] }), 'history.message');
		expect(outbound.contact).toMatchObject({ key: CUSTOMER, phoneNumber: `+${CUSTOMER}` });
	});

	test('is never the business, and nobody where nothing tells', () => {
		const { contact } = only(history({ metadata: {}, threads: [{ messages: [old({ from: BUSINESS })] }] }), 'history.message');
		expect(contact).toBeNull();
	});

	test.each(['xUS.9001', 'US.9001!', 'us.9001', 'USA.9001'])('is nobody where the thread id is neither a number nor a user id: %s', (id) => {
		expect(only(history({ metadata: {}, threads: [{ id, messages: [old()] }] }), 'history.message').contact).toBeNull();
	});

	test('is a user id where the thread id is one', () => {
		const { contact } = only(history({ metadata: {}, threads: [{ id: 'US.9001', messages: [old()] }] }), 'history.message');
		expect(contact).toMatchObject({ key: 'US.9001', userId: 'US.9001', phoneNumber: null, matchKeys: ['US.9001'] });
	});
});

describe('chunks', () => {
	test('messages of one delivery come oldest first over all chunks, unknown times last, ties as received', () => {
		const at = (id: string, timestamp: unknown) => old({ id, timestamp, from: CUSTOMER });
		const body = history(
			chunk([at('c', '1763600300'), at('x', null), at('a2', '1763600100')]),
			chunk([at('b', 1763600200), at('a1', '1763600050'), at('a3', '1763600100000'), at('y', 'soon')]),
		);
		const ids = normalize(body).map((event) => (event.event === 'history.message' ? event.message.id : event.event));
		expect(ids.filter((id) => id !== 'history.progress')).toEqual(['a1', 'a2', 'a3', 'b', 'c', 'x', 'y']);
	});

	test('a chunk with header and errors gives the header, then the errors', () => {
		const body = history({ metadata: { phase: 1, progress: 20 }, errors: [{ code: 5 }, null, { code: '2593109' }, {}], threads: [] });
		expect(normalize(body).map(({ event }) => event)).toEqual([
			'history.progress',
			'history.error',
			'unrecognized',
			'history.declined',
			'unrecognized',
		]);
	});

	test('threads without a header still come out, under an empty one', () => {
		const events = normalize(history({ threads: [{ id: CUSTOMER, messages: [old({ from: CUSTOMER })] }] }));
		expect(events.map(({ event }) => event)).toEqual(['history.progress', 'history.message']);
		expect(events[0]).toMatchObject({ history: { phase: null, chunkOrder: null, progress: null, complete: false } });
	});

	test('one broken element never blocks its neighbours', () => {
		const threads = [null, 5, { id: CUSTOMER }, { id: CUSTOMER, messages: [null, 'x', [], {}, old({ id: 'good', from: CUSTOMER })] }, 'y'];
		const events = normalize(history(null, 'chunk', {}, { metadata: { phase: 0 }, threads }));
		expect(events.filter(({ event }) => event === 'unrecognized')).toHaveLength(10);
		expect(events.filter(({ event }) => event === 'history.message')).toHaveLength(1);
	});

	test('headers with the same numbers as text have the same identity, others another', () => {
		const id = (metadata: Record<string, unknown>) => normalize(history({ metadata, threads: [] }))[0]!.id;
		expect(id({ phase: '1', chunk_order: '2', progress: '30' })).toBe(id({ progress: 30, chunk_order: 2, phase: 1 }));
		const ids = [id({ phase: 0, chunk_order: 1, progress: 100 }), id({ phase: 1, chunk_order: 1, progress: 100 }), id({ phase: 0, chunk_order: 2, progress: 100 }), id({ phase: 0, chunk_order: 1 })];
		expect(new Set(ids).size).toBe(4);
	});
});

describe('assets that follow their placeholder', () => {
	test('are history, never live, in either array', () => {
		const image = { id: '700', mime_type: 'image/jpeg' };
		const value = valueWith({
			contacts: [{ wa_id: CUSTOMER, user_id: 'US.1', profile: { username: 'ines.v' } }],
			messages: [{ from: CUSTOMER, id: 'wamid.IN', type: 'image', image }],
			message_echoes: [{ from: BUSINESS, to: CUSTOMER, id: 'wamid.OUT', type: 'image', image }],
		});
		const events = normalize(meta('history', value));
		expect(events.map((event) => event.event === 'history.media' && `${event.message.id} ${event.message.direction} ${event.message.origin} ${event.contact?.key}`)).toEqual([
			'wamid.IN inbound customer 15550110001',
			'wamid.OUT outbound business 15550110001',
		]);
	});

	test('keep an unknown sender unknown', () => {
		const { message, contact } = only(meta('history', valueWith({ messages: [{ id: 'wamid.X', type: 'image' }] })), 'history.media');
		expect([message.direction, contact]).toEqual(['unknown', null]);
	});
});
