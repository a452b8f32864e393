import { flatten } from '../../../index';
import type { Message } from '../../../nodes/WhatsAppCoexistence/contract/events';
import { ACCOUNT, BUSINESS, chunk, contacts, CUSTOMER, echoes, history, live, meta, normalize, NUMBER_ID, textMessage, valueWith } from '../deliveries';

/** The row of the first event of a body that is no chunk header. */
const row = (body: unknown) => flatten(normalize(body, { now: Date.UTC(2026, 0, 1) }).find(({ event }) => event !== 'history.progress')!);
const statuses = (...list: unknown[]) => meta('messages', valueWith({ statuses: list }));
const nothing = { timestamp: null, businessPhone: `+${BUSINESS}`, phoneNumberId: NUMBER_ID };
const nobody = { contactName: null, contactPhone: null, contactId: null, contactUserId: null };

describe('the flat row of', () => {
	test('a message holds its customer, its words and its flags', () => {
		expect(row(live(textMessage({ timestamp: '1767225600' })))).toEqual({
			...nothing,
			...nobody,
			event: 'message.received',
			id: expect.any(String),
			timestamp: '2026-01-01T00:00:00.000Z',
			contactPhone: `+${CUSTOMER}`,
			contactId: CUSTOMER,
			direction: 'inbound',
			origin: 'customer',
			status: null,
			type: 'text',
			text: 'Hello',
			errorCode: null,
			fileName: null,
			mediaId: null,
			messageId: 'wamid.UNIT1',
			messageKey: 'wamid.UNIT1',
			targetKey: null,
			replyToKey: null,
			payload: null,
			adId: null,
			adClickId: null,
			groupId: null,
			safeToAutoReply: true,
			humanReply: false,
		});
	});

	test('an echo just typed on the phone says that a person answered', () => {
		const echo = textMessage({ from: BUSINESS, to: CUSTOMER, timestamp: '1767225600' });
		expect(row(echoes(echo))).toMatchObject({ safeToAutoReply: false, humanReply: true, direction: 'outbound' });
	});

	test('a historical photograph holds its state and its media id', () => {
		const image = { id: '700', mime_type: 'image/jpeg', caption: 'The frame' };
		const message = textMessage({ type: 'image', text: undefined, image, history_context: { status: 'READ' } });
		expect(row(history(chunk([message])))).toMatchObject({ mediaId: '700', text: 'The frame', status: 'read', safeToAutoReply: false, humanReply: false });
	});

	test('a status names the message that it is about', () => {
		expect(row(statuses({ id: 'wamid.OUT', status: 'READ', recipient_id: CUSTOMER }))).toEqual({
			...nothing,
			...nobody,
			event: 'message.status',
			id: expect.any(String),
			contactPhone: `+${CUSTOMER}`,
			contactId: CUSTOMER,
			previousContactPhone: null,
			previousContactUserId: null,
			messageId: 'wamid.OUT',
			messageKey: 'wamid.OUT',
			status: 'read',
			errorCode: null,
			type: null,
			raw: null,
		});
	});

	test('a contact holds a name and nothing of a message', () => {
		const entry = { type: 'contact', action: 'add', contact: { full_name: 'Ines Vale', user_id: 'US.9001' } };
		expect(row(contacts(entry))).toEqual({
			...nothing,
			...nobody,
			event: 'contact.upserted',
			id: expect.any(String),
			contactName: 'Ines Vale',
			contactFirstName: null,
			contactUsername: null,
			contactId: 'US.9001',
			contactUserId: 'US.9001',
		});
	});

	const sync = {
		...{ phase: null, progress: null, complete: null, accountEvent: null, connected: null, reason: null },
		...{ errorCode: null, errorMessage: null, accountId: ACCOUNT },
	};

	test('a chunk header holds phase and progress', () => {
		const [header] = normalize(history({ metadata: { phase: 1, chunk_order: 1, progress: 100 }, threads: [] }));
		expect(flatten(header!)).toEqual({ ...nothing, ...sync, event: 'history.progress', id: header!.id, phase: 1, progress: 100, complete: true });
	});

	test('a declined history holds the code of the error', () => {
		expect(row(history({ errors: [{ code: 2593109 }] }))).toEqual({ ...nothing, ...sync, event: 'history.declined', id: expect.any(String), complete: false, errorCode: 2593109 });
	});

	test('an account update holds the name of its event', () => {
		expect(row(meta('account_update', { event: 'PARTNER_REMOVED' }))).toEqual({
			...nothing, ...sync, event: 'account.updated', id: expect.any(String), accountEvent: 'PARTNER_REMOVED', connected: false, businessPhone: null, phoneNumberId: null,
		});
	});

	test('a message tells why its media was not downloaded, where that is asked for', () => {
		const image = textMessage({ type: 'image', text: undefined, image: { id: '700' } });
		const [failed, text, contact] = [live(image), live(textMessage()), contacts({ type: 'contact', action: 'add', contact: { phone_number: '15550110001' } })].map((body) => normalize(body)[0]!);
		const message = (failed as { message: { media: Message['media'] } }).message;
		const unlucky = { ...failed, message: { ...message, media: { ...message.media, downloadError: 'expired' } } } as typeof failed;
		const cell = (event: typeof failed) => flatten(event!, { withMediaError: true }).mediaError;
		expect([unlucky, failed, text, contact].map(cell)).toEqual(['expired', null, null, undefined]);
		expect(flatten(unlucky!)).not.toHaveProperty('mediaError');
	});

	test('anything but the unrecognized stays without `raw`, also when the item has it', () => {
		const body = meta('messages', valueWith({ statuses: [{ id: 'm', status: 'sent' }, 'broken'] }));
		const rows = normalize(body, { includeRaw: true }).map((event) => flatten(event));
		expect(rows.map((one) => [one.event, one.type, one.raw])).toEqual([
			['message.status', null, null],
			['unrecognized', 'malformed', '"broken"'],
		]);
	});
});
