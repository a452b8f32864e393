import { configured, sameSecret } from './secret';
import { refuse, type Refusal } from './verdict';

/** Meta sends a random integer; anything much longer is no challenge of its. */
const LONGEST_CHALLENGE = 1000;

/**
 * The answer to a verification request (Meta, create-webhook-endpoint): the challenge, to be sent back as
 * plain text exactly as received, or a refusal: 400 when a parameter is missing, repeated or malformed, 403
 * when the token is wrong or none is configured.
 */
export function answerChallenge(
	query: Readonly<Record<string, unknown>>,
	verifyToken: unknown,
): { readonly accepted: true; readonly challenge: string } | Refusal {
	const [mode, token, challenge] = ['hub.mode', 'hub.verify_token', 'hub.challenge'].map((name) => query[name]);
	const isChallenge = typeof challenge === 'string' && challenge !== '' && challenge.length <= LONGEST_CHALLENGE;
	if (mode !== 'subscribe' || typeof token !== 'string' || token === '' || !isChallenge) {
		return refuse(400, 'challenge_malformed');
	}
	const expected = configured([verifyToken])[0];
	if (expected === undefined || !sameSecret(token, expected)) return refuse(403, 'token_mismatch');
	return { accepted: true, challenge };
}
