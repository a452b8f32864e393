import { configured, sameHeaderSecret } from './secret';
import { ACCEPTED, refuse, type Accepted, type Refusal } from './verdict';

/**
 * Whether a request carries the secret header that its sender was told to send. `headers` has lower-case
 * names, as Node.js gives them. Without a name and a value in the credential nothing is accepted.
 */
export function checkHeader(
	headers: Readonly<Record<string, unknown>>,
	headerName: unknown,
	headerValue: unknown,
): Accepted | Refusal {
	const [name, value] = [configured([headerName])[0], configured([headerValue])[0]];
	if (name === undefined || value === undefined) return refuse(401, 'secret_not_configured');
	const received = Object.hasOwn(headers, name.toLowerCase()) ? headers[name.toLowerCase()] : undefined;
	if (received === undefined || received === '') return refuse(401, 'header_missing');
	const fits = typeof received === 'string' && sameHeaderSecret(received, value);
	return fits ? ACCEPTED : refuse(401, 'header_mismatch');
}
