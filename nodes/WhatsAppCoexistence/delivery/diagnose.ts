import { createHmac } from 'crypto';
import type { Policy, Secrets, Signed } from './authenticate';
import { REGISTERED_HEADER } from './registeredHeader';
import { configured, sameSecret } from './secret';
import { SIGNATURES } from './signature';
import type { RefusalKind } from './verdict';

/** What the owner of the node is told about a refused delivery: what is probably wrong, and what to do. */
export const DIAGNOSES = {
	body_changed:
		'The signature fits the same JSON written in another way: a proxy or gateway before n8n reads the body and writes it anew. Let it pass the body through unchanged.',
	former_secret:
		'It is signed with a secret that this credential held before. Enter that one as Previous Secret until the provider uses the new one.',
	secret_is_verify_token:
		'The secret of the credential and the Verify Token are the same text. The App Secret is another one: App settings > Basic > App secret.',
	signed_with_verify_token:
		'It is signed with the Verify Token. The sender must sign with the App Secret; Meta always does.',
	signed_by_360dialog:
		'It carries the signature of 360dialog, but Provider is set to Meta. Set Provider to 360dialog, or give this address to Meta only.',
	signed_by_meta:
		'It carries the signature of Meta, but Provider is set to 360dialog. Set Provider to Meta, or give this address to 360dialog only.',
	header_of_360dialog:
		'It carries the secret header of an address that was registered at 360dialog, but Provider is set to Meta. Set Provider to 360dialog.',
	header_not_signature:
		'It carries the secret header of the credential and no signature. Set Authentication to Secret Header.',
	signature_not_header: 'It is signed and carries no secret header. Set Authentication to Signature.',
	api_key_changed:
		'The header that this node registered has another value: the API key was replaced, or another workflow registered the address. Unpublish and publish this workflow.',
	blanks_differ: 'The secret header has the right value with blanks around it. Set it again at the sender without them.',
	other_secret:
		'It was signed with another secret, or is forged. Copy the secret into the credential anew: at Meta App settings > Basic > App secret, of the app that the address was entered in; at 360dialog the platform secret of the Partner Hub.',
	other_value: 'Enter the same value in the credential and at the sender.',
	no_secret: 'Select a credential and enter its secret: what the parameter Authentication asks for.',
	no_proof: 'It proves nothing about its sender: it did not come from the provider, or a gateway removed the header.',
} as const;

export type Diagnosis = keyof typeof DIAGNOSES;

/** A body beyond this size is not written anew to look for the reason: it would cost too much for a log line. */
const LARGEST_REWRITTEN = 1_000_000;

const has = (headers: Signed['headers'], name: string): boolean => typeof headers[name] === 'string' && headers[name] !== '';

/** A letter as Meta writes it before it signs: a lower-case escape (Meta, create-webhook-endpoint). */
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The ways in which a provider may have written the JSON that a proxy then wrote anew. */
function writings(bytes: Buffer): string[] {
	if (bytes.length > LARGEST_REWRITTEN) return [];
	try {
		const received = bytes.toString('utf8');
		const compact = JSON.stringify(JSON.parse(received));
		const plain = compact.replace(/[\u0080-\uffff]/g, escaped);
		const slashed = plain.replace(/\//g, '\\/');
		return [received.trim(), `${received}\n`, compact, plain, slashed, slashed.replace(/[<>%@]/g, escaped)];
	} catch {
		// Not JSON: a proxy that writes JSON anew has not been at work.
		return [];
	}
}

function whySignatureMismatch({ bytes, headers }: Signed, { provider }: Policy, secrets: Known): Diagnosis {
	const received = SIGNATURES[provider].form.exec(String(headers[SIGNATURES[provider].header]))?.[1] ?? '';
	const fits = (body: Buffer | string, keys: readonly unknown[]): boolean =>
		configured(keys).some((key) => sameSecret(createHmac('sha256', key).update(body).digest('hex'), received));
	if (fits(bytes, [secrets.verifyToken])) return 'signed_with_verify_token';
	if (fits(bytes, secrets.former)) return 'former_secret';
	if (writings(bytes).some((body) => fits(body, secrets.signing))) return 'body_changed';
	const token = configured([secrets.verifyToken])[0];
	return token !== undefined && configured(secrets.signing).includes(token) ? 'secret_is_verify_token' : 'other_secret';
}

function whyHeaderMismatch({ headers }: Signed, { registersHeader }: Policy, secrets: Known): Diagnosis {
	if (registersHeader && has(headers, REGISTERED_HEADER.toLowerCase())) return 'api_key_changed';
	const [name, value] = [configured([secrets.headerName])[0], configured([secrets.headerValue])[0]];
	const received = name === undefined ? undefined : headers[name.toLowerCase()];
	return typeof received === 'string' && value !== undefined && sameSecret(received.trim(), value) ? 'blanks_differ' : 'other_value';
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
 * Why a POST was probably refused, for its owner: not for the sender, who is told the kind alone. It costs a few
 * digests and may write the body anew, so it is asked only when somebody will read it. Undefined: nothing to add
 * to the kind. The result names a mistake and holds nothing of the request or of a secret.
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
