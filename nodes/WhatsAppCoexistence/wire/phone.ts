import { text } from './read';

const PLAIN_DIGITS = /^\d+$/;
/** What people and systems put between the digits of a number; letters, `*` and `#` are not among it. */
const SEPARATORS = /[\s+().\-\u00ad\u200b-\u200f\u202a-\u202e\u2010-\u2015\u2066-\u2069/]/g;
/** How WhatsApp's own protocol spells a person's number; other domains (`@lid`, `@g.us`) are not numbers. */
const PERSON_JID = /^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/;
/** The longest text that is looked at: a number has at most 15 digits, but may be written with much around it. */
const MAX_LENGTH = 64;
const MIN_DIGITS = 3;
/** E.164 has at most 15 digits, and no country code starts with 0. */
const INTERNATIONAL = /^[1-9]\d{6,14}$/;

/** At least three digits that are not all zero. */
const isNumber = (plain: string): boolean => plain.length >= MIN_DIGITS && !/^0+$/.test(plain);

/**
 * The ASCII digits of a phone number in any spelling (`+1 (555) 010-0001`, full-width digits, the JID of a person),
 * or null if the value is not a phone number: it holds letters (a user id), is a code such as `*100#`, another JID,
 * zero, or shorter than three digits. Short codes and local numbers count.
 */
export function digits(value: unknown): string | null {
	const received = typeof value === 'number' && value < 0 ? null : text(value);
	if (received === null) return null;
	if (PLAIN_DIGITS.test(received)) return isNumber(received) ? received : null;
	if (received.length > MAX_LENGTH) return null;
	const person = PERSON_JID.exec(received)?.[1];
	const plain = person ?? received.normalize('NFKC').replace(SEPARATORS, '');
	return PLAIN_DIGITS.test(plain) && isNumber(plain) ? plain : null;
}

/** `+` and digits of a plausible international number (7 to 15 digits, not starting with 0), else null. */
export function e164(value: unknown): string | null {
	const plain = digits(value);
	return plain !== null && INTERNATIONAL.test(plain) ? `+${plain}` : null;
}

/**
 * The other spelling of one person's number in Brazil, Mexico and Argentina, where WhatsApp ids and dialed numbers
 * differ: the 9th digit after the area code, 521 and 52, 549 and 54; null for all others. In Brazil a 9 stands only
 * before 6 to 9; before 2 to 5 it would be another person's landline.
 */
function variant(plain: string): string | null {
	const { length } = plain;
	if (plain.startsWith('55')) {
		if (length === 12 && plain[4]! >= '6') return `${plain.slice(0, 4)}9${plain.slice(4)}`;
		if (length === 13 && plain[4] === '9' && plain[5]! >= '6') return plain.slice(0, 4) + plain.slice(5);
	} else if (plain.startsWith('52')) {
		if (length === 12) return `521${plain.slice(2)}`;
		if (length === 13 && plain[2] === '1') return `52${plain.slice(3)}`;
	} else if (plain.startsWith('54')) {
		if (length === 12) return `549${plain.slice(2)}`;
		if (length === 13 && plain[2] === '9') return `54${plain.slice(3)}`;
	}
	return null;
}

/** A number's digits and their other spelling, as received first; none without a number. */
export function spellings(plain: string | null): string[] {
	if (plain === null) return [];
	const other = variant(plain);
	return other === null ? [plain] : [plain, other];
}

/**
 * The one spelling by which a person is known, whatever was received: Brazil with the 9th digit, Mexico and Argentina
 * without the digit after the country code. All other numbers are returned unchanged.
 */
export function canonicalNumber(plain: string): string {
	const other = variant(plain);
	if (other === null) return plain;
	const isLongerCanonical = plain.startsWith('55');
	return other.length > plain.length === isLongerCanonical ? other : plain;
}

/** Whether two numbers, given as digits, are the same line in any of their spellings. */
export function sameNumber(one: string | null, other: string | null): boolean {
	if (one === null || other === null) return false;
	return one === other || variant(one) === other;
}
