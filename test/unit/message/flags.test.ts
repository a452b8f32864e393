import { echoes, live, meta, normalize, textMessage, valueWith, BUSINESS, CUSTOMER } from '../deliveries';

const NOW = Date.UTC(2026, 10, 26);
const at = (seconds: number): string => String(NOW / 1000 + seconds);
type Json = Record<string, unknown>;

const flagsOf = (body: unknown): string => {
	const [event] = normalize(body, { now: NOW });
	const { safeToAutoReply, humanReply } = (event as unknown as { message: Json }).message;
	return `${safeToAutoReply ? 'safe' : 'not safe'}, ${humanReply ? 'human' : 'not human'}`;
};
const fresh = (changes: Json = {}): Json => textMessage({ timestamp: at(-5), ...changes });
const typed = (type: string, content: unknown = {}): Json => fresh({ type, text: undefined, [type]: content });
const echo = (changes: Json = {}): Json => fresh({ from: BUSINESS, to: CUSTOMER, ...changes });
const onField = (field: string, content: Json): Json => meta(field, valueWith(content));

describe('a live message is safe to answer', () => {
	const ANSWERABLE = ['image', 'audio', 'voice', 'video', 'document', 'sticker', 'location', 'contacts', 'button', 'interactive', 'order'];
	const NOT = ['reaction', 'edit', 'revoke', 'system', 'unsupported', 'errors', 'media_placeholder', 'template', 'ephemeral', 'hologram'];
	test.each(ANSWERABLE)('if it is of type %s', (type) => expect(flagsOf(live(typed(type)))).toBe('safe, not human'));
	test.each(NOT)('but not of type %s', (type) => expect(flagsOf(live(typed(type)))).toBe('not safe, not human'));

	test.each<[string, Json, string]>([
		['a text', fresh(), 'safe, not human'],
		['ten minutes old', fresh({ timestamp: at(-600) }), 'safe, not human'],
		['older', fresh({ timestamp: at(-601) }), 'not safe, not human'],
		['ten minutes ahead', fresh({ timestamp: at(600) }), 'safe, not human'],
		['further ahead', fresh({ timestamp: at(601) }), 'not safe, not human'],
		['of an unknown time', fresh({ timestamp: undefined }), 'not safe, not human'],
		['without a type', fresh({ type: undefined }), 'not safe, not human'],
		['in a group', fresh({ group_id: 'GRP-1' }), 'not safe, not human'],
		['from a group', fresh({ from: '120399@g.us' }), 'not safe, not human'],
		['from the business', fresh({ from: BUSINESS, to: CUSTOMER }), 'not safe, not human'],
		['from nobody', fresh({ from: undefined }), 'not safe, not human'],
		['a call permission', typed('interactive', { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } }), 'not safe, not human'],
		['a request for a call permission', typed('interactive', { type: 'call_permission_request', body: { text: 'May we call?' } }), 'not safe, not human'],
		['a call permission without its type', typed('interactive', { call_permission_reply: {} }), 'not safe, not human'],
	])('or not: %s', (_, message, expected) => expect(flagsOf(live(message))).toBe(expected));

	test('but not while the agent holds the chat', () => {
		expect(flagsOf(onField('standby', { standby: { messages: [fresh()] } }))).toBe('not safe, not human');
		expect(flagsOf(onField('standby', { messages: [fresh()] }))).toBe('not safe, not human');
	});
});

describe('an echo is the reply of a person', () => {
	test.each<[string, Json, string]>([
		['typed on the phone', echoes(echo()), 'not safe, human'],
		['with the mark of a person', echoes(echo({ message_creation_type: 'user' })), 'not safe, human'],
		['to a user id', echoes(echo({ to: undefined, to_user_id: 'US.1' })), 'not safe, human'],
		['made by a bot', echoes(echo({ message_creation_type: 'created_by_1p_bot' })), 'not safe, not human'],
		['made by an agent', echoes(echo({ message_creation_type: 'AI_AGENT' })), 'not safe, not human'],
		['to nobody', echoes(echo({ to: undefined })), 'not safe, not human'],
		['that asks for a call permission', echoes(echo({ type: 'interactive', interactive: { type: 'call_permission_request' } })), 'not safe, not human'],
		['to a username only', onField('smb_message_echoes', { contacts: [{ profile: { username: 'ines' } }], message_echoes: [echo({ to: undefined })] }), 'not safe, not human'],
		['to oneself', echoes(echo({ to: `+${BUSINESS}` })), 'not safe, not human'],
		['into a group', echoes(echo({ to: '120399@g.us' })), 'not safe, not human'],
		['long ago', echoes(echo({ timestamp: at(-601) })), 'not safe, not human'],
		['far ahead', echoes(echo({ timestamp: at(601) })), 'not safe, not human'],
		['a reaction', echoes(echo({ type: 'reaction', reaction: { emoji: '👍' } })), 'not safe, not human'],
		['an edit', echoes(echo({ type: 'edit', edit: { message: { type: 'text', text: { body: 'x' } } } })), 'not safe, not human'],
		['a deletion', echoes(echo({ type: 'revoke', revoke: {} })), 'not safe, not human'],
		['on the older field', onField('message_echoes', { message_echoes: [echo()] }), 'not safe, not human'],
		['of the agent on standby', onField('standby', { standby: { message_echoes: [echo()] } }), 'not safe, not human'],
	])('or not: %s', (_, body, expected) => expect(flagsOf(body)).toBe(expected));
});
