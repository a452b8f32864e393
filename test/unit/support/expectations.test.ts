import {
	distinctIdProblems,
	itemProblems,
	sameIdProblems,
	sharedIdProblems,
	type ItemExpectation,
	type Json,
} from '../../support/expectations';
import { lookUp, mismatches } from '../../support/match';

/** A matcher that cannot fail proves nothing: each one is shown here with what fits and with what does not. */
describe('paths', () => {
	const item = JSON.parse('{"a":{"b":[{"c":0}],"n":null,"e":""},"__proto__":{"own":1}}') as Json;

	it.each([
		['a.b.0.c', { kind: 'value', value: 0 }],
		['a.e', { kind: 'value', value: '' }],
		['a.n', { kind: 'value', value: null }],
		['a.n.deeper.still', { kind: 'belowNull' }],
		['a.x', { kind: 'missing' }],
		['a.b.1', { kind: 'missing' }],
		['a.e.length', { kind: 'missing' }],
		['a.b.length', { kind: 'value', value: 1 }],
		['__proto__.own', { kind: 'value', value: 1 }],
		['constructor', { kind: 'missing' }],
		['a.hasOwnProperty', { kind: 'missing' }],
	])('%s', (path, found) => expect(lookUp(item, path)).toEqual(found));
});

describe('values', () => {
	it.each<[name: string, expected: unknown, fitting: unknown[], failing: unknown[]]>([
		['plain text', 'a', ['a'], ['b', '', null, ['a'], 0, undefined]],
		['plain number', 1, [1], ['1', 2, null, true]],
		['plain null', null, [null], ['', 0, false, undefined, {}]],
		['plain list', [1, { a: 2 }], [[1, { a: 2 }]], [[1], [{ a: 2 }, 1], [1, { a: 2 }, 3], { 0: 1 }, [1, { a: 2, b: 3 }]]],
		['plain object', { a: { b: 1 } }, [{ a: { b: 1 } }], [{ a: { b: 2 } }, {}, { a: { b: 1 }, c: 1 }, null, []]],
		['$in', { $in: ['a', null] }, ['a', null], ['b', '', undefined, ['a']]],
		['$not', { $not: 'a' }, ['b', null, ''], ['a', undefined]],
		['$digits', { $digits: '15550110001' }, ['+1 555 011 0001', 15550110001], ['15550110002', '', null, ['15550110001']]],
		['$contains', { $contains: ['a', 'b'] }, [['b', 'x', 'a']], [['a'], [], 'ab', null, { a: 1 }]],
		['$containsDigits', { $containsDigits: ['12'] }, [['x', '+1-2']], [['+1-3'], [], '12', [null]]],
		['$json', { $json: 'junk' }, ['junk', ['a junk b'], { junk: 1 }], ['jun', null, {}]],
		['$present', { $present: true }, ['', null, 0], [undefined]],
		['$absent', { $absent: true }, [undefined], ['', null, 0]],
		['$length', { $length: 2 }, [['a', 'b'], 'ab'], [['a'], null, 2, { length: 2 }]],
		['$rows', { $rows: [{ a: 1 }, { 'b.c': 2 }] }, ['[{"a":1,"x":0},{"b":{"c":2}}]'], ['[{"a":1}]', '[{"b":{"c":2}},{"a":1}]', [{ a: 1 }, { b: { c: 2 } }], undefined]],
		['$all', { $all: [{ $contains: ['a'] }, { $length: 1 }] }, [['a']], [['a', 'b'], ['b'], undefined]],
		['several operators', { $contains: ['a'], $length: 1 }, [['a']], [['a', 'b'], ['b']]],
		['an operator within', [{ $in: [1, 2] }], [[1], [2]], [[3], []]],
	])('%s', (_, expected, fitting, failing) => {
		const problems = (value: unknown) => mismatches(value === undefined ? {} : { key: value }, { key: expected });
		for (const value of fitting) expect(problems(value)).toEqual([]);
		for (const value of failing) expect(problems(value)).toEqual([expect.stringMatching(/^key: expected .*, got /)]);
	});

	it('fits null below null, and nothing else', () => {
		const item = { contact: null };
		const fitting = { 'contact.key': null, 'contact.a.b': { $in: ['x', null] }, 'contact.c': { $absent: true } };
		expect(mismatches(item, fitting)).toEqual([]);
		for (const expected of ['x', 0, { $in: ['x'] }, { $not: null }, { $present: true }, { $digits: '1' }]) {
			expect(mismatches(item, { 'contact.key': expected })).toHaveLength(1);
		}
	});

	it('does not take a missing key for null', () => {
		expect(mismatches({}, { key: null })).toEqual(['key: expected null, got nothing there']);
		expect(mismatches({ a: {} }, { 'a.key': { $in: [null] } })).toHaveLength(1);
	});

	it.each([{ $foo: 1 }, { $in: [1], typo: 2 }, { $in: 'text' }])('stops at a misspelt matcher %j', (expected) => {
		expect(() => mismatches({ key: 1 }, { key: expected })).toThrow();
	});
});

