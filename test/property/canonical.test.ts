import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { fingerprint } from '../../nodes/WhatsAppCoexistence/wire/canonical';
import { odd, withOwnKeys } from './arbitraries';

const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 2_000), seed: 20251121 };
jest.setTimeout(600_000);

/** The definition of the text that is hashed, as short as it can be said: recursive, and in one piece. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((element) => `${canonical(element)},`).join('')}]`;
	if (typeof value === 'object' && value !== null) {
		const keys = Object.keys(value).sort();
		return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])},`).join('')}}`;
	}
	return JSON.stringify(value) ?? 'null';
}
const expected = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex').slice(0, 32);

const json = fc.oneof(odd, fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }).map(withOwnKeys));

test('the fingerprint is the hash of the canonical text', () => {
	fc.assert(fc.property(json, (value) => expect(fingerprint(value)).toBe(expected(value))), RUNS);
});

test('so it is for values that are hashed in several pieces', () => {
	const wide = fc.tuple(json, fc.integer({ min: 1, max: 30_000 }), fc.string({ maxLength: 20 }));
	fc.assert(
		fc.property(wide, ([value, count, key]) => {
			const repeated = { [key]: Array.from({ length: count }, () => value), after: value };
			expect(fingerprint(repeated)).toBe(expected(repeated));
		}),
		{ ...RUNS, numRuns: Math.min(RUNS.numRuns, 100) },
	);
});
