import { EVENTS, normalizeDelivery, type CoexistenceEvent } from '../../../index';
import { authenticate } from '../../../nodes/WhatsAppCoexistence/delivery/authenticate';
import { bytesOfPost, type disturb } from '../../../simulator/chaos';
import { signatureHeaders } from '../../../simulator/sign';

export const NOW = Date.UTC(2026, 5, 1);
export type Provider = 'meta' | '360dialog';
export type Posts = ReturnType<typeof disturb>;

const SECRET = 'a-secret';

/** The posts that prove who sent them, as text; each is refused or accepted as its fate says. */
export function accepted(posts: Posts, provider: Provider): string[] {
	const policy = { provider, authentication: 'signature', registersHeader: false } as const;
	const secrets = {
		signing: [SECRET],
		headerName: null,
		headerValue: null,
		verifyToken: null,
		registered: undefined,
	};
	return posts.flatMap((post) => {
		const { signed, arrives } = bytesOfPost(post, provider);
		const headers = signatureHeaders(signed, post.fate === 'forged' ? 'another' : SECRET, provider);
		const { accepted: isAccepted } = authenticate({ bytes: arrives, headers }, policy, secrets);
		expect(isAccepted).toBe(post.fate === 'sent');
		return isAccepted ? [arrives.toString('utf8')] : [];
	});
}

/** What the node would emit of some posts: only what proves itself, each id once. */
export function emitted(posts: Posts, provider: Provider, events = EVENTS): CoexistenceEvent[] {
	const seen = new Set<string>();
	return accepted(posts, provider).flatMap((text) =>
		normalizeDelivery(text, { events, now: NOW }).filter(
			({ event, id }) => event === 'unrecognized' || (!seen.has(id) && seen.add(id)),
		),
	);
}
