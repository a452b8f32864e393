import type { Policy } from '../../../nodes/WhatsAppCoexistence/delivery/authenticate';
import { diagnose, MAX_EXAMINED_BYTES, type Known } from '../../../nodes/WhatsAppCoexistence/delivery/diagnose';
import { DIAGNOSES } from '../../../nodes/WhatsAppCoexistence/delivery/diagnoses';
import type { RefusalKind } from '../../../nodes/WhatsAppCoexistence/delivery/verdict';
import { hmac } from '../../support/sign';

const SENT = '{"a":"\\u00e4 \\/ \\u003cb\\u003e"}';
const meta: Policy = { provider: 'meta', authentication: 'signature', registersHeader: false };
const dialog: Policy = { ...meta, provider: '360dialog' };
const known: Known = {
	signing: ['right', ''],
	headerName: 'X-Gateway',
	headerValue: 'value',
	verifyToken: 'verify',
	registered: undefined,
	former: ['before'],
};

const why = (kind: RefusalKind, headers: Record<string, unknown>, body = SENT, policy = meta, secrets = known) =>
	diagnose(kind, { bytes: Buffer.from(body), headers }, policy, secrets);
const signed = (over: string, secret: string) => ({ 'x-hub-signature-256': `sha256=${hmac(over, secret)}` });

describe('why a signature does not fit', () => {
	test.each([
		['the verify token signed it', signed(SENT, 'verify'), SENT, 'signed_with_verify_token'],
		['a secret of before signed it', signed(SENT, 'before'), SENT, 'former_secret'],
		['nothing is known of the secret', signed(SENT, 'unknown'), SENT, 'other_secret'],
		['the body is another one', signed(SENT, 'right'), '{"a":"b"}', 'other_secret'],
		['the body is no JSON', signed(SENT, 'right'), '{"a":', 'other_secret'],
		['blanks were added', signed(SENT, 'right'), ` ${SENT}\n`, 'body_changed'],
		['blanks were added around JSON that holds blanks itself', signed('{ "a": 1 }', 'right'), '\n{ "a": 1 }\n', 'body_changed'],
	])('%s', (_, headers, body, expected) => {
		expect(why('signature_mismatch', headers, body)).toBe(expected);
	});

	/** Meta escapes unicode with lower-case digits, and in the older documentation slashes and angle brackets too. */
	test.each([
		['as compact JSON', '{"a":"ä/<b>"}'],
		['with unicode escaped', '{"a":"\\u00e4/<b>"}'],
		['with slashes escaped', '{"a":"\\u00e4\\/<b>"}'],
		['with angle brackets escaped', '{"a":"\\u00e4\\/\\u003cb\\u003e"}'],
	])('a proxy wrote anew what was sent %s', (_, sent) => {
		const rewritten = JSON.stringify(JSON.parse(sent), null, 2);
		expect(why('signature_mismatch', signed(sent, 'right'), rewritten)).toBe('body_changed');
	});

	test('the verify token stands in the place of the app secret', () => {
		const secrets = { ...known, signing: ['verify'] };
		expect(why('signature_mismatch', signed(SENT, 'right'), SENT, meta, secrets)).toBe('secret_is_verify_token');
	});

	test('a body is examined up to a limit only', () => {
		const sent = JSON.stringify({ a: 'x'.repeat(MAX_EXAMINED_BYTES - 9) });
		expect(why('signature_mismatch', signed(sent, 'right'), `${sent} `)).toBe('body_changed');
		expect(why('signature_mismatch', signed(sent, 'before'), sent)).toBe('former_secret');
		expect(why('signature_mismatch', signed(sent, 'right'), `${sent}  `)).toBe('not_examined');
		expect(why('signature_mismatch', signed(`${sent}  `, 'before'), `${sent}  `)).toBe('not_examined');
		expect(why('signature_mismatch', signed(sent, 'right'), `${sent}  `, meta, { ...known, signing: ['verify'] })).toBe('secret_is_verify_token');
	});
});

describe('what came in place of the proof', () => {
	const bare = { 'x-360dialog-signature': hmac(SENT, 'right') };
	test.each<[string, RefusalKind, Record<string, unknown>, Policy, string]>([
		['nothing', 'signature_missing', {}, meta, 'no_proof'],
		['the signature of 360dialog', 'signature_missing', bare, meta, 'signed_by_360dialog'],
		['the signature of Meta', 'signature_missing', signed(SENT, 'right'), dialog, 'signed_by_meta'],
		['the header registered at 360dialog', 'signature_missing', { 'x-coexistence-secret': 'f' }, meta, 'header_of_360dialog'],
		['the secret header', 'signature_missing', { 'x-gateway': 'value' }, meta, 'header_not_signature'],
		['a signature', 'header_missing', bare, { ...dialog, authentication: 'header' }, 'signature_not_header'],
		['blanks too', 'header_mismatch', { 'x-gateway': ' value ' }, { ...meta, authentication: 'header' }, 'spaces_differ'],
		['the header of another key', 'header_mismatch', { 'x-coexistence-secret': 'f' }, { ...dialog, registersHeader: true }, 'api_key_changed'],
	])('%s', (_, kind, headers, policy, expected) => {
		expect(why(kind, headers, SENT, policy)).toBe(expected);
	});
});

test('the texts differ, and each says what to do or what it was', () => {
	expect(new Set(Object.values(DIAGNOSES)).size).toBe(Object.keys(DIAGNOSES).length);
});
