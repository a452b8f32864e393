import type { Provider } from '../contract/events';
import { REGISTERED_HEADER } from './registeredHeader';
import { configured } from './secret';
import { checkHeader } from './sharedHeader';
import { checkSignature, SIGNATURES } from './signature';
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
	const isOnlyProof = chosen.kind === 'secret_not_configured' && configured([secrets.registered]).length > 0;
	return isOnlyProof ? registered : chosen;
}
