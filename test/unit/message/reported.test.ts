import { BUSINESS, chunk, contacts, CUSTOMER, echoes, history, live, meta, normalize, only, textMessage, valueWith } from '../deliveries';

/** Deviations from the contract that testers found, each with its smallest input. */

type Json = Record<string, unknown>;
const untyped = (content: Json): Json => textMessage({ type: undefined, text: undefined, ...content });
const received = (element: Json) => only(live(element), 'message.received');

describe('a message without a type', () => {
	const families: Array<[string, (element: Json) => unknown]> = [
		['messages', live],
		['echoes', echoes],
		['history', (element) => history(chunk([element]))],
	];

	test.each(families)('has another id with content than without: %s', (_, bodyOf) => {
		const ids = [untyped({}), untyped({ image: { id: '9' } }), textMessage()].map((element) => normalize(bodyOf(element)).at(-1)!.id);
		expect(ids[0]).not.toBe(ids[1]);
		expect(ids[1]).toBe(ids[2]);
	});

	test.each<[string, Json, Json]>([
		['a text', { text: { body: 'a' } }, { text: 'a' }],
		['a caption', { image: { id: '9', caption: 'cap' } }, { text: 'cap', media: { id: '9' } }],
		['a button', { button: { text: 'Yes', payload: 'Y' } }, { text: 'Yes', payload: 'Y' }],
		['a reaction', { reaction: { emoji: '👍', message_id: 'm' } }, { text: '👍', targetKey: 'm' }],
		['nothing to choose between', { text: { body: 'a' }, image: { id: '9' } }, { text: null, content: null }],
	])('is read by its content: %s', (_, content, expected) => {
		expect(received(untyped(content)).message).toMatchObject({ type: 'unknown', safeToAutoReply: false, ...expected });
	});
});

test('the only entry of contacts is the person of a thread that names nobody', () => {
	const value = (people: Json[], thread: Json) => meta('history', valueWith({ contacts: people, history: [{ metadata: {}, threads: [{ messages: [textMessage({ from: undefined })], ...thread }] }] }));
	const contactIn = (...args: Parameters<typeof value>) => only(value(...args), 'history.message').contact;
	const [one, other] = [{ wa_id: CUSTOMER, profile: { name: 'Ines' } }, { wa_id: '15550110002' }];
	expect(contactIn([one], {})).toMatchObject({ key: CUSTOMER, name: 'Ines' });
	expect(contactIn([one], { id: BUSINESS })).toMatchObject({ key: CUSTOMER });
	expect(contactIn([one], { id: '15550110002' })).toMatchObject({ key: '15550110002', name: null });
	expect(contactIn([one, other], { id: CUSTOMER })).toMatchObject({ key: CUSTOMER, name: 'Ines' });
	expect(contactIn([one, other], {})).toBeNull();
	expect(contactIn([{ wa_id: BUSINESS }], {})).toBeNull();
});

describe('the previous user id', () => {
	const system = (note: Json, people?: Json[]) =>
		only(meta('messages', valueWith({ contacts: people, messages: [{ id: 'wamid.S', type: 'system', system: { type: 'user_changed_user_id', user_id: 'US.2' }, ...note }] })), 'identity.changed').identity;

	test.each<[string, Json, Json[] | undefined]>([
		['the sender', { from: 'US.1' }, undefined],
		['the user id of the sender', { from_user_id: 'US.1' }, undefined],
		['the only entry of contacts', {}, [{ user_id: 'US.1' }]],
	])('is in %s', (_, note, people) => expect(system(note, people)).toMatchObject({ previousUserId: 'US.1', userId: 'US.2' }));
});

test.each<[string, Json]>([
	['a list', { waba_info: [{ owner_business_id: '8' }] }],
	['a text', { disconnection_info: 'r' }],
])('details of an account keep what has another shape: %s', (_, part) => {
	expect(only(meta('account_update', { event: 'X', ...part }), 'account.updated').account.details).toEqual(part);
});

describe('an array that no field knows is one item', () => {
	test.each<[string, unknown, string | null, Json]>([
		['beside the messages of a thread', history({ metadata: {}, threads: [{ id: CUSTOMER, messages: [], calls: [1] }] }), 'history', { calls: [1] }],
		['beside the threads of a chunk', history({ metadata: {}, calls: [1] }), 'history', { calls: [1] }],
		['beside the changes of an entry', { entry: [{ id: '1', changes: [], standby: [{ x: 1 }] }] }, null, { standby: [{ x: 1 }] }],
	])('%s', (_, body, field, raw) => {
		expect(normalize(body).filter(({ event }) => event === 'unrecognized')).toMatchObject([{ field, raw }]);
	});
});

test('a change that has no value, but something else, is kept whole', () => {
	for (const field of ['brand_new', 'messages']) {
		const change = { field, other: 1 };
		const body = { entry: [{ id: '1', changes: [change] }] };
		expect(normalize(body, { includeRaw: true })).toMatchObject([{ event: 'unrecognized', field, raw: change }]);
	}
	const empty = { entry: [{ id: '1', changes: [{ field: 'brand_new' }] }] };
	expect(normalize(empty, { includeRaw: true })).toMatchObject([{ event: 'unrecognized', raw: null }]);
});

test('an id whose digits are lost makes its element unrecognized', () => {
	const element = { ...textMessage(), id: 1e30 };
	expect(normalize(live(element))).toMatchObject([{ event: 'unrecognized', reason: 'malformed' }]);
});

test.each<[unknown, string[]]>([
	['61234', ['61234']],
	['02215550000', ['02215550000']],
	['15550110001', ['+15550110001', '15550110001']],
	['552180000001', ['+552180000001', '552180000001', '+5521980000001', '5521980000001']],
])('the match keys of %j have a plus only if it is an international number', (from, keys) => {
	expect(received(textMessage({ from })).contact?.matchKeys).toEqual(keys);
});

test('a negative number is nobody, and a user id that equals the number is one key', () => {
	expect(normalize(contacts({ type: 'contact', action: 'add', contact: { phone_number: -15550110001 } }))).toMatchObject([{ event: 'unrecognized' }]);
	expect(received(textMessage({ from_user_id: CUSTOMER })).contact?.matchKeys).toEqual([`+${CUSTOMER}`, CUSTOMER]);
});

test('spaces are not a name', () => {
	const entry = { type: 'contact', action: 'remove', contact: { phone_number: CUSTOMER, full_name: '  ', first_name: '\t' } };
	expect(only(contacts(entry), 'contact.removed').contact).toMatchObject({ name: null, firstName: null, fullName: null });
});

test('one change of the address book is one event in both spellings of the number', () => {
	const id = (phone_number: string) => normalize(contacts({ type: 'contact', action: 'add', contact: { phone_number, full_name: 'Bia' } }))[0]!.id;
	expect(id('552180000001')).toBe(id('5521980000001'));
});

test.each<[string, string]>([
	['0', 'unknown'],
	['*100#', 'unknown'],
	['99@lid', 'outbound'],
	['15550110009', 'outbound'],
	[BUSINESS, 'inbound'],
])('an old message without a sender to %s is %s', (to, direction) => {
	expect(only(history(chunk([textMessage({ from: undefined, to })])), 'history.message').message.direction).toBe(direction);
});
