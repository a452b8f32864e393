import { text } from './read';

const PLAIN_DIGITS = /^\d+$/;
/** What people and systems put between the digits of a number; letters are not among it. */
const SEPARATORS = /[\s+().\-\u00ad\u200b-\u200f\u202a-\u202e\u2010-\u2015\u2066-\u2069/]/g;

/**
 * The ASCII digits of a phone number in any spelling (`+1 (555) 010-0001`, full-width digits), or null when
 * the value is no phone number: it holds letters (a user id), or nothing at all.
 */
export function digits(value: unknown): string | null {
	const received = text(value);
	if (received === null) return null;
	if (PLAIN_DIGITS.test(received)) return received;
	if (received.length > 64) return null;
	const plain = received.normalize('NFKC').replace(SEPARATORS, '');
	return PLAIN_DIGITS.test(plain) ? plain : null;
}

/** `+` and digits, or null: the spelling of every phone number in an item. */
export function e164(value: unknown): string | null {
	const plain = digits(value);
	return plain === null ? null : `+${plain}`;
}

/**
 * Spellings of one person's number in Brazil, Mexico and Argentina, where WhatsApp ids and dialled numbers
 * differ: the 9th digit after the area code, 521 and 52, 549 and 54. Both directions, without the number
 * itself. In Brazil a 9 stands only before 6 to 9; before 2 to 5 it would be another person's landline.
 */
function variants(plain: string): string[] {
	const { length } = plain;
	if (plain.startsWith('55')) {
		if (length === 12 && plain[4]! >= '6') return [`${plain.slice(0, 4)}9${plain.slice(4)}`];
		if (length === 13 && plain[4] === '9' && plain[5]! >= '6') return [plain.slice(0, 4) + plain.slice(5)];
	} else if (plain.startsWith('52')) {
		if (length === 12) return [`521${plain.slice(2)}`];
		if (length === 13 && plain[2] === '1') return [`52${plain.slice(3)}`];
	} else if (plain.startsWith('54')) {
		if (length === 12) return [`549${plain.slice(2)}`];
		if (length === 13 && plain[2] === '9') return [`54${plain.slice(3)}`];
	}
	return [];
}

/** A number's digits and their variants, as received first; none without a number. */
export function spellings(plain: string | null): string[] {
	return plain === null ? [] : [plain, ...variants(plain)];
}

/** Whether two numbers, given as digits, are the same line in any of their spellings. */
export function sameNumber(one: string | null, other: string | null): boolean {
	if (one === null || other === null) return false;
	return one === other || variants(one).includes(other);
}
