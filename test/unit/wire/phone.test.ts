import { digits, e164, sameNumber, spellings } from '../../../nodes/WhatsAppCoexistence/wire/phone';

describe('phone numbers', () => {
	test.each(['15550100001', '+15550100001', '+1 (555) 010-0001', '1.555.010.0001', '１５５５０１００００１', '\u202a+1 555 010 0001\u202c', 15550100001])(
		'%p has the digits 15550100001',
		(value) => {
			expect(digits(value)).toBe('15550100001');
			expect(e164(value)).toBe('+15550100001');
		},
	);

	test.each(['', 'US.90011223344556677', 'abc', '1555x', null, undefined, {}, [], '+', '1'.repeat(20) + 'a'])('%p is no number', (value) => {
		expect(digits(value)).toBeNull();
		expect(e164(value)).toBeNull();
	});

	test.each([
		['551191110002', '5511991110002', 'Brazil, 9th digit'],
		['551161110002', '5511961110002', 'Brazil, the lowest number of a mobile phone'],
		['525512345678', '5215512345678', 'Mexico, 521'],
		['541112345678', '5491112345678', 'Argentina, 549'],
	])('%s and %s are one line in both directions: %s', (one, other) => {
		expect(spellings(one)).toEqual([one, other]);
		expect(spellings(other)).toEqual([other, one]);
		expect(sameNumber(one, other)).toBe(true);
		expect(sameNumber(other, one)).toBe(true);
	});

	test.each([
		['551131110002', 'a landline in Brazil never gets the 9'],
		['5511931110002', 'a 9 before a landline is not taken away'],
		['15550110001', 'a number elsewhere has one spelling'],
		['5255123456789', 'a Mexican number with another digit after 52'],
		['5211234567', 'a shorter Mexican number with a 1 there'],
		['5481112345678', 'an Argentine number with another digit after 54'],
		['5491112345', 'a shorter Argentine number with a 9 there'],
		['55119611000', 'a shorter Brazilian number with a 9 there'],
		['55119611100021', 'a longer Brazilian number with a 9 there'],
		['5511861110002', 'a Brazilian number of 13 digits without the 9'],
		['441234567890', 'a number of 12 digits elsewhere'],
		['4491234567890', 'a number of 13 digits elsewhere'],
	])('%s has no variant: %s', (plain) => expect(spellings(plain)).toEqual([plain]));

	test('without a number there is no spelling', () => expect(spellings(null)).toEqual([]));

	test('a text of more than 64 characters is no number, however few digits are in it', () => {
		expect(digits(`${'-'.repeat(53)}15550100001`)).toBe('15550100001');
		expect(digits(`${'-'.repeat(54)}15550100001`)).toBeNull();
	});

	test('different lines, and unknown ones, are not the same', () => {
		expect(sameNumber('551131110002', '5511931110002')).toBe(false);
		expect(sameNumber('15550110001', '15550110002')).toBe(false);
		expect(sameNumber(null, null)).toBe(false);
		expect(sameNumber('1', null)).toBe(false);
	});
});
