import { createHmac, timingSafeEqual } from 'crypto';
import type { Policy, Secrets, Signed } from './authenticate';
import type { Diagnosis } from './diagnoses';
import { REGISTERED_HEADER } from './registeredHeader';
import { configured, sameHeaderSecret } from './secret';
import { SIGNATURES, signatureIn } from './signature';
import type { RefusalKind } from './verdict';

/** The largest body that is examined, in bytes: at most 29 digests of it, some of them with its letters escaped. */
export const MAX_EXAMINED_BYTES = 65_536;

const has = (headers: Signed['headers'], name: string): boolean => typeof headers[name] === 'string' && headers[name] !== '';

/** A letter as Meta writes it before it signs: a lower-case escape (Meta, create-webhook-endpoint). */
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The ways in which a provider may have written the JSON that a proxy then rewrote. */
function writings(bytes: Buffer): ReadonlySet<string> {
	try {
		const received = bytes.toString('utf8');
		const compact = JSON.stringify(JSON.parse(received));
		const plain = compact.replace(/[\u0080-\uffff]/g, escaped);
		const slashed = plain.replace(/\//g, '\\/');
		return new Set([received.trim(), `${received}\n`, compact, plain, slashed, slashed.replace(/[<>%@]/g, escaped)]);
	} catch {
		// Not JSON: no proxy has rewritten it.
		return new Set();
	}
}

function whySignatureMismatch({ bytes, headers }: Signed, { provider }: Policy, secrets: Known): Diagnosis {
	const token = configured([secrets.verifyToken])[0];
	const unknown = token !== undefined && configured(secrets.signing).includes(token) ? 'secret_is_verify_token' : 'other_secret';
	const signature = signatureIn(headers[SIGNATURES[provider].header], provider);
	if (signature === undefined) return unknown;
	if (bytes.length > MAX_EXAMINED_BYTES) return unknown === 'other_secret' ? 'not_examined' : unknown;
	const received = Buffer.from(signature, 'hex');
	const fits = (body: Buffer | string, keys: readonly unknown[]): boolean =>
		configured(keys).some((key) => timingSafeEqual(createHmac('sha256', key).update(body).digest(), received));
	if (fits(bytes, [secrets.verifyToken])) return 'signed_with_verify_token';
	if (fits(bytes, secrets.former)) return 'former_secret';
	return [...writings(bytes)].some((body) => fits(body, secrets.signing)) ? 'body_changed' : unknown;
}

function whyHeaderMismatch({ headers }: Signed, { registersHeader }: Policy, secrets: Known): Diagnosis {
	if (registersHeader && has(headers, REGISTERED_HEADER.toLowerCase())) return 'api_key_changed';
	const [name, value] = [configured([secrets.headerName])[0], configured([secrets.headerValue])[0]];
	const received = name === undefined ? undefined : headers[name.toLowerCase()];
	return typeof received === 'string' && value !== undefined && sameHeaderSecret(received.trim(), value) ? 'spaces_differ' : 'other_value';
}

/** What came without the proof that the node asks for: perhaps it carries another one. */
function whyMissing({ headers }: Signed, { provider, authentication }: Policy, secrets: Known): Diagnosis {
	const name = configured([secrets.headerName])[0]?.toLowerCase();
	if (provider === 'meta' && has(headers, SIGNATURES['360dialog'].header)) return 'signed_by_360dialog';
	if (provider === '360dialog' && has(headers, SIGNATURES.meta.header)) return 'signed_by_meta';
	if (provider === 'meta' && has(headers, REGISTERED_HEADER.toLowerCase())) return 'header_of_360dialog';
	if (authentication === 'signature' && name !== undefined && has(headers, name)) return 'header_not_signature';
	if (authentication === 'header' && has(headers, SIGNATURES[provider].header)) return 'signature_not_header';
	return 'no_proof';
}

/** The secrets of a check, and those that the credential held before as far as this process has seen them. */
export interface Known extends Secrets {
	readonly former: readonly unknown[];
}

/**
 * Why a POST was probably refused, for its owner: not for the sender, who is told the kind alone. The cost is bounded:
 * only a signature that does not fit needs the body, and only up to 64 KiB. Undefined: nothing to add to the kind. The
 * result names a mistake and contains nothing of the request or of a secret.
 */
export function diagnose(kind: RefusalKind, request: Signed, policy: Policy, secrets: Known): Diagnosis | undefined {
	switch (kind) {
		case 'signature_mismatch':
			return whySignatureMismatch(request, policy, secrets);
		case 'header_mismatch':
			return whyHeaderMismatch(request, policy, secrets);
		case 'signature_missing':
		case 'header_missing':
			return whyMissing(request, policy, secrets);
		case 'secret_not_configured':
			return 'no_secret';
		default:
			return undefined;
	}
}
