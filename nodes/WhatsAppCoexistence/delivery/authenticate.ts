import type { Provider } from '../contract/events';
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
}

/** Whether a POST has proved itself in the way that the node asks for. `none` is an explicit choice. */
export function authenticate(
	request: { readonly bytes: Buffer; readonly headers: Readonly<Record<string, unknown>> },
	policy: { readonly provider: Provider; readonly authentication: Authentication },
	secrets: Secrets,
): Accepted | Refusal {
	switch (policy.authentication) {
		case 'none':
			return ACCEPTED;
		case 'header':
			return checkHeader(request.headers, secrets.headerName, secrets.headerValue);
		case 'signature': {
			const header = request.headers[SIGNATURES[policy.provider].header];
			return checkSignature(request.bytes, header, secrets.signing, policy.provider);
		}
	}
}
