import type { Provider } from '../contract/events';
import { REGISTERED_HEADER } from './registeredHeader';
import { checkHeader } from './sharedHeader';
import { checkSignature, signatureIn, SIGNATURES } from './signature';
import { ACCEPTED, type Accepted, type Refusal } from './verdict';

export type Authentication = 'signature' | 'header' | 'none';

/** What of a credential is needed to check a request; every part may be missing. */
export interface Secrets {
	readonly signing: readonly unknown[];
	readonly headerName: unknown;
	readonly headerValue: unknown;
	readonly verifyToken: unknown;
	/** The value of the header that the node itself registered at 360dialog. */
	readonly registered: string | undefined;
}

/** A request as far as its checks need it; header names are lower case. */
export interface Signed {
	/** The body as received; empty where `needsBody` says that it is not needed. */
	readonly bytes: Buffer;
	readonly headers: Readonly<Record<string, unknown>>;
}

/** How a request must prove itself. */
export interface Policy {
	readonly provider: Provider;
	readonly authentication: Authentication;
	/** The node has registered its address with a header of its own making: that header is a proof as well. */
	readonly registersHeader: boolean;
}

/**
 * Whether the body is needed to decide about a request: it is compared with a signature that has its form, or nothing
 * is checked. Everything else is decided by the headers, and a body that nobody needs is not read.
 */
export function needsBody(headers: Signed['headers'], { provider, authentication }: Policy): boolean {
	if (authentication === 'header') return false;
	return authentication === 'none' || signatureIn(headers[SIGNATURES[provider].header], provider) !== undefined;
}

/** The check that the parameter Authentication asks for. */
function checkChosen({ bytes, headers }: Signed, { provider, authentication }: Policy, secrets: Secrets): Accepted | Refusal {
	switch (authentication) {
		case 'none':
			return ACCEPTED;
		case 'header':
			return checkHeader(headers, secrets.headerName, secrets.headerValue);
		case 'signature':
			return checkSignature(bytes, headers[SIGNATURES[provider].header], secrets.signing, provider);
	}
}

/**
 * Whether a POST has proved itself in the way that the node asks for. `none` is an explicit choice. At 360dialog
 * two addresses deliver to one node: the number's, with the registered header, and the partner's, signed. Either
 * proof is enough; without the chosen secret in the credential the header is the only one.
 */
export function authenticate(request: Signed, policy: Policy, secrets: Secrets): Accepted | Refusal {
	const chosen = checkChosen(request, policy, secrets);
	if (chosen.accepted || !policy.registersHeader) return chosen;
	const registered = checkHeader(request.headers, REGISTERED_HEADER, secrets.registered);
	if (registered.accepted || registered.kind === 'header_mismatch') return registered;
	return chosen.kind === 'secret_not_configured' ? registered : chosen;
}
