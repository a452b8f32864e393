import fc from 'fast-check';
import { EVENTS, flatten, normalizeDelivery, type CoexistenceEvent } from '../../index';
import { messageKey } from '../../nodes/WhatsAppCoexistence/message/messageKey';
import { anyBody, twoSpellings } from './arbitraries';

const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000), seed: 20261126 };
jest.setTimeout(600_000);

const METADATA = { display_phone_number: '15550100001', phone_number_id: '300100300100300' };
const normalize = (json: string): CoexistenceEvent[] => normalizeDelivery(json, { events: EVENTS, includeRaw: true });
const change = (field: string, content: object) => ({ field, value: { metadata: METADATA, ...content } });
const delivery = (...changes: object[]): string => JSON.stringify({ entry: [{ id: '200', changes }] });
const property = <Value>(arbitrary: fc.Arbitrary<Value>, holds: (value: Value) => void): void =>
	fc.assert(fc.property(arbitrary, holds), RUNS);

describe('the key of a message', () => {
	test('is the same for both spellings of its id, and another for another message', () => {
		property(fc.tuple(twoSpellings, twoSpellings), ([one, other]) => {
			expect(messageKey(one.byNumber)).toBe(one.run);
			expect(messageKey(one.byUserId)).toBe(one.run);
			expect(messageKey(one.byNumber) === messageKey(other.byUserId)).toBe(one.run === other.run);
		});
	});

	test('is the whole id if one character of it is another, or it is cut or lengthened', () => {
		property(fc.tuple(twoSpellings, fc.nat(), fc.nat(255)), ([{ byNumber, run }, place, byte]) => {
			const bytes = Buffer.from(byNumber.slice(6), 'base64');
			const at = place % bytes.length;
			const inRun = at >= bytes.length - 1 - run.length && at < bytes.length - 1;
			const inPeer = at > 2 && at < 3 + bytes[2]!;
			if (inRun || inPeer || bytes[at] === byte) return;
			bytes[at] = byte;
			const changed = `wamid.${bytes.toString('base64')}`;
			// Two bytes may be either of two: the kind of the peer, and the side.
			const kind = 3 + bytes[2]! + 1;
			const isOther = (at === kind && (byte === 0x02 || byte === 0x14)) || (at === kind + 2 && (byte === 0x11 || byte === 0x12));
			expect(messageKey(changed)).toBe(isOther ? run : changed);
			const broken = `${byNumber.slice(0, -20)}!${byNumber.slice(-19)}`;
			for (const id of [byNumber.slice(0, -8), `${byNumber.slice(0, -4)}AAAAAAAA`, broken]) expect(messageKey(id)).toBe(id);
		});
	});

	test('is the id itself for any other text', () => {
		property(fc.oneof(fc.string(), fc.string().map((text) => `wamid.${text}`), fc.base64String().map((text) => `wamid.${text}`)), (id) => {
			expect(messageKey(id)).toBe(id);
		});
	});
});

/** Numbers of the three countries with two spellings each, and one with a single spelling. */
const person = fc.constantFrom(
	{ key: '5521980000001', spellings: ['5521980000001', '552180000001', '+55 21 98000-0001', '552180000001@s.whatsapp.net'] },
	{ key: '525500000002', spellings: ['525500000002', '5215500000002', '+52 1 55 0000 0002'] },
	{ key: '541100000003', spellings: ['541100000003', '5491100000003', '+54 9 11 0000-0003'] },
	{ key: '15550110001', spellings: ['15550110001', '+1 555 011 0001', '15550110001@c.us'] },
);

