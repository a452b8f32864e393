import { createHash, timingSafeEqual } from 'crypto';

/**
 * Compares two secrets in constant time, whatever their lengths: both are hashed first, so that neither the
 * length nor the first difference shows in the time it takes. A string stands for its UTF-8 bytes.
 */
export function sameSecret(one: string | Buffer, other: string | Buffer): boolean {
	const digest = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(one), digest(other));
}

/**
 * Compares the value of a header with a secret, in constant time. Node.js reads each byte of a header as one Latin-1
 * character; a sender may have written the secret in UTF-8 (most do) or in Latin-1 (RFC 9110, section 5.5).
 */
export function sameHeaderSecret(received: string, secret: string): boolean {
	const isUtf8 = sameSecret(Buffer.from(received, 'latin1'), secret);
	const isLatin1 = sameSecret(received, secret);
	return isUtf8 || isLatin1;
}

/** The secrets that are really set: pasted leading and trailing spaces are cut off, empty ones never count. */
export function configured(secrets: readonly unknown[]): string[] {
	return secrets
		.map((secret) => (typeof secret === 'string' ? secret.trim() : ''))
		.filter((secret) => secret !== '');
}
