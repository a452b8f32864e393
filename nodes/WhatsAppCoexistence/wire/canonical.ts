import { createHash } from 'crypto';

/** Text is passed on in pieces of about this length: small enough for memory, large enough for the hash. */
const PIECE_LENGTH = 65_536;

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A value without parts as JSON. What JSON cannot hold is null. */
const scalar = (value: unknown): string => JSON.stringify(value) ?? 'null';

/**
 * Writes a JSON value as text that does not depend on the order of keys: keys are sorted, and a comma follows every
 * element. It keeps its own stack, because a body may be nested deeper than the call stack allows, with one place
 * for each level and none for each element, because a body may hold millions of elements.
 * @param emit receives the text in pieces, in order
 */
function writeCanonical(value: unknown, emit: (piece: string) => void): void {
	if (!isContainer(value)) return emit(scalar(value));
	let text = '';
	// The containers that are open: for each its sorted keys (null: an array) and how many elements are written.
	const containers: object[] = [];
	const allKeys: Array<readonly string[] | null> = [];
	const positions: number[] = [];
	const open = (container: object): void => {
		const isArray = Array.isArray(container);
		containers.push(container);
		allKeys.push(isArray ? null : Object.keys(container).sort());
		positions.push(0);
		text += isArray ? '[' : '{';
	};
	open(value);
	while (containers.length > 0) {
		const level = containers.length - 1;
		const container = containers[level] as Readonly<Record<string | number, unknown>>;
		const keys = allKeys[level]!;
		const count = keys === null ? (container as unknown as readonly unknown[]).length : keys.length;
		let position = positions[level]!;
		let inner: object | null = null;
		while (position < count && inner === null) {
			const key = keys === null ? position : keys[position]!;
			const element = container[key];
			if (keys !== null) text += `${JSON.stringify(key)}:`;
			if (isContainer(element)) inner = element;
			else text += `${scalar(element)},`;
			position++;
			if (text.length >= PIECE_LENGTH) {
				emit(text);
				text = '';
			}
		}
		positions[level] = position;
		if (inner !== null) open(inner);
		else {
			containers.pop();
			allKeys.pop();
			positions.pop();
			text += `${keys === null ? ']' : '}'}${containers.length > 0 ? ',' : ''}`;
		}
	}
	emit(text);
}

/**
 * Identifies a JSON value whatever the order of its keys, in time and memory that grow with its size only.
 * @returns 32 hex digits
 */
export function fingerprint(value: unknown): string {
	const hash = createHash('sha256');
	writeCanonical(value, (piece) => hash.update(piece));
	return hash.digest('hex').slice(0, 32);
}
