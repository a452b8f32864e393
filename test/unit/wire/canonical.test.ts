import { createHash } from 'node:crypto';
import { limitDepth } from '../../../nodes/WhatsAppCoexistence/wire/limitDepth';
import { fingerprint } from '../../../nodes/WhatsAppCoexistence/wire/canonical';

const nested = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

describe('fingerprint of a value', () => {
	test('does not depend on the order of keys, but on the order of entries', () => {
		expect(fingerprint({ a: 1, b: { c: [1, 2], d: null } })).toBe(fingerprint({ b: { d: null, c: [1, 2] }, a: 1 }));
		expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
		expect(fingerprint({ a: '1' })).not.toBe(fingerprint({ a: 1 }));
		expect(fingerprint([])).not.toBe(fingerprint({}));
		expect(fingerprint([['a'], 'b'])).not.toBe(fingerprint([['a', 'b']]));
	});

	/** Ids of stored items hold them: they must never change. */
	test.each<[unknown, string]>([
		[null, '74234e98afe7498fb5daf1f36ac2d78a'],
		['text', '1e1d0f251d3a76fa2b1bfc8116407857'],
		[{ b: [1, 'x', null, [], {}], a: { d: -0.5, c: 'ä€😀' } }, '3ad57a0288f5752e43328d0ce47d2a65'],
		[[[], [[]], {}, { a: {} }], '501feae3992ba750ee3da528c7076329'],
	])('of %j stays the same for ever', (value, expected) => expect(fingerprint(value)).toBe(expected));

	test('is found for texts and lists longer than the pieces that are hashed', () => {
		const long = 'ä'.repeat(200_000);
		const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
		expect(fingerprint([long, long])).toBe(hash(`["${long}","${long}",]`));
		expect(fingerprint(Array.from({ length: 100_000 }, () => 1))).toBe(hash(`[${'1,'.repeat(100_000)}]`));
		expect(fingerprint({ [long]: [{ a: 1 }] })).toBe(hash(`{"${long}":[{"a":1,},],}`));
	});

	test('is found for values nested deeper than the call stack', () => {
		expect(fingerprint(nested(50_000))).not.toBe(fingerprint(nested(50_001)));
	});

	test('a value that is left out is one with null', () => {
		expect(fingerprint(undefined)).toBe(fingerprint(null));
	});

	test('tells own __proto__ keys apart', () => {
		expect(fingerprint(JSON.parse('{"__proto__":1}'))).not.toBe(fingerprint(JSON.parse('{"__proto__":2}')));
	});
});

describe('bounding a value', () => {
	test('gives the value itself back while it is not too deep', () => {
		const value = nested(90);
		expect(limitDepth(value)).toBe(value);
		expect(limitDepth('text')).toBe('text');
		expect(limitDepth(null)).toBeNull();
	});

	test.each([1, 'text', null, true])('leaves %j below 100 levels, and folds below 101', (leaf) => {
		const at = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + JSON.stringify(leaf) + '}'.repeat(levels));
		const value = at(100);
		expect(limitDepth(value)).toBe(value);
		expect(JSON.stringify(limitDepth(at(101)))).toBe(`${'{"a":'.repeat(100)}"[nested too deeply]"${'}'.repeat(100)}`);
	});

	test('folds lists as well, and keeps a null beside them', () => {
		const folded = limitDepth({ deep: JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown, none: null });
		expect(JSON.stringify(folded)).toBe(`{"deep":${'['.repeat(99)}"[nested too deeply]"${']'.repeat(99)},"none":null}`);
	});

	test('folds what lies too deep, and nothing beside it', () => {
		const value = { deep: nested(10_000), beside: [1, { two: 2 }] };
		const folded = limitDepth(value) as Record<string, unknown>;
		expect(folded['beside']).toEqual([1, { two: 2 }]);
		const shown = JSON.stringify(folded);
		expect(shown).toContain('[nested too deeply]');
		expect(shown.length).toBeLessThan(2_000);
	});

	test('keeps a key named __proto__ a key', () => {
		const folded = limitDepth(JSON.parse(`{"__proto__":{"polluted":true},"deep":${JSON.stringify(nested(200))}}`));
		expect(Object.getPrototypeOf(folded)).toBe(Object.prototype);
		expect(Object.keys(folded as object)).toEqual(['__proto__', 'deep']);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});
