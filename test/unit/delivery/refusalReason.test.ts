import type { Policy } from '../../../nodes/WhatsAppCoexistence/delivery/authenticate';
import type { Known } from '../../../nodes/WhatsAppCoexistence/delivery/diagnose';
import { refusalReason } from '../../../nodes/WhatsAppCoexistence/n8n/refusalReason';
import { hmac } from '../../support/sign';

/** What it may cost to look for reasons while forged requests arrive. */
const policy: Policy = { provider: 'meta', authentication: 'signature', registersHeader: false };
const secrets: Known = { signing: ['right'], headerName: '', headerValue: '', verifyToken: 'verify', registered: undefined, former: ['before'] };
const reasonOf = (body: string, secret: string) =>
	refusalReason('signature_mismatch', { bytes: Buffer.from(body), headers: { 'x-hub-signature-256': `sha256=${hmac(body, secret)}` } }, policy, secrets);

let now: jest.SpyInstance<number, []>;
beforeEach(() => (now = jest.spyOn(Date, 'now').mockReturnValue(60_000_000)));
afterEach(() => now.mockRestore());

const large = (mark: string): string => `{"a":"${mark.padEnd(49_992)}"}`;
const PER_MINUTE = Math.floor(4_194_304 / 50_000);

test('large bodies are examined for four MiB a minute, small ones always', () => {
	const reasons = Array.from({ length: PER_MINUTE + 10 }, (_, index) => reasonOf(large(String(index)), 'forged'));
	expect(reasons.filter((reason) => reason === 'other_secret')).toHaveLength(PER_MINUTE);
	expect(reasons.slice(PER_MINUTE)).toEqual(Array(10).fill('not_examined'));
	expect(reasonOf(large('of the provider'), 'before')).toBe('not_examined');
	const justTooLarge = '{"a":"b"}'.padEnd(4_097);
	const rest = Math.floor((4_194_304 - PER_MINUTE * 50_000) / 4_097);
	for (let time = 0; time < rest; time++) expect(reasonOf(justTooLarge, 'forged')).toBe('other_secret');
	for (let time = 0; time < 2_000; time++) expect(reasonOf(`{"a":${time}}`, 'forged')).toBe('other_secret');
	expect(reasonOf('{"a":"b"}'.padEnd(4_096), 'before')).toBe('former_secret');
	expect(reasonOf(justTooLarge, 'before')).toBe('not_examined');
	now.mockReturnValue(60_060_000);
	expect(reasonOf(large('of the provider'), 'before')).toBe('former_secret');
});

test('a reason that needs no body costs nothing', () => {
	for (let time = 0; time < PER_MINUTE * 2; time++) {
		expect(refusalReason('header_mismatch', { bytes: Buffer.alloc(50_000), headers: {} }, policy, secrets)).toBe('other_value');
	}
	now.mockReturnValue(60_120_000);
	expect(reasonOf(large(''), 'before')).toBe('former_secret');
});
