import { BUSINESS, contacts, CUSTOMER, echoes, live, meta, normalize, only, textMessage, valueWith } from '../deliveries';

type Json = Record<string, unknown>;

const received = (changes: Json) => only(live(textMessage(changes)), 'message.received');
const typed = (type: string, content: unknown, more: Json = {}) => received({ type, text: undefined, [type]: content, ...more }).message;
const identity = (system: Json, note: Json = {}) => only(live({ id: 'wamid.S', type: 'system', system, ...note }), 'identity.changed');

describe('the asset of a message', () => {
	test('is all that WhatsApp tells of it', () => {
		const asset = { id: '1', mime_type: 'audio/ogg; codecs=opus', sha256: 's', caption: 'c', filename: 'f', url: 'https://example.com/u', voice: true, animated: false };
		expect(typed('audio', asset).media).toEqual({ id: '1', mimeType: 'audio/ogg; codecs=opus', sha256: 's', caption: 'c', filename: 'f', url: 'https://example.com/u', voice: true, animated: false });
		expect(typed('image', { link: 'https://example.com/l' }).media).toMatchObject({ url: 'https://example.com/l', id: null, voice: null });
		expect(typed('image', { link: 'https://example.com/l', url: 'https://example.com/u' }).media).toMatchObject({ url: 'https://example.com/u' });
	});

	test.each(['image', 'video', 'audio', 'voice', 'document', 'sticker'])('of type %s is there, however little is told', (type) => {
		expect(typed(type, {}).media).toMatchObject({ id: null });
		expect(typed(type, 'x')).toMatchObject({ media: null, text: null, content: 'x' });
	});

	test.each<[string, string, Json, boolean]>([
		['an id and a mime type', 'video_note', { id: '9', mime_type: 'video/mp4' }, true],
		['an id and a digest', 'video_note', { id: '9', sha256: 's' }, true],
		['an id alone', 'video_note', { id: '9' }, false],
		['a mime type and a digest alone', 'video_note', { mime_type: 'video/mp4', sha256: 's' }, false],
		['the same keys in a text', 'text', { body: 'x', id: '9', mime_type: 'video/mp4' }, false],
	])('is assumed of an unknown type, or not, by %s', (_, type, content, expected) => expect(typed(type, content).media !== null).toBe(expected));
});

describe('the text of a template', () => {
	test.each<[string, Json, string | null]>([
		['its body among other components', { components: [null, 'x', {}, { type: 'HEADER', text: 'H' }, { type: 'Body', text: 'B' }, { type: 'FOOTER', text: 'F' }] }, 'B'],
		['the first body that says anything', { components: [{ type: 'BODY' }, { type: 'BODY', text: 'B' }] }, 'B'],
		['a body object', { body: { text: 'B' } }, 'B'],
		['a body text', { body: 'B' }, 'B'],
		['nothing', { components: [{ type: 'HEADER', text: 'H' }] }, null],
	])('is %s', (_, content, expected) => expect(typed('template', content).text).toBe(expected));
});

test.each<[string, Json, string]>([
	['a tapped button', { button_reply: { id: 'b', title: 'Yes' }, body: { text: 'Sure?' } }, 'Yes'],
	['a chosen row', { list_reply: { id: 'r', title: 'Monday' }, body: { text: 'When?' } }, 'Monday'],
	['a sent form', { nfm_reply: { body: 'Sent' }, body: { text: 'Form' } }, 'Sent'],
])('an interactive message shows %s', (_, content, expected) => expect(typed('interactive', content).text).toBe(expected));