test('one person has one key over contacts, history, echoes, messages and statuses, in every spelling', () => {
	const spelled = person.chain(({ key, spellings }) =>
		fc.tuple(fc.constant(key), fc.array(fc.constantFrom(...spellings), { minLength: 5, maxLength: 5 }), fc.boolean()),
	);
	property(spelled, ([key, [inBook, inThread, inEcho, inMessage, inStatus], hasUserId]) => {
		const userId = hasUserId ? 'US.9001' : undefined;
		const text = { type: 'text', text: { body: 'x' } };
		const events = normalize(
			delivery(
				change('smb_app_state_sync', { state_sync: [{ type: 'contact', action: 'add', contact: { phone_number: inBook } }] }),
				change('history', { history: [{ threads: [{ id: inThread, messages: [{ id: 'wamid.1', from: inMessage, ...text }] }] }] }),
				change('smb_message_echoes', { message_echoes: [{ id: 'wamid.2', to: inEcho, ...text }] }),
				change('messages', { messages: [{ id: 'wamid.3', from: inMessage, from_user_id: userId, ...text }] }),
				change('messages', { statuses: [{ id: 'wamid.2', status: 'read', recipient_id: inStatus, recipient_user_id: userId }] }),
			),
		);
		const keys = events.filter(({ event }) => event !== 'history.progress').map(({ contact }) => contact?.key);
		expect(keys).toEqual([key, key, key, key, key]);
	});
});

describe('a message without content yet', () => {
	const placeholder = fc.constantFrom<object>(
		{ type: 'unsupported', errors: [{ code: 131060 }] },
		{ type: 'unsupported', unsupported: { type: 'edit' } },
		{ type: 'errors', errors: [{ code: 131051 }] },
		{ type: 'media_placeholder' },
		{},
	);
	const real = fc.constantFrom<object>(
		{ type: 'text', text: { body: 'Hello' } },
		{ type: 'image', image: { id: '7' } },
		{ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } } },
	);
	const families: Record<string, (messages: object[]) => string> = {
		messages: (messages) => delivery(change('messages', { messages })),
		echoes: (message_echoes) => delivery(change('smb_message_echoes', { message_echoes })),
		history: (messages) => delivery(change('history', { history: [{ threads: [{ id: '15550110001', messages }] }] })),
	};

	test.each(Object.keys(families))('never shares the id of the message that follows it: %s', (family) => {
		property(fc.tuple(twoSpellings, placeholder, real, fc.boolean()), ([{ byNumber }, announced, message, isFirst]) => {
			const pair = [announced, message].map((content) => ({ id: byNumber, from: '15550110001', timestamp: '1763600000', ...content }));
			const events = normalize(families[family]!(isFirst ? pair : pair.reverse())).filter((event) => 'message' in event);
			expect(events).toHaveLength(2);
			expect(events[0]!.id).not.toBe(events[1]!.id);
			expect(new Set(events.map((event) => 'message' in event && event.message.key)).size).toBe(1);
		});
	});
});

/** Every string and key of a value. */
function* strings(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value;
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		yield key;
		yield* strings(inner);
	}
}

describe('NUL and lone surrogates', () => {
	const dirty = fc.array(fc.constantFrom('\u0000', '\ud83d', '\ude00', '\ud83d\ude00', '\\', '\\u0000', 'ud83d', 'u0000', '"', 'a', 'é', '\u0000\ud83d'), { maxLength: 8 }).map((parts) => parts.join(''));
	/** Escaped as JSON.stringify does, or every character beyond ASCII as Meta does. */
	const escaped = (json: string): string => json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
	const expected = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '');
	const isClean = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

	test('never leave the node, whatever is sent, and all other characters do', () => {
		property(fc.tuple(dirty, dirty, fc.boolean()), ([text, name, isEscaped]) => {
			const json = delivery(
				change('messages', { contacts: [{ wa_id: '15550110001', profile: { name } }], messages: [{ id: `wamid.${text}`, from: '15550110001', type: 'text', text: { body: text, [name]: text } }] }),
			);
			const [event] = normalize(isEscaped ? escaped(json) : json);
			expect(event).toMatchObject({ message: { id: `wamid.${expected(text)}`, text: expected(text) || null }, contact: { name: expected(name) || null } });
			expect([...strings([event, flatten(event!)])].filter((part) => !isClean(part))).toEqual([]);
		});
	});

	test('never leave the node in any delivery, as text or as an object', () => {
		property(anyBody, (body) => {
			const json = JSON.stringify(body);
			const events = [...normalize(json), ...(typeof body === 'object' && body !== null && !Array.isArray(body) ? normalizeDelivery(body as never, { events: EVENTS, includeRaw: true }) : [])];
			const parts = [...strings(events.map((event) => [event, flatten(event)]))];
			expect(parts.filter((part) => !isClean(part))).toEqual([]);
		});
	});
});
