import { createHmac, timingSafeEqual } from 'crypto';
import type { Provider } from '../contract/events';
import { configured } from './secret';
import { ACCEPTED, refuse, type Accepted, type Refusal } from './verdict';

/** Where each provider puts the HMAC-SHA256 of the body, and how it is written there. */
export const SIGNATURES: Record<Provider, { readonly header: string; readonly form: RegExp }> = {
	// Meta, create-webhook-endpoint: `sha256=` and 64 lower-case hex digits, keyed with the app secret.
	meta: { header: 'x-hub-signature-256', form: /^sha256=([0-9a-f]{64})$/ },
	// 360dialog, signature-validation: bare hex; some senders write the prefix of Meta before it.
	'360dialog': { header: 'x-360dialog-signature', form: /^(?:sha256=)?([0-9a-f]{64})$/ },
};

/** The 64 hex digits of a signature header; undefined when it is missing or not one signature of its form. */
export function signatureIn(header: unknown, provider: Provider): string | undefined {
	return typeof header === 'string' ? SIGNATURES[provider].form.exec(header)?.[1] : undefined;
}

/**
 * Whether the signature of a request fits its bytes under one of the secrets. The bytes are those received:
 * Meta signs its own escaping of unicode, which no re-serialized JSON brings back. Each secret is tried, also
 * after one fits, so that the time tells nothing. Without a secret nothing is accepted.
 */
export function checkSignature(
	bytes: Buffer,
	header: unknown,
	secrets: readonly unknown[],
	provider: Provider,
): Accepted | Refusal {
	const keys = configured(secrets);
	if (keys.length === 0) return refuse(401, 'secret_not_configured');
	if (header === undefined || header === '') return refuse(401, 'signature_missing');
	const received = signatureIn(header, provider);
	if (received === undefined) return refuse(401, 'signature_malformed');
	const digest = Buffer.from(received, 'hex');
	let fits = false;
	for (const key of keys) {
		if (timingSafeEqual(createHmac('sha256', key).update(bytes).digest(), digest)) fits = true;
	}
	return fits ? ACCEPTED : refuse(401, 'signature_mismatch');
}