describe('what a message acts on', () => {
	test('is told by edits, revokes and reactions alone', () => {
		const target = { message_id: 'wamid.A', original_message_id: 'wamid.B' };
		expect(typed('reaction', target).targetId).toBe('wamid.A');
		expect(only(live(textMessage({ type: 'revoke', revoke: target })), 'message.revoked').message.targetId).toBe('wamid.B');
		expect(only(live(textMessage({ type: 'edit', edit: target })), 'message.edited').message.targetId).toBe('wamid.B');
		expect(typed('hologram', target)).toMatchObject({ targetId: null, reaction: null, location: null });
	});

	test.each<[string, Json, unknown]>([
		['a reply', { context: { id: 'wamid.A', from: BUSINESS } }, { messageId: 'wamid.A', from: BUSINESS }],
		['a reply in the other spelling', { context: { message_id: 'wamid.A' } }, { messageId: 'wamid.A', from: null }],
		['a forwarded message, which is no reply', { context: { forwarded: true, from: BUSINESS } }, null],
		['a context inside unknown content, which is none', { type: 'hologram', hologram: { message: { context: { id: 'wamid.A' } } } }, null],
	])('%s', (_, changes, expected) => expect(received(changes).message.replyTo).toEqual(expected && { messageKey: 'wamid.A', ...(expected as Json) }));

	test('an edited reply is still a reply', () => {
		const edit = (context: unknown, own?: unknown) =>
			only(live(textMessage({ type: 'edit', context: own, edit: { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'x' }, context } } })), 'message.edited').message.replyTo;
		expect(edit({ id: 'wamid.A' })).toEqual({ messageId: 'wamid.A', messageKey: 'wamid.A', from: null });
		expect(edit({ id: 'wamid.A' }, { id: 'wamid.B' })).toEqual({ messageId: 'wamid.B', messageKey: 'wamid.B', from: null });
		expect(edit(undefined)).toBeNull();
	});
});

test('shared cards and places are shown under their own type only, and as they are', () => {
	const cards = [{ name: { formatted_name: 'Tomo' } }];
	expect(typed('contacts', cards)).toMatchObject({ contacts: cards, content: cards });
	expect(typed('contacts', { name: {} }).contacts).toBeNull();
	expect(typed('hologram', cards)).toMatchObject({ contacts: null, content: cards });
	expect(typed('location', { latitude: '1.5', longitude: -2, name: 'Quay' }).location).toEqual({ latitude: 1.5, longitude: -2, name: 'Quay', address: null });
	expect(typed('location', 'here').location).toBeNull();
});

test('the state of a message stands in it or in its history context, in lower case', () => {
	expect(received({ status: 'SENT' }).message.status).toBe('sent');
	expect(received({ status: 'SENT', history_context: { status: 'PLAYED' } }).message.status).toBe('played');
	expect(received({}).message.status).toBeNull();
});

test('errors that are none are left out of a message, the others stay', () => {
	const errors = [null, 'x', { code: '131051', title: 'T', error_data: { details: 'D' } }, { code: 1, details: 'old' }];
	expect(received({ errors }).message.errors).toEqual([
		{ code: 131051, title: 'T', message: null, details: 'D' },
		{ code: 1, title: null, message: null, details: 'old' },
	]);
});

describe('people of a value', () => {
	const named = (people: unknown, message: Json = {}) => normalize(meta('messages', valueWith({ contacts: people, messages: [textMessage(message)] })))[0]!.contact;

	test('are found behind entries that are none, and without a list', () => {
		expect(named([null, 5, { wa_id: CUSTOMER, profile: { name: 'Ines' } }])?.name).toBe('Ines');
		expect(named({ wa_id: CUSTOMER, profile: { name: 'Ines' } })?.name).toBe('Ines');
		expect(named(undefined)?.name).toBeNull();
	});

	test('who are told twice keep what was told first', () => {
		expect(named([{ wa_id: CUSTOMER, profile: { name: 'Ines' } }, { wa_id: CUSTOMER, profile: { name: 'Tomo' } }])?.name).toBe('Ines');
	});

	test('are found by user id before the number; the only entry is the person of a message that names nobody', () => {
		const people = [{ wa_id: CUSTOMER, profile: { name: 'Ines' } }, { user_id: 'US.1', parent_user_id: 'US.ENT.1', profile: { name: 'Tomo', username: 'tomo' } }];
		expect(named(people, { from_user_id: 'US.1' })).toMatchObject({ name: 'Tomo', username: 'tomo', parentUserId: 'US.ENT.1', waId: CUSTOMER });
		expect(named(people, { from: 'US.1' })).toMatchObject({ name: 'Tomo', userId: 'US.1', waId: null });
		expect(named(people, { from: undefined })).toBeNull();
		expect(named([{ profile: { name: 'Ghost' } }], { from: undefined })).toMatchObject({ name: 'Ghost', key: null });
	});
});

