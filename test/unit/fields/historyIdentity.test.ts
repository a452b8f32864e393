import type { CoexistenceEvent } from '../../../index';
import { BUSINESS, chunk, CUSTOMER, history, meta, normalize, only, textMessage, valueWith } from '../deliveries';

type Json = Record<string, unknown>;

const headers = (...chunks: unknown[]) => normalize(history(...chunks)).filter(({ event }) => event === 'history.progress');
const ids = (events: CoexistenceEvent[]): string[] => events.map(({ id }) => id);

describe('the identity of a chunk', () => {
	const other = { threads: [{ id: CUSTOMER, messages: [textMessage()] }] };

	test.each([{ phase: 0, chunk_order: 1, progress: 10 }, { phase: 1 }, { chunk_order: 3 }, { progress: 100 }])(
		'with the header %j is its numbers, whatever is in it',
		(metadata) => {
			const [one, two] = ids(headers({ metadata, threads: [] }, { metadata, ...other }));
			expect(one).toBe(two);
		},
	);

	test('without a header is what is in it, and the number that it is about', () => {
		const body = history({ threads: [] }, other, { metadata: {}, ...other });
		const elsewhere = meta('history', { metadata: { phone_number_id: '5' }, history: [{ threads: [] }, other] });
		const all = [...ids(headers({ threads: [] }, other, { metadata: {}, ...other })), ...ids(normalize(elsewhere).filter(({ event }) => event === 'history.progress'))];
		expect(new Set(all).size).toBe(5);
		expect(ids(normalize(body))).toEqual(ids(normalize(body)));
	});
});

describe('the identity of an error of the synchronization', () => {
	const error = (one: Json) => normalize(history({ errors: [one] }))[0]!.id;

	test('is its code and what it says', () => {
		const all = [error({ code: 1 }), error({ code: 2 }), error({ code: 1, title: 'a' }), error({ code: 1, message: 'a' }), error({ code: 1, error_data: { details: 'a' } })];
		expect(new Set(all).size).toBe(5);
		expect(error({ code: '1', title: 'a' })).toBe(error({ title: 'a', code: 1 }));
	});

	test('of a decline is the decline, in whatever words', () => {
		expect(error({ code: 2593109, title: 'Declined' })).toBe(error({ code: 2593109 }));
	});

	test('which came in a chunk with a header tells its phase', () => {
		const [, declined] = normalize(history({ metadata: { phase: 2 }, errors: [{ code: 2593109, title: 'T', message: 'M', error_data: { details: 'D' } }] }));
		expect(declined).toMatchObject({ event: 'history.declined', history: { phase: 2 }, error: { code: 2593109, title: 'T', message: 'M', details: 'D' } });
	});
});

