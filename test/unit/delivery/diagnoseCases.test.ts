import type { Policy } from '../../../nodes/WhatsAppCoexistence/delivery/authenticate';
import { diagnose, MAX_EXAMINED_BYTES, type Known } from '../../../nodes/WhatsAppCoexistence/delivery/diagnose';
import { DIAGNOSES } from '../../../nodes/WhatsAppCoexistence/delivery/diagnoses';
import type { RefusalKind } from '../../../nodes/WhatsAppCoexistence/delivery/verdict';
import { hmac } from '../../support/sign';

/** What looks like a known mistake and is none: a wrong hint costs its reader more than no hint. */
const SENT = '{"a":"b"}';
const onMeta: Policy = { provider: 'meta', authentication: 'signature', registersHeader: false };
const on360: Policy = { ...onMeta, provider: '360dialog' };
const header = { authentication: 'header' } as const;
const known: Known = { signing: ['right'], headerName: 'X-Gateway', headerValue: 'value', verifyToken: 'verify', registered: 'ours', former: [] };
const nameless: Known = { ...known, headerName: '', headerValue: '' };

const why = (kind: RefusalKind, headers: Record<string, unknown>, policy: Policy, secrets = known, body = SENT) =>
	diagnose(kind, { bytes: Buffer.from(body), headers }, policy, secrets);
const byMeta = (body: string, secret = 'right') => ({ 'x-hub-signature-256': `sha256=${hmac(body, secret)}` });
const by360 = (body: string, secret = 'right') => ({ 'x-360dialog-signature': hmac(body, secret) });

describe('a proof that is missing is looked for where it may be', () => {
	test.each<[string, RefusalKind, Record<string, unknown>, Policy, Known, string]>([
		['empty headers prove nothing', 'signature_missing', { 'x-360dialog-signature': '', 'x-coexistence-secret': '', 'x-gateway': '' }, onMeta, known, 'no_proof'],
		['an empty signature of Meta proves nothing', 'signature_missing', { 'x-hub-signature-256': '' }, on360, known, 'no_proof'],
		['an empty signature in place of a header neither', 'header_missing', { 'x-hub-signature-256': '' }, { ...onMeta, ...header }, known, 'no_proof'],
		['a header that the credential does not name is none', 'signature_missing', { 'x-gateway': 'value' }, onMeta, nameless, 'no_proof'],
		['a header of the credential stands for a signature at 360dialog too', 'signature_missing', { 'x-gateway': 'value' }, on360, known, 'header_not_signature'],
		['a registered header belongs to 360dialog', 'signature_missing', { 'x-coexistence-secret': 'f' }, on360, known, 'no_proof'],
		['a registered header is told also where a header is asked', 'header_missing', { 'x-coexistence-secret': 'f' }, { ...onMeta, ...header }, known, 'header_of_360dialog'],
		['a signature of Meta stands in place of a header', 'header_missing', byMeta(SENT), { ...onMeta, ...header }, known, 'signature_not_header'],
		['a signature of the other provider is told first', 'header_missing', by360(SENT), { ...onMeta, ...header }, known, 'signed_by_360dialog'],
		['and so at 360dialog', 'header_missing', byMeta(SENT), { ...on360, ...header }, known, 'signed_by_meta'],
		['a missing header is no secret header', 'header_missing', { 'x-gateway': 'value' }, { ...on360, ...header }, known, 'no_proof'],
	])('%s', (_, kind, headers, policy, secrets, expected) => expect(why(kind, headers, policy, secrets)).toBe(expected));
});

describe('a header of another value', () => {
	const registers = { ...on360, registersHeader: true };

	test('has blanks around the right one, or not', () => {
		expect(why('header_mismatch', { 'x-gateway': 'value ' }, { ...onMeta, ...header })).toBe('spaces_differ');
		for (const value of ['valu e', 'other', '', ['value']]) {
			expect(why('header_mismatch', { 'x-gateway': value }, { ...onMeta, ...header })).not.toBe('spaces_differ');
		}
		expect(why('header_mismatch', { 'x-gateway': 'value ' }, { ...onMeta, ...header }, nameless)).not.toBe('spaces_differ');
		expect(why('header_mismatch', { 'x-gateway': 'value ' }, { ...onMeta, ...header }, { ...known, headerValue: '' })).not.toBe('spaces_differ');
	});

	test('is of a former API key only where the node registered it, and it is there', () => {
		expect(why('header_mismatch', { 'x-coexistence-secret': 'f' }, registers)).toBe('api_key_changed');
		expect(why('header_mismatch', { 'x-gateway': ' value' }, { ...registers, ...header })).toBe('spaces_differ');
		expect(why('header_mismatch', { 'x-coexistence-secret': 'f', 'x-gateway': ' value' }, { ...on360, ...header })).toBe('spaces_differ');
	});
});

describe('a signature that does not fit', () => {
	test.each<[string, string, string, boolean]>([
		['a line end was taken away', `${SENT}\n`, SENT, true],
		['blanks were put around', SENT, `  ${SENT}`, true],
		['a body as large as the limit is examined', SENT, SENT.padEnd(MAX_EXAMINED_BYTES), true],
		['one more byte is too many', SENT, SENT.padEnd(MAX_EXAMINED_BYTES + 1), false],
		['two escapes of one text', '{"a":"\\u00e4\\u20ac"}', '{"a":"ä€"}', true],
		['two slashes of one address', '{"a":"\\u00e4:\\/\\/"}', '{"a":"ä://"}', true],
		['a percent sign and an at sign', '{"a":"\\/\\u0025\\u0040"}', '{"a":"/%@"}', true],
	])('%s', (_, sent, received, expected) => {
		for (const [policy, headers] of [[onMeta, byMeta(sent)], [on360, by360(sent)]] as const) {
			expect(why('signature_mismatch', headers, policy, known, received) === 'body_changed').toBe(expected);
		}
	});

	test('is no verify token where none is set, and a secret that is the token is told last', () => {
		expect(why('signature_mismatch', byMeta(SENT, 'other'), onMeta, { ...known, verifyToken: '' }) ?? '').not.toMatch(/token/);
		expect(why('signature_mismatch', byMeta(SENT, 'other'), onMeta) ?? '').not.toMatch(/token/);
		expect(why('signature_mismatch', byMeta(SENT, 'other'), onMeta, { ...known, signing: ['a', 'verify'] })).toBe('secret_is_verify_token');
		expect(why('signature_mismatch', byMeta(SENT, 'old'), onMeta, { ...known, former: ['older', 'old'] })).toBe('former_secret');
	});
});

test.each(['challenge_malformed', 'token_mismatch', 'body_not_an_object'] as const)('%s says all there is to say', (kind) => {
	expect(why(kind, { ...byMeta(SENT), 'x-gateway': 'value' }, onMeta)).toBeUndefined();
});

test('every text is a sentence that says what to do or what it was', () => {
	for (const text of Object.values(DIAGNOSES)) expect(text).toMatch(/^[A-Z].{20,}\.$/);
});
