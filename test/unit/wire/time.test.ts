import fc from 'fast-check';
import { timestamp } from '../../../nodes/WhatsAppCoexistence/wire/time';

describe('wire times', () => {
	test('are read here on a server that is not on UTC', () => expect(new Date(0).getTimezoneOffset()).not.toBe(0));

	test.each([
		['1763500000', '2025-11-18T21:06:40.000Z'],
		[1763500000, '2025-11-18T21:06:40.000Z'],
		['1763500000123', '2025-11-18T21:06:40.123Z'],
		[1763500000123, '2025-11-18T21:06:40.123Z'],
		[' 1763500000 ', '2025-11-18T21:06:40.000Z'],
		['99999999999', '5138-11-16T09:46:39.000Z'],
		['100000000000', '1973-03-03T09:46:40.000Z'],
		['2025-11-18T21:06:40Z', '2025-11-18T21:06:40.000Z'],
		['2025-11-18T21:06:40', '2025-11-18T21:06:40.000Z'],
		['2025-11-18T21:06', '2025-11-18T21:06:00.000Z'],
		['2025-11-18T21:06:40.5', '2025-11-18T21:06:40.500Z'],
		['2025-11-18T21:06:40.125Z', '2025-11-18T21:06:40.125Z'],
		['1763500000.25', '2025-11-18T21:06:40.250Z'],
		[' 1763500000.25 ', '2025-11-18T21:06:40.250Z'],
		['31536000', '1971-01-01T00:00:00.000Z'],
		['253402214400000', '9999-12-31T00:00:00.000Z'],
		['2025-11-18T22:06:40+01:00', '2025-11-18T21:06:40.000Z'],
	])('%p is %s', (value, expected) => expect(timestamp(value)).toBe(expected));

	test('are written as Date writes them, at any time of any day', () => {
		const moment = fc.integer({ min: Date.UTC(1973, 3), max: Date.UTC(9999, 0) });
		fc.assert(
			fc.property(moment, (time) => expect(timestamp(time)).toBe(new Date(time).toISOString())),
			{ numRuns: 5_000, seed: 1 },
		);
		expect(timestamp(1763500000000.7)).toBe('2025-11-18T21:06:40.000Z');
	});

	test('are written so in whole seconds too, as digits or as a number, and when their hours are more than are remembered', () => {
		const moment = fc.integer({ min: Date.UTC(1971, 0) / 1000, max: Date.UTC(5138, 0) / 1000 });
		fc.assert(
			fc.property(moment, (seconds) => {
				const expected = new Date(seconds * 1000).toISOString();
				return timestamp(String(seconds)) === expected && timestamp(seconds) === expected;
			}),
			{ numRuns: 15_000, seed: 1 },
		);
	});

	test.each([
		['176350000.', '1975-08-04T02:06:40.000Z'],
		[' 176350000', '1975-08-04T02:06:40.000Z'],
		['0176350000', '1975-08-04T02:06:40.000Z'],
		['9999999999', '2286-11-20T17:46:39.000Z'],
		['1763500e03', '2025-11-18T21:06:40.000Z'],
	])('%p, of ten characters, is %s', (value, expected) => expect(timestamp(value)).toBe(expected));
	test.each(['176350000/', '176350000:', '/763500000', '-763500000', '١٧٦٣٥٠٠٠٠٠'])('%p, of ten characters, is no time', (value) => expect(timestamp(value)).toBeNull());

	test.each([0, '0', 1, '86400', '31535999', '253402214400001', -1763500000, '-1', '', 'soon', '2025', '17635000001234567', 1e300, Number.NaN, null, undefined, {}, [], true, '2025-13-45T99:99', 'at 2025-11-18T21:06:40Z', '2025-11-18T21:06:40Z or so'])(
		'%p is no time, and never 1970',
		(value) => expect(timestamp(value)).toBeNull(),
	);
});
