import { parseJson } from '../wire/parseJson';

/** A text parsed as JSON; any other value, and text that is no JSON, as it is. */
export function parsedOr(value: unknown): unknown {
	try {
		return typeof value === 'string' ? parseJson(value) : value;
	} catch {
		return value;
	}
}
