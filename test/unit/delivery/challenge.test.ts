import { answerChallenge } from '../../../nodes/WhatsAppCoexistence/delivery/challenge';

const query = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
	'hub.mode': 'subscribe',
	'hub.verify_token': 'token',
	'hub.challenge': '1158201444',
	...changes,
});
const outcome = (changes: Record<string, unknown>, configured: { token: unknown } = { token: 'token' }): string => {
	const verdict = answerChallenge(query(changes), configured.token);
	return verdict.accepted ? `200 ${verdict.challenge}` : `${verdict.status} ${verdict.kind}`;
};

describe('the verification request', () => {
	test.each(['1158201444', '1'.repeat(1000), '<script>', ' 1 ', '0', 'ä'])('gets the challenge %p back exactly', (challenge) => {
		expect(outcome({ 'hub.challenge': challenge })).toBe(`200 ${challenge}`);
	});

	test.each(['Token', 'token ', 'tokentoken', 'toke'])('with the token %p is refused', (token) => {
		expect(outcome({ 'hub.verify_token': token })).toBe('403 token_mismatch');
	});

	test.each(['', '  ', undefined, null])('is refused when the configured token is %p', (token) => {
		expect(outcome({}, { token })).toBe('403 token_mismatch');
	});

	test.each([
		{ 'hub.mode': undefined },
		{ 'hub.mode': 'unsubscribe' },
		{ 'hub.mode': ['subscribe', 'subscribe'] },
		{ 'hub.verify_token': undefined },
		{ 'hub.verify_token': '' },
		{ 'hub.verify_token': ['token', 'token'] },
		{ 'hub.verify_token': { a: 'token' } },
		{ 'hub.challenge': undefined },
		{ 'hub.challenge': '' },
		{ 'hub.challenge': ['1', '2'] },
		{ 'hub.challenge': '1'.repeat(1001) },
	])('with %p is malformed', (changes) => expect(outcome(changes)).toBe('400 challenge_malformed'));
});
