import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Fixed, because otherwise a tag of 4 bytes is enough, which can be guessed. */
const TAG = { authTagLength: TAG_BYTES };

const keyOf = (secret: string): Buffer => createHash('sha256').update(`seal ${secret}`).digest();

/**
 * Encrypts a text that must lie in a workflow's static data, which n8n stores and exports in the clear: the
 * headers of the address that was set before may hold a password.
 */
export function seal(plain: string, secret: string): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv(CIPHER, keyOf(secret), iv, TAG);
	const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text that `seal` received; null when the secret is another one or the text was changed. */
export function unseal(sealed: string, secret: string): string | null {
	const bytes = Buffer.from(sealed, 'base64');
	try {
		const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, IV_BYTES), TAG);
		decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
		return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
	} catch {
		// Too short, sealed under another key, or changed: it cannot be read, and that is the answer.
		return null;
	}
}
