import type { CoexistenceEvent } from '../../../index';
import { spreadsheetSafe } from '../../../nodes/WhatsAppCoexistence/contract/spreadsheet';
import { BUSINESS, chunk, contacts, echoes, history, live, meta, normalize, textMessage, valueWith } from '../deliveries';

const FORMULA = '=HYPERLINK("http://example.com")';
const SAFE = `'${FORMULA}`;

/** The last event of a body, made safe. */
const safe = (body: unknown): CoexistenceEvent => spreadsheetSafe(normalize(body).at(-1)!);
const message = (type: string, content: unknown, more = {}) => textMessage({ type, text: undefined, [type]: content, ...more });

describe('with spreadsheetSafe a formula does not run', () => {
	const error = { code: 5, title: FORMULA, message: FORMULA, error_data: { details: FORMULA } };
	const safeError = { code: 5, title: SAFE, message: SAFE, details: SAFE };

	test.each<[string, unknown, object]>([
		['in what a message says', live(textMessage({ text: { body: FORMULA } })), { message: { text: SAFE, type: 'text', status: null } }],
		['in a state', echoes(textMessage({ status: '=SENT' })), { message: { status: "'=sent" } }],
		[
			'in a caption, a file name and a mime type',
			live(message('document', { id: '=7', caption: FORMULA, filename: FORMULA, mime_type: FORMULA, url: '=u' })),
			{ message: { media: { id: '=7', caption: SAFE, filename: SAFE, mimeType: SAFE, url: '=u' } } },
		],
		[
			'in the name and address of a place, whose numbers stay',
			live(message('location', { latitude: -33.4, longitude: -70.6, name: FORMULA, address: FORMULA })),
			{ message: { location: { latitude: -33.4, longitude: -70.6, name: SAFE, address: SAFE } } },
		],
		['in a reaction', live(message('reaction', { emoji: FORMULA, message_id: '-m' })), { message: { reaction: { emoji: SAFE, messageId: '-m' } } }],
		['in an error of a message', live(message('unsupported', {}, { errors: [error] })), { message: { errors: [safeError] } }],
		[
			'in the names of a contact, whose ids stay',
			contacts({ type: 'contact', action: 'add', contact: { full_name: FORMULA, first_name: '+Ines', username: '@=ines', user_id: '-1', phone_number: '15550110001' } }),
			{ contact: { name: SAFE, fullName: SAFE, firstName: "'+Ines", username: "'=ines", userId: '-1', phoneNumber: '+15550110001' } },
		],
		['in an error of the history', history({ errors: [error] }), { error: safeError }],
		['in a status and its errors', meta('messages', valueWith({ statuses: [{ id: '=m', status: '=READ', errors: [error] }] })), { status: { messageId: '=m', status: "'=read", errors: [safeError] } }],
		[
			'in an account update, whose number stays',
			meta('account_update', { event: '=EVENT', phone_number: BUSINESS, disconnection_info: { reason: '=R', initiated_by: '=I' } }),
			{ account: { event: "'=EVENT", reason: "'=R", initiatedBy: "'=I", phoneNumber: `+${BUSINESS}` } },
		],
	])('%s', (_, body, expected) => expect(safe(body)).toMatchObject(expected));

	test.each<[string, unknown]>([
		['a message without an asset', live(textMessage())],
		['a contact', contacts({ type: 'contact', action: 'remove', contact: { phone_number: '15550110001' } })],
		['a chunk header', history({ metadata: { phase: 0, progress: 5 }, threads: [] })],
		['a historical message', history(chunk([textMessage()]))],
		['a declined history', history({ errors: [{ code: 2593109 }] })],
		['an account update', meta('account_update', { event: 'PARTNER_ADDED' })],
		['a status', meta('messages', valueWith({ statuses: [{ id: 'm', status: 'sent' }] }))],
		['a change of identity', live(message('system', { type: 'user_changed_user_id', user_id: 'US.2' }))],
		['what was not understood', echoes({ '=cmd': FORMULA })],
	])('and %s without one stays the same', (_, body) => expect(safe(body)).toEqual(normalize(body).at(-1)));
});
