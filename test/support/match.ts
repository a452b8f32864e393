import { isDeepStrictEqual } from 'node:util';

/** What a path leads to in an item: a value, nothing at all, or a place below something that is null. */
type Found = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'missing' | 'belowNull' };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a failure message shows it, cut where it gets long. */
export function shown(value: unknown): string {
	const text = value === undefined ? 'undefined' : JSON.stringify(value);
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** Follows a path such as `a.b.0.c`, through own keys only. */
export function lookUp(item: unknown, path: string): Found {
	let value = item;
	for (const key of path.split('.')) {
		if (value === null) return { kind: 'belowNull' };
		if (typeof value !== 'object' || value === undefined || !Object.hasOwn(value, key)) return { kind: 'missing' };
		value = (value as Fields)[key];
	}
	return value === undefined ? { kind: 'missing' } : { kind: 'value', value };
}

const digits = (value: unknown): string | null =>
	typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\D/g, '') : null;

const list = (operand: unknown, name: string): readonly unknown[] => {
	if (Array.isArray(operand)) return operand;
	throw new Error(`${name} needs a list, not ${shown(operand)}`);
};

const has = (value: unknown, test: (element: unknown) => boolean): boolean => Array.isArray(value) && value.some(test);

/** Each operator: does this value fit this operand? */
const OPERATORS: Record<string, (value: unknown, operand: unknown) => boolean> = {
	$in: (value, operand) => list(operand, '$in').some((one) => fits(value, one)),
	$not: (value, operand) => !fits(value, operand),
	$digits: (value, operand) => digits(value) !== null && digits(value) === digits(operand),
	$contains: (value, operand) => list(operand, '$contains').every((one) => has(value, (element) => fits(element, one))),
	$containsDigits: (value, operand) =>
		list(operand, '$containsDigits').every((one) =>
			has(value, (element) => digits(element) !== null && digits(element) === digits(one)),
		),
	$json: (value, operand) => JSON.stringify(value).includes(String(operand)),
	$rows: (value, operand) => {
		const rows: unknown = typeof value === 'string' ? JSON.parse(value) : null;
		const shapes = list(operand, '$rows') as readonly Fields[];
		return Array.isArray(rows) && rows.length === shapes.length && shapes.every((one, index) => mismatches(rows[index], one).length === 0);
	},
	$present: () => true,
	$absent: () => false,
	$length: (value, operand) => (Array.isArray(value) || typeof value === 'string') && value.length === operand,
	$all: (value, operand) => list(operand, '$all').every((one) => fits(value, one)),
};

/** The operators of an expected value, null for a plain one. A misspelt operator is an error, not a value. */
function operatorsOf(expected: unknown): Array<[string, unknown]> | null {
	if (!isFields(expected) || !Object.keys(expected).some((key) => key.startsWith('$'))) return null;
	const entries = Object.entries(expected);
	const unknown = entries.filter(([name]) => !Object.hasOwn(OPERATORS, name));
	if (unknown.length > 0) throw new Error(`Unknown matcher in ${shown(expected)}`);
	return entries;
}

/** Whether a value that is there fits an expected one: compared deeply, operators where they stand. */
function fits(value: unknown, expected: unknown): boolean {
	const operators = operatorsOf(expected);
	if (operators !== null) return operators.every(([name, operand]) => OPERATORS[name]!(value, operand));
	if (Array.isArray(expected)) {
		return (
			Array.isArray(value) &&
			value.length === expected.length &&
			expected.every((one, index) => fits(value[index], one))
		);
	}
	if (!isFields(expected)) return isDeepStrictEqual(value, expected);
	if (!isFields(value)) return false;
	const keys = Object.keys(expected);
	return (
		Object.keys(value).length === keys.length &&
		keys.every((key) => Object.hasOwn(value, key) && fits(value[key], expected[key]))
	);
}

/** Whether what a path leads to fits: what is missing fits only `$absent`, null fits also below null. */
function foundFits(found: Found, expected: unknown): boolean {
	if (found.kind === 'value') return fits(found.value, expected);
	const operators = operatorsOf(expected);
	const isAbsentWanted = operators?.length === 1 && operators[0]![0] === '$absent';
	if (isAbsentWanted) return true;
	if (found.kind === 'missing') return false;
	return operators?.some(([name]) => name === '$present') === true ? false : fits(null, expected);
}

const SHOWN_AS = { missing: 'nothing there', belowNull: 'null above it' };

/**
 * Compares an item with an expected shape, whose keys are paths. Gives one line for each path that does not
 * fit, none when all fit.
 */
export function mismatches(item: unknown, shape: Fields): string[] {
	return Object.entries(shape).flatMap(([path, expected]) => {
		const found = lookUp(item, path);
		if (foundFits(found, expected)) return [];
		const got = found.kind === 'value' ? shown(found.value) : SHOWN_AS[found.kind];
		return [`${path}: expected ${shown(expected)}, got ${got}`];
	});
}
