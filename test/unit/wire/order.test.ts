import fc from 'fast-check';
import { risingOrder } from '../../../nodes/WhatsAppCoexistence/wire/order';

/** What the language itself gives: a stable sort of the places. */
const expected = (numbers: number[]): number[] => numbers.map((_, place) => place).sort((one, other) => (numbers[one] === numbers[other] ? one - other : numbers[one]! < numbers[other]! ? -1 : 1));

describe('the rising order of numbers', () => {
	test.each([
		[[], []],
		[[7], [0]],
		[[2, 1], [1, 0]],
		[[1, 1, 1], [0, 1, 2]],
		[[3, 2, 2, 1], [3, 1, 2, 0]],
		[[1, Infinity, Infinity, 0], [3, 0, 1, 2]],
	])('of %p is %p', (numbers, order) => expect([...risingOrder(numbers)]).toEqual(order));

	test('is that of a stable sort, whatever stands where', () => {
		const few = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Infinity), fc.integer());
		fc.assert(
			fc.property(fc.array(few, { maxLength: 200 }), (numbers) => expect([...risingOrder(numbers)]).toEqual(expected(numbers))),
			{ numRuns: 3_000, seed: 1 },
		);
	});

	test('is so for threads, each in order forwards or backwards', () => {
		const thread = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 40 }).chain((times) => {
			const rising = [...times].sort((one, other) => one - other);
			return fc.constantFrom(rising, [...rising].reverse(), [...new Set(rising)].reverse());
		});
		fc.assert(
			fc.property(fc.array(thread, { maxLength: 12 }), (threads) => expect([...risingOrder(threads.flat())]).toEqual(expected(threads.flat()))),
			{ numRuns: 1_000, seed: 1 },
		);
	});
});