/** Threads without an id, since 2026: each message tells what it knows of the customer. */
describe('in a thread that does not tell its customer', () => {
	const people = (...messages: Json[]) =>
		normalize(history({ metadata: { phase: 0 }, threads: [{ messages: messages.map((one, index) => textMessage({ from: undefined, id: `wamid.${index}`, ...one })) }] }))
			.flatMap((event) => (event.event === 'history.message' ? [[event.contact?.userId ?? null, event.contact?.parentUserId ?? null, event.contact?.waId ?? null]] : []));

	test('each message has its own sender, also among alike ones', () => {
		expect(
			people(
				{ from_user_id: 'US.1' },
				{ from_user_id: 'US.1' },
				{ from_user_id: 'US.1', from: CUSTOMER },
				{ from_user_id: 'US.2', from: CUSTOMER },
				{ from_user_id: 'US.2', from: CUSTOMER, from_parent_user_id: 'US.ENT.2' },
				{ from_user_id: 'US.1' },
			),
		).toEqual([
			['US.1', null, null],
			['US.1', null, null],
			['US.1', null, CUSTOMER],
			['US.2', null, CUSTOMER],
			['US.2', 'US.ENT.2', CUSTOMER],
			['US.1', null, null],
		]);
	});

	test('a message of the business has its recipient', () => {
		expect(people({ from: BUSINESS, to: CUSTOMER, to_user_id: 'US.1', to_parent_user_id: 'US.ENT.1' }, { from: BUSINESS })).toEqual([
			['US.1', 'US.ENT.1', CUSTOMER],
			[null, null, null],
		]);
	});

	test('each message of the business has its own recipient, also among alike ones', () => {
		const toCustomer = { to: CUSTOMER, from: BUSINESS };
		expect(
			people(
				{ ...toCustomer, to_user_id: 'US.1' },
				{ ...toCustomer, to_user_id: 'US.2' },
				{ ...toCustomer, to_user_id: 'US.2', to_parent_user_id: 'US.ENT.1' },
				{ ...toCustomer, to_user_id: 'US.2', to_parent_user_id: 'US.ENT.2' },
				{ from: BUSINESS, to: '15550109999', to_user_id: 'US.2', to_parent_user_id: 'US.ENT.2' },
				{ from: BUSINESS, to_user_id: 'US.2', to_parent_user_id: 'US.ENT.2' },
			),
		).toEqual([
			['US.1', null, CUSTOMER],
			['US.2', null, CUSTOMER],
			['US.2', 'US.ENT.1', CUSTOMER],
			['US.2', 'US.ENT.2', CUSTOMER],
			['US.2', 'US.ENT.2', '15550109999'],
			['US.2', 'US.ENT.2', null],
		]);
	});
});

test('an id that is no text is nobody', () => {
	const [, event] = normalize(history({ metadata: { phase: 0 }, threads: [{ id: ['US.9001'], messages: [textMessage({ from: undefined })] }] }));
	expect(event).toMatchObject({ contact: null, history: { threadId: null } });
});

describe('who wrote a message whose asset arrives later', () => {
	const followUp = (array: string, message: Json): string => {
		const { message: made, contact } = only(meta('history', valueWith({ [array]: [{ id: 'wamid.X', type: 'image', ...message }] })), 'history.media');
		return `${made.direction} ${made.origin} ${contact?.key ?? 'nobody'}`;
	};

	test.each<[string, string, Json, string]>([
		['in messages, from the customer', 'messages', { from: CUSTOMER }, `inbound customer ${CUSTOMER}`],
		['in messages, from a user id', 'messages', { from_user_id: 'US.1' }, 'inbound customer US.1'],
		['in messages, from the business in another spelling', 'messages', { from: `+${BUSINESS}`, to: CUSTOMER }, `outbound business ${CUSTOMER}`],
		['in messages, from me', 'messages', { from: '15550100009', to: CUSTOMER, history_context: { from_me: true } }, `outbound business ${CUSTOMER}`],
		['in messages, not from me', 'messages', { from: CUSTOMER, history_context: { from_me: false } }, `inbound customer ${CUSTOMER}`],
		['in messages, without a sender, to somebody', 'messages', { to: CUSTOMER }, `outbound business ${CUSTOMER}`],
		['in messages, without a sender, to the business', 'messages', { to: BUSINESS }, 'inbound customer nobody'],
		['in messages, without anybody', 'messages', {}, 'unknown unknown nobody'],
		['in message_echoes, without a sender', 'message_echoes', { to: CUSTOMER }, `outbound business ${CUSTOMER}`],
		['in message_echoes, from another number', 'message_echoes', { from: '15550100009', to_user_id: 'US.1' }, 'outbound business US.1'],
	])('%s', (_, array, message, expected) => expect(followUp(array, message)).toBe(expected));
});

test('two senders of one thread keep their sides, message by message', () => {
	const messages = [CUSTOMER, BUSINESS, `+${CUSTOMER}`, '15550110099', CUSTOMER, '15550110099', BUSINESS].map((from, index) => textMessage({ from, id: `wamid.${index}` }));
	const sides = normalize(history(chunk(messages, {}))).flatMap((event) => (event.event === 'history.message' ? [event.message.direction] : []));
	expect(sides).toEqual(['inbound', 'outbound', 'inbound', 'inbound', 'inbound', 'inbound', 'outbound']);
});
