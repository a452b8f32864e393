import { createHmac } from 'node:crypto';
import { checkSignature } from '../../../nodes/WhatsAppCoexistence/delivery/signature';

const body = Buffer.from('{"text":"\\u00e4 \\/ <b>"}');
const hex = (secret: string, bytes = body): string => createHmac('sha256', secret).update(bytes).digest('hex');
const kindOf = (header: unknown, secrets: unknown[], provider: 'meta' | '360dialog' = 'meta', bytes = body): string => {
	const verdict = checkSignature(bytes, header, secrets, provider);
	return verdict.accepted ? 'accepted' : `${verdict.status} ${verdict.kind}`;
};

describe('the signature over the received bytes', () => {
	test('is the whole header at 360dialog too, with or without the prefix', () => {
		const verdicts = [hex('s'), `sha256=${hex('s')}`, `${hex('s')}0`, `${hex('s')} x`, `x${hex('s')}`].map((header) => kindOf(header, ['s'], '360dialog'));
		expect(verdicts).toEqual(['accepted', 'accepted', ...Array(3).fill('401 signature_malformed')]);
	});

	test('fits the published example of HMAC-SHA256', () => {
		// RFC 4231, test case 2.
		const digest = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
		const bytes = Buffer.from('what do ya want for nothing?');
		expect(kindOf(`sha256=${digest}`, ['Jefe'], 'meta', bytes)).toBe('accepted');
	});

	test('is accepted under either of two secrets, in any order, and with blanks pasted around them', () => {
		expect(kindOf(`sha256=${hex('new')}`, ['new', 'old'])).toBe('accepted');
		expect(kindOf(`sha256=${hex('old')}`, ['new', 'old'])).toBe('accepted');
		expect(kindOf(`sha256=${hex('new')}`, ['', ' new\n'])).toBe('accepted');
		expect(kindOf(`sha256=${hex('older')}`, ['new', 'old'])).toBe('401 signature_mismatch');
	});

	test('is over the bytes: the same JSON written otherwise does not fit', () => {
		const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
		expect(kindOf(`sha256=${hex('s')}`, ['s'], 'meta', rewritten)).toBe('401 signature_mismatch');
	});

	test.each([
		[undefined, 'signature_missing'],
		['', 'signature_missing'],
		[hex('s'), 'signature_malformed'],
		[`sha1=${hex('s')}`, 'signature_malformed'],
		[`sha256=${hex('s').toUpperCase()}`, 'signature_malformed'],
		[`sha256=${hex('s').slice(1)}`, 'signature_malformed'],
		[`sha256=${hex('s')}0`, 'signature_malformed'],
		[`sha256=${hex('s').slice(1)}g`, 'signature_malformed'],
		[`sha256=${hex('s')}, sha256=${hex('s')}`, 'signature_malformed'],
		[` sha256=${hex('s')}`, 'signature_malformed'],
		[`sha256=${hex('s')}\n`, 'signature_malformed'],
		[[`sha256=${hex('s')}`], 'signature_malformed'],
		[`sha256=${hex('other')}`, 'signature_mismatch'],
	])('with the header %p is refused as %s', (header, kind) => expect(kindOf(header, ['s'])).toBe(`401 ${kind}`));

	test.each([[[]], [['']], [['  ']], [[undefined, null]]])('is never accepted without a secret: %p', (secrets) => {
		expect(kindOf(`sha256=${hex('')}`, secrets)).toBe('401 secret_not_configured');
	});

	test('at 360dialog is bare hex, a prefix is tolerated', () => {
		expect(kindOf(hex('s'), ['s'], '360dialog')).toBe('accepted');
		expect(kindOf(`sha256=${hex('s')}`, ['s'], '360dialog')).toBe('accepted');
		expect(kindOf(`sha1=${hex('s')}`, ['s'], '360dialog')).toBe('401 signature_malformed');
	});
});
