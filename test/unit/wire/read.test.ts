import { boolean, elements, number, own, text } from '../../../nodes/WhatsAppCoexistence/wire/read';

describe('reading wire values', () => {
	test.each([
		['a', 'a'],
		['', null],
		[' ', ' '],
		[5, '5'],
		[0, '0'],
		[Number.NaN, null],
		[null, null],
		[undefined, null],
		[true, null],
		[{}, null],
		[['a'], null],
	])('text of %p is %p', (value, expected) => expect(text(value)).toBe(expected));

	test.each([
		[5, 5],
		['5', 5],
		[' 55 ', 55],
		['0', 0],
		['', null],
		[' ', null],
		['5%', null],
		[Number.POSITIVE_INFINITY, null],
		['1e999', null],
		[null, null],
		[[5], null],
		[true, null],
	])('number of %p is %p', (value, expected) => expect(number(value)).toBe(expected));

	test.each([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
		[1, null],
		['', null],
		[null, null],
	])('boolean of %p is %p', (value, expected) => expect(boolean(value)).toBe(expected));

	test('an array holds its entries, a value in its place is one element, nothing holds none', () => {
		expect(elements([1, null])).toEqual([1, null]);
		expect(elements({ a: 1 })).toEqual([{ a: 1 }]);
		expect(elements('x')).toEqual(['x']);
		expect(elements([])).toEqual([]);
		expect(elements(null)).toEqual([]);
		expect(elements(undefined)).toEqual([]);
	});

	test('only own properties are read by outside keys', () => {
		expect(own({}, 'constructor')).toBeUndefined();
		expect(own({}, '__proto__')).toBeUndefined();
		expect(own(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1);
		expect(own('text', 'length')).toBeUndefined();
		expect(own(null, 'a')).toBeUndefined();
	});
});
