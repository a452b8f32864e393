import { createHash, timingSafeEqual } from 'crypto';

/**
 * Compares two texts in constant time, whatever their lengths: both are hashed first, so that neither the
 * length nor the first difference shows in the time it takes.
 */
export function sameSecret(one: string, other: string): boolean {
	const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(one), digest(other));
}

/** The secrets that are really set: pasted blanks are cut off, empty ones never count. */
export function configured(secrets: readonly unknown[]): string[] {
	return secrets
		.map((secret) => (typeof secret === 'string' ? secret.trim() : ''))
		.filter((secret) => secret !== '');
}
