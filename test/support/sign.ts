import { createHmac } from 'node:crypto';

export type Provider = 'meta' | '360dialog';

/** The HMAC-SHA256 of some bytes as lower-case hex. */
export function hmac(bytes: Buffer | string, secret: string): string {
	return createHmac('sha256', secret).update(bytes).digest('hex');
}

/** The signature header that a provider sends with these bytes. */
export function signatureHeader(provider: Provider, bytes: Buffer | string, secret: string): Record<string, string> {
	const digest = hmac(bytes, secret);
	return provider === 'meta' ? { 'X-Hub-Signature-256': `sha256=${digest}` } : { 'x-360dialog-signature': digest };
}

/** All headers that matter of a signed JSON delivery. */
export function signedHeaders(provider: Provider, bytes: Buffer | string, secret: string): Record<string, string> {
	return { 'Content-Type': 'application/json', ...signatureHeader(provider, bytes, secret) };
}
