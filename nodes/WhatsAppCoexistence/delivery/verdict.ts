/** The kinds of mistake for which a delivery is refused. None of them says anything about a secret. */
export const REFUSALS = {
	signature_missing: 'The request carries no signature header.',
	signature_malformed: 'The signature header is not one signature of 64 lower-case hex digits.',
	signature_mismatch: 'The signature does not fit the body and the secret of the credential.',
	header_missing: 'The request does not carry the secret header.',
	header_mismatch: 'The secret header has another value than the credential.',
	secret_not_configured: 'The credential of the trigger node holds no secret to check this request with.',
	body_not_an_object: 'The body is not a JSON object.',
	token_mismatch: 'The verify token is not the one of the credential.',
	challenge_malformed: 'A verification needs hub.mode=subscribe, hub.verify_token and hub.challenge, once each.',
} as const;

export type RefusalKind = keyof typeof REFUSALS;

/** A refused request: the HTTP status of the answer and the kind of mistake. */
export interface Refusal {
	readonly accepted: false;
	readonly status: 400 | 401 | 403;
	readonly kind: RefusalKind;
}

/** Makes a refusal. */
export function refuse(status: Refusal['status'], kind: RefusalKind): Refusal {
	return { accepted: false, status, kind };
}

/** A request that has proved itself. */
export interface Accepted {
	readonly accepted: true;
}

export const ACCEPTED: Accepted = { accepted: true };

/** The JSON body of a refusal: the kind, and what it means. It reveals no secret, digest or body. */
export function refusalBody(kind: RefusalKind): { error: RefusalKind; message: string } {
	return { error: kind, message: REFUSALS[kind] };
}