describe('a live message', () => {
	test('of the business has the one who got it as contact', () => {
		const { message, contact } = received({ from: BUSINESS, to: '15550110009', to_user_id: 'US.1', to_parent_user_id: 'US.ENT.1' });
		expect([message.direction, message.origin]).toEqual(['outbound', 'business']);
		expect(contact).toMatchObject({ waId: '15550110009', userId: 'US.1', parentUserId: 'US.ENT.1' });
	});

	test('without a sender is from nobody', () => {
		const { message } = received({ from: undefined });
		expect([message.direction, message.origin]).toEqual(['unknown', 'unknown']);
	});

	test('of another type is no change of identity, whatever stands beside it', () => {
		expect(received({ system: { type: 'user_changed_number', wa_id: '15550110009' } }).event).toBe('message.received');
	});
});

describe('a new user id', () => {
	test('is told by the note or by its sender, the note first', () => {
		const system = { type: 'user_changed_user_id', previous_user_id: 'US.0' };
		expect(identity({ ...system, user_id: 'US.1' }).identity).toEqual({
			previousUserId: 'US.0',
			userId: 'US.1',
			previousParentUserId: null,
			parentUserId: null,
			previousPhoneNumber: null,
			phoneNumber: null,
			text: null,
		});
		expect(identity(system, { from_user_id: 'US.2', from_parent_user_id: 'US.ENT.2' }).contact).toMatchObject({ userId: 'US.2', parentUserId: 'US.ENT.2' });
		expect(identity({ ...system, user_id: 'US.1', parent_user_id: 'US.ENT.1' }, { from_user_id: 'US.2', from_parent_user_id: 'US.ENT.2' }).contact).toMatchObject({ userId: 'US.1', parentUserId: 'US.ENT.1' });
	});

	test('keeps the number of its sender, which has not changed', () => {
		expect(identity({ type: 'user_changed_user_id', user_id: 'US.1' }, { from: CUSTOMER }).identity).toMatchObject({ phoneNumber: `+${CUSTOMER}`, previousPhoneNumber: null });
	});

	test.each(['user_changed_number', 'customer_changed_number'])('a %s tells the number of before', (type) => {
		expect(identity({ type, new_wa_id: '15550110009', customer: CUSTOMER }).identity).toMatchObject({ phoneNumber: '+15550110009', previousPhoneNumber: `+${CUSTOMER}` });
	});
});

test('a status that tells no state is still one', () => {
	expect(only(meta('messages', valueWith({ statuses: [{ id: 'm' }] })), 'message.status').status).toEqual({
		messageId: 'm',
		messageKey: 'm',
		status: null,
		errors: [],
		pricing: null,
		conversation: null,
		callbackData: null,
		recipientType: null,
	});
});

test('an account update without a time of its entry has its own', () => {
	const at = (value: Json, entry?: Json) => normalize(meta('account_update', { event: 'PARTNER_ADDED', ...value }, entry))[0]!.timestamp;
	expect(at({ timestamp: 1763500000 })).toBe('2025-11-18T21:06:40.000Z');
	expect(at({ timestamp: 1763500000 }, { time: 1763500001 })).toBe('2025-11-18T21:06:41.000Z');
	expect(at({})).toBeNull();
});

test('a removed contact is told with what is left of it', () => {
	const { contact, timestamp } = only(contacts({ type: 'contact', action: 'remove', contact: { phone_number: CUSTOMER }, metadata: { timestamp: '1763500000123' } }), 'contact.removed');
	expect([contact.key, contact.name, timestamp]).toEqual([CUSTOMER, null, '2025-11-18T21:06:40.123Z']);
});

test('edits and revokes never count as written by a person, however fresh', () => {
	const now = Date.UTC(2026, 0, 1);
	for (const type of ['edit', 'revoke']) {
		const message = textMessage({ type, [type]: { message: { type: 'text', text: { body: 'x' } } }, timestamp: String(now / 1000) });
		for (const body of [live(message), echoes({ ...message, from: BUSINESS, to: CUSTOMER })]) {
			expect(normalize(body, { now })).toMatchObject([{ message: { safeToAutoReply: false, humanReply: false } }]);
		}
	}
});
