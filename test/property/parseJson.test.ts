import fc from 'fast-check';
import { parseJson } from '../../nodes/WhatsAppCoexistence/wire/parseJson';

const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 2_000), seed: 20251121 };
jest.setTimeout(600_000);

/** JSON values in which some numbers are given as bigint: they stand for digits on the wire. */
const digits = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const small = fc.bigInt({ min: -(2n ** 55n), max: 2n ** 55n });
/** NUL and half pairs are removed (test/property/identity.test.ts). */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');
const texts = fc.oneof(fc.string({ unit: 'binary' }).map(clean), fc.stringMatching(/^[ ,:["\\-]{0,3}\d{14,40}[ ,:\]"\\-]{0,3}$/));
const { tree } = fc.letrec((tie) => ({
	tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, fc.oneof(digits, small, texts, fc.double(), fc.boolean(), fc.constant(null)), fc.array(tie('tree'), { maxLength: 5 }), fc.dictionary(texts, tie('tree'), { maxKeys: 4 })),
}));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The value as text, with white space where JSON allows it. */
function written(value: unknown, space: string): string {
	if (typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) return `[${space}${value.map((one) => written(one, space)).join(`,${space}`)}${space}]`;
	if (!isObject(value)) return JSON.stringify(value);
	return `{${Object.entries(value).map(([key, one]) => `${space}${JSON.stringify(key)}${space}:${written(one, space)}`).join()}${space}}`;
}

/** What must come of it: large numbers as strings, everything else as JSON.parse gives it. */
function expected(value: unknown): unknown {
	if (typeof value === 'bigint') return value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER ? String(value) : Number(value);
	if (Array.isArray(value)) return value.map(expected);
	if (!isObject(value)) return JSON.parse(JSON.stringify(value)) as unknown;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, expected(one)]));
}

test('every number above 2^53 keeps its digits, and nothing else changes', () => {
	// A double that is written with 16 digits or more and is above 2^53 is kept as text as well.
	const isLargeDouble = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
	const hasLargeDouble = (value: unknown): boolean => isLargeDouble(value) || (isObject(value) && Object.values(value).some(hasLargeDouble));
	const cases = fc.tuple(tree.filter((value) => !hasLargeDouble(value)), fc.constantFrom('', ' ', '\n\t'));
	fc.assert(
		fc.property(cases, ([value, space]) => expect(parseJson(written(value, space))).toEqual(expected(value))),
		RUNS,
	);
});

test('what JSON.parse refuses is refused', () => {
	const broken = fc.tuple(tree, fc.nat(), fc.constantFrom('"', '\\', ',', '1234567890123456789', '}', '')).map(([value, place, inserted]) => {
		const text = written(value, '');
		const at = place % (text.length + 1);
		return text.slice(0, at) + inserted + text.slice(at + 1);
	});
	const outcome = (parse: (text: string) => unknown, text: string): string => {
		try {
			parse(text);
			return 'parsed';
		} catch (error) {
			return (error as Error).name;
		}
	};
	fc.assert(fc.property(broken, (text) => expect(outcome(parseJson, text)).toBe(outcome(JSON.parse, text))), RUNS);
});
