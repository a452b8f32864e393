import { BUSINESS, contacts, CUSTOMER, echoes, live, meta, normalize, only, textMessage, valueWith } from '../deliveries';

const textOf = (type: string, content: unknown): string | null => only(live(textMessage({ type, text: undefined, [type]: content })), 'message.received').message.text;

describe('what a person would read', () => {
	test.each([
		['text', { body: 'Hi' }, 'Hi'],
		['text', { body: '' }, null],
		['text', 'Hi', 'Hi'],
		['image', { id: '1', caption: 'cap' }, 'cap'],
		['button', { text: 'Yes', payload: 'P' }, 'Yes'],
		['interactive', { type: 'button', body: { text: 'Choose' }, action: {} }, 'Choose'],
		['interactive', { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{}' } }, 'Sent'],
		['template', { name: 'offer', components: [{ type: 'HEADER', text: 'H' }, { type: 'BODY', text: 'Offer' }] }, 'Offer'],
		['order', { text: 'Two please' }, 'Two please'],
		['system', { type: 'other', body: 'A note' }, 'A note'],
		['hologram', { projection: '3d' }, null],
		['__proto__', undefined, null],
		['constructor', undefined, null],
	])('of a %s %j is %p', (type, content, expected) => expect(textOf(type, content)).toBe(expected));

	test('of an edit is the new text or caption, and the asset is the new one', () => {
		const edit = (message: unknown) => only(live(textMessage({ type: 'edit', text: undefined, edit: { original_message_id: 'wamid.0', message } })), 'message.edited').message;
		expect(edit({ type: 'text', text: { body: 'new' } })).toMatchObject({ text: 'new', targetId: 'wamid.0', media: null });
		expect(edit({ type: 'image', image: { id: '9', caption: 'cap' } })).toMatchObject({ text: 'cap', media: { id: '9' } });
		expect(edit(undefined)).toMatchObject({ text: null, targetId: 'wamid.0' });
	});

	test('a type that nobody knows yet is an asset when it looks like one', () => {
		const { message } = only(live(textMessage({ type: 'video_note', video_note: { id: '9', mime_type: 'video/mp4' } })), 'message.received');
		expect(message.media).toMatchObject({ id: '9', mimeType: 'video/mp4', voice: null });
	});
});

describe('people', () => {
	test('names are matched by id, never by position', () => {
		const value = valueWith({
			contacts: [
				{ wa_id: '15550110002', profile: { name: 'Tomo' } },
				{ wa_id: CUSTOMER, profile: { name: 'Ines' } },
			],
			messages: [textMessage(), textMessage({ id: 'wamid.2', from: '15550110003' })],
		});
		expect(normalize(meta('messages', value)).map(({ contact }) => contact?.name)).toEqual(['Ines', null]);
	});

	test('a single contact is the sender only if the message names nobody', () => {
		const value = (from: unknown, people: unknown) => valueWith({ contacts: people, messages: [textMessage({ from })] });
		const sole = [{ wa_id: '15550110002', profile: { name: 'Tomo' } }];
		const received = (from: unknown, people: unknown = sole) => only(meta('messages', value(from, people)), 'message.received');
		expect(received(undefined)).toMatchObject({ contact: { key: '15550110002', name: 'Tomo' }, message: { direction: 'inbound' } });
		expect(received('998877665544332@lid')).toMatchObject({ contact: { key: '15550110002' }, message: { direction: 'inbound' } });
		expect(received(CUSTOMER)).toMatchObject({ contact: { key: CUSTOMER, name: null } });
		expect(received(undefined, [...sole, { wa_id: CUSTOMER }])).toMatchObject({ contact: null, message: { direction: 'unknown' } });
		expect(received(undefined, [{ wa_id: BUSINESS }])).toMatchObject({ contact: null, message: { direction: 'unknown' } });
	});

	test('a contact known under the other spelling of the number gives its name; the number stays as received', () => {
		const value = valueWith({
			contacts: [{ wa_id: '551191110002', profile: { name: 'Bia' } }],
			message_echoes: [textMessage({ from: BUSINESS, to: '5511991110002' })],
		});
		expect(only(meta('smb_message_echoes', value), 'echo.message').contact).toMatchObject({ name: 'Bia', waId: '5511991110002' });
	});

	test('a number of the business as sender of a live message is outbound, and never its contact', () => {
		const { message, contact } = only(live(textMessage({ from: `+${BUSINESS}` })), 'message.received');
		expect([message.direction, message.origin, message.safeToAutoReply, contact]).toEqual(['outbound', 'business', false, null]);
	});

	test('a username is not a name, and not an identity: an entry with nothing else is not understood', () => {
		const entry = { type: 'contact', action: 'add', contact: { username: 'ines.v' } };
		expect(only(contacts(entry), 'unrecognized')).toMatchObject({ reason: 'malformed', raw: entry });
		const known = { type: 'contact', action: 'add', contact: { username: '@ines.v', user_id: 'US.1' } };
		expect(only(contacts(known), 'contact.upserted').contact).toMatchObject({ key: 'US.1', username: 'ines.v', name: null });
	});
});

describe('address book entries', () => {
	test.each([
		[{ type: 'contact', action: 'edit', contact: { phone_number: '1555' } }, 'contact.upserted'],
		[{ type: 'contact', action: 'update', contact: { phone_number: '1555' } }, 'contact.upserted'],
		[{ action: 'add', contact: { phone_number: '1555' } }, 'contact.upserted'],
		[{ type: 'contact', action: 'merge', contact: { phone_number: '1555' } }, 'unknown_action'],
		[{ type: 'contact', contact: { phone_number: '1555' } }, 'malformed'],
		[{ type: 'contact', action: 'add' }, 'malformed'],
		[{ type: 'contact', action: 'add', contact: {} }, 'malformed'],
		[{ type: 'label', action: 'add', label: {} }, 'unknown_type'],
		[null, 'malformed'],
		['x', 'malformed'],
	])('%j is %s', (entry, expected) => {
		const [event] = normalize(contacts(entry));
		expect(event!.event === 'unrecognized' ? event!.reason : event!.event).toBe(expected);
	});

	test('the same contact said again is the same event; another name or time is another', () => {
		const entry = (contact: object, timestamp: unknown = '1763500000') => ({ type: 'contact', action: 'add', contact: { phone_number: CUSTOMER, ...contact }, metadata: { timestamp } });
		const id = (...args: Parameters<typeof entry>) => normalize(contacts(entry(...args)))[0]!.id;
		expect(id({ full_name: 'A' })).toBe(id({ phone_number: `+${CUSTOMER}`, full_name: 'A' }, 1763500000));
		expect(new Set([id({ full_name: 'A' }), id({ full_name: 'B' }), id({ first_name: 'A' }), id({ full_name: 'A' }, '1763500001')]).size).toBe(4);
	});
});

describe('changes of identity', () => {
	test('a new number: the old one is the sender, the contact is the new one', () => {
		const body = live({ from: CUSTOMER, id: 'wamid.S', timestamp: '1763600000', type: 'system', system: { type: 'user_changed_number', wa_id: '15550110009' } });
		expect(only(body, 'identity.changed')).toMatchObject({
			identity: { previousPhoneNumber: `+${CUSTOMER}`, phoneNumber: '+15550110009', previousUserId: null, userId: null },
			contact: { key: '15550110009' },
		});
	});

	test('any other system note is a message that nothing answers', () => {
		const { message } = only(live({ from: CUSTOMER, id: 'wamid.S', type: 'system', system: { type: 'group_created' } }), 'message.received');
		expect([message.type, message.safeToAutoReply]).toEqual(['system', false]);
	});
});

describe('statuses', () => {
	test('are told apart by message, state and recipient; without a message they are not understood', () => {
		const value = valueWith({ statuses: [{ id: 'm', status: 'READ', recipient_id: '1' }, { id: 'm', status: 'read', recipient_id: '2' }, { status: 'read' }, null] });
		const events = normalize(meta('messages', value));
		expect(events.map(({ event }) => event)).toEqual(['message.status', 'message.status', 'unrecognized', 'unrecognized']);
		expect(new Set(events.slice(0, 2).map(({ id }) => id)).size).toBe(2);
		expect(events[0]).toMatchObject({ status: { messageId: 'm', status: 'read' } });
	});
});

describe('what an automatic flow may do', () => {
	const now = Date.UTC(2026, 0, 1);
	const at = (minutes: number) => String(now / 1000 - minutes * 60);
	const flags = (body: unknown) => normalize(body, { now }).map((event) => 'message' in event && [event.message.safeToAutoReply, event.message.humanReply]);

	test('answer a customer, up to ten minutes later', () => {
		expect(flags(live(textMessage({ timestamp: at(10) })))).toEqual([[true, false]]);
		expect(flags(live(textMessage({ timestamp: String(now / 1000 - 601) })))).toEqual([[false, false]]);
		expect(flags(live(textMessage({ timestamp: null })))).toEqual([[false, false]]);
		expect(flags(live(textMessage({ timestamp: at(1), type: 'reaction', reaction: {} })))).toEqual([[false, false]]);
	});

	test.each(['text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts', 'button', 'interactive', 'order'])(
		'answer what a customer writes or taps: %s',
		(type) => expect(flags(live(textMessage({ timestamp: at(1), type, [type]: {} })))).toEqual([[true, false]]),
	);

	test.each(['reaction', 'system', 'unsupported', 'unknown', 'media_placeholder', 'poll', null])('stay silent on %s', (type) => {
		expect(flags(live(textMessage({ timestamp: at(1), type })))).toEqual([[false, false]]);
	});

	test('pause for a person of the business, not for edits, reactions or leaked history', () => {
		const echo = (changes: object) => echoes({ ...textMessage(), from: BUSINESS, to: CUSTOMER, ...changes });
		expect(flags(echo({ timestamp: at(1) }))).toEqual([[false, true]]);
		expect(flags(echo({ timestamp: at(1), type: 'edit', edit: {} }))).toEqual([[false, false]]);
		expect(flags(echo({ timestamp: at(1), type: 'reaction', reaction: {} }))).toEqual([[false, false]]);
		expect(flags(echo({ timestamp: at(60), type: 'image', image: { id: '1' } }))).toEqual([[false, false]]);
	});
});
