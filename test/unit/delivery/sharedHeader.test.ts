import { authenticate } from '../../../nodes/WhatsAppCoexistence/delivery/authenticate';
import { checkHeader } from '../../../nodes/WhatsAppCoexistence/delivery/sharedHeader';

const outcome = (headers: Record<string, unknown>, name: unknown, value: unknown): string => {
	const verdict = checkHeader(headers, name, value);
	return verdict.accepted ? 'accepted' : `${verdict.status} ${verdict.kind}`;
};

describe('the secret header', () => {
	test('is found whatever the case of its name', () => {
		expect(outcome({ 'x-secret': 'abc' }, 'X-Secret', 'abc')).toBe('accepted');
		expect(outcome({ 'x-secret': 'abc' }, ' x-secret ', ' abc ')).toBe('accepted');
	});

	test.each([
		[{}, 'header_missing'],
		[{ 'x-secret': '' }, 'header_missing'],
		[{ 'x-secret': 'abd' }, 'header_mismatch'],
		[{ 'x-secret': 'abc, abc' }, 'header_mismatch'],
		[{ 'x-secret': ['abc'] }, 'header_mismatch'],
	])('refuses %p as %s', (headers, kind) => expect(outcome(headers, 'X-Secret', 'abc')).toBe(`401 ${kind}`));

	test.each([
		['', 'abc'],
		['X-Secret', ''],
		['X-Secret', '  '],
		[undefined, undefined],
	])('named %p with the value %p checks nothing and refuses', (name, value) => {
		expect(outcome({ 'x-secret': '', '': '' }, name, value)).toBe('401 secret_not_configured');
	});

	/** Node.js gives each byte of a header as one character. */
	test.each(['pässwort', 'пароль', '密码🔑', 'p\u00c3\u00a4ss'])('%s fits as the bytes that a sender writes', (secret) => {
		const asReceived = (encoding: BufferEncoding): string => Buffer.from(secret, encoding).toString('latin1');
		expect(outcome({ 'x-secret': asReceived('utf8') }, 'X-Secret', secret)).toBe('accepted');
		const isLatin1 = Buffer.from(secret, 'latin1').toString('latin1') === secret;
		if (isLatin1) expect(outcome({ 'x-secret': asReceived('latin1') }, 'X-Secret', secret)).toBe('accepted');
		expect(outcome({ 'x-secret': asReceived('utf8').slice(0, -1) }, 'X-Secret', secret)).toBe('401 header_mismatch');
		expect(outcome({ 'x-secret': `${asReceived('utf8')}x` }, 'X-Secret', secret)).toBe('401 header_mismatch');
	});

	test('named like a property of every object is still missing', () => {
		expect(outcome({}, 'constructor', 'abc')).toBe('401 header_missing');
	});
});

test('without authentication everything is accepted, and only then', () => {
	const request = { bytes: Buffer.alloc(0), headers: {} };
	const secrets = { signing: [], headerName: '', headerValue: '', verifyToken: '', registered: undefined };
	const accepted = (authentication: 'none' | 'signature' | 'header'): boolean =>
		authenticate(request, { provider: 'meta', authentication, registersHeader: false }, secrets).accepted;
	expect([accepted('none'), accepted('signature'), accepted('header')]).toEqual([true, false, false]);
});