describe('items', () => {
	const item = (event: string, id = event): Json => ({ event, id });
	const problems = (outputs: Json[][], expectation: ItemExpectation) => itemProblems(outputs, expectation);

	it('accepts exactly the expected items', () => {
		expect(problems([[item('a', '1'), item('a', '2')]], { items: [{ id: '1' }, { id: '2' }] })).toEqual([]);
		expect(problems([[], []], {})).toEqual([]);
	});

	it('reports a missing item', () => {
		const problem = expect.stringContaining('expected item 0 (a) did not come out');
		expect(problems([[]], { items: [{ event: 'a' }] })).toEqual([problem]);
	});

	it('reports an item too many, also a second fitting one', () => {
		const problem = expect.stringContaining('output 0 item 0 (a) was not expected');
		expect(problems([[item('a')]], { items: [] })).toEqual([problem]);
		expect(problems([[item('a'), item('a')]], { items: [{ event: 'a' }] })).toHaveLength(1);
	});

	it('tells the closest item and each path that differs', () => {
		const [problem] = problems([[{ event: 'a', x: 1, y: 2 }, { event: 'a', x: 8, y: 9 }]], {
			items: [{ event: 'a', x: 1, y: 3 }],
			optional: [{ event: 'a' }],
		});
		expect(problem).toContain('closest is output 0 item 0 (a)');
		expect(problem).toContain('y: expected 3, got 2');
		expect(problem).not.toContain('x: ');
	});

	it('compares the order over all items if that is asked for', () => {
		const items = [{ event: 'b' }, { event: 'a' }];
		expect(problems([[item('a')], [item('b')]], { items })).toEqual([]);
		expect(problems([[item('a')], [item('b')]], { items, order: 'delivery' })).not.toEqual([]);
		expect(problems([[item('b'), item('a')]], { items, order: 'delivery' })).toEqual([]);
	});

	it('takes any one of several shapes', () => {
		const items = [{ anyOf: [{ event: 'a' }, { event: 'b' }] }];
		expect(problems([[item('b')]], { items })).toEqual([]);
		expect(problems([[item('c')]], { items })).not.toEqual([]);
		expect(problems([[item('a')], [item('b')]], { items })).not.toEqual([]);
	});

	it('lets optional items come, in any number and place, and no others', () => {
		const expectation = { items: [{ event: 'a' }], optional: [{ event: 'o' }] };
		expect(problems([[item('a')]], expectation)).toEqual([]);
		expect(problems([[item('o'), item('a'), item('o')]], expectation)).toEqual([]);
		expect(problems([[item('o'), item('a'), item('p')]], expectation)).not.toEqual([]);
		expect(problems([[item('o')]], expectation)).not.toEqual([]);
	});

	it('does not waste a fitting item on a looser expectation', () => {
		const outputs = [[item('a', '1'), item('a', '2')]];
		expect(problems(outputs, { items: [{ event: 'a' }, { event: 'a', id: '1' }], order: 'none' })).toEqual([]);
		expect(problems(outputs, { items: [{ event: 'a' }, { event: 'a', id: '1' }] })).not.toEqual([]);
		expect(problems(outputs, { items: [{ event: 'a' }], optional: [{ id: '1' }] })).toEqual([]);
	});

	it('forbids events, also optional ones', () => {
		const problem = expect.stringContaining('is forbidden');
		expect(problems([[item('a')]], { optional: [{ event: 'a' }], forbid: ['a'] })).toEqual([problem]);
		expect(problems([[item('b')]], { optional: [{ event: 'b' }], forbid: ['a'] })).toEqual([]);
	});

	describe('order', () => {
		const mixed = [[item('b', '1'), item('a', '2'), item('a', '3')], [item('c', '4')]];
		const ids = (...list: string[]) => list.map((id) => ({ id }));

		it.each<[order: ItemExpectation['order'], fitting: string[][], failing: string[][]]>([
			[undefined, [['1', '2', '3', '4'], ['4', '1', '2', '3']], [['2', '1', '3', '4'], ['1', '3', '2', '4']]],
			['output', [['1', '2', '3', '4'], ['1', '4', '2', '3']], [['2', '3', '1', '4']]],
			['event', [['2', '3', '1', '4'], ['2', '1', '3', '4']], [['1', '3', '2', '4']]],
			['none', [['4', '3', '2', '1'], ['1', '3', '2', '4']], [['1', '2', '3'], ['1', '2', '3', '4', '4']]],
		])('%s', (order, fitting, failing) => {
			for (const list of fitting) expect(problems(mixed, { items: ids(...list), order })).toEqual([]);
			for (const list of failing) expect(problems(mixed, { items: ids(...list), order })).not.toEqual([]);
		});

		it('is named when only the order is wrong', () => {
			expect(problems(mixed, { items: ids('1', '3', '2', '4') })).toEqual([expect.stringContaining('not in this order')]);
		});
	});
});

describe('ids', () => {
	const one = [[{ event: 'a', id: '1' }], [{ event: 'b', id: '2' }]];

	it('compares them together with their events', () => {
		expect(sameIdProblems(one, [[{ event: 'b', id: '2' }, { event: 'a', id: '1' }]])).toEqual([]);
		for (const other of [[], [[{ event: 'a', id: '1' }]], [[{ event: 'a', id: '2' }, { event: 'b', id: '1' }]]]) {
			expect(sameIdProblems(one, other)).toEqual([expect.stringContaining('ids differ')]);
		}
		expect(sameIdProblems(one, [...one, [{ event: 'a', id: '1' }]])).toHaveLength(1);
	});

	it('finds shared ones whatever their event', () => {
		expect(sharedIdProblems(one, [[{ event: 'a', id: '3' }]])).toEqual([]);
		expect(sharedIdProblems(one, [[{ event: 'c', id: '2' }]])).toEqual([expect.stringContaining('id 2 (b)')]);
	});

	it('counts the different ones', () => {
		expect(distinctIdProblems([...one, ...one], 2)).toEqual([]);
		expect(distinctIdProblems(one, 3)).toEqual(['expected 3 different ids, got 2']);
	});
});
