import type { Contact } from '../contract/events';
import { canonicalNumber, digits, e164, sameNumber, spellings } from '../wire/phone';
import { text } from '../wire/read';

/** What one place of a delivery says about a person; every part may be missing. */
export interface Person {
	phone?: unknown;
	userId?: unknown;
	parentUserId?: unknown;
	username?: unknown;
	name?: unknown;
	firstName?: unknown;
	fullName?: unknown;
}

/** Two letters, a dot, then letters and digits: a business-scoped user id, or with `.ENT.` a parent id. */
const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9.]+$/;
const PARENT_ID = /^[A-Z]{2}\.ENT\./;

/** A user id from a place that documents a phone number: threads and `wa_id` were seen with one. */
export function userIdInPhonePlace(value: unknown): string | null {
	return typeof value === 'string' && USER_ID.test(value) && !PARENT_ID.test(value) ? value : null;
}

function parentIdInPhonePlace(value: unknown): string | null {
	return typeof value === 'string' && USER_ID.test(value) && PARENT_ID.test(value) ? value : null;
}

/** Usernames are printed with a leading `@` by some; it does not belong to the name. */
function usernameOf(value: unknown): string | null {
	return text(text(value)?.replace(/^@+/, ''));
}

/** A name; spaces alone are none. */
function nameOf(value: unknown): string | null {
	const name = text(value);
	return name === null || name.trim() === '' ? null : name;
}

/** Whether a person can be told from others: by a number or a user id; a username or a parent id is not enough. */
export function isIdentified(person: Person): boolean {
	return digits(person.phone) !== null || text(person.userId) !== null || userIdInPhonePlace(person.phone) !== null;
}

/** Whether a place names the business itself, which is never the customer. */
export function isBusiness(person: Person, businessNumber: string | null): boolean {
	return businessNumber !== null && person.phone != null && sameNumber(digits(person.phone), businessNumber);
}

function matchKeys(plain: string | null, userId: string | null): string[] {
	const keys: string[] = [];
	for (const spelling of spellings(plain)) {
		const international = e164(spelling);
		if (international !== null) keys.push(international);
		keys.push(spelling);
	}
	if (userId !== null && !keys.includes(userId)) keys.push(userId);
	return keys;
}

/**
 * The contact of an item, from one or more sources, the most trusted first; null if none of them says who it is. The
 * number stays as received (a reply goes to it); `key` is its canonical form, and `matchKeys` has its other spelling.
 * @param businessNumber digits of the business; a source that names it is skipped
 */
export function contactOf(businessNumber: string | null, ...sources: readonly Person[]): Contact | null {
	let waId: string | null = null;
	let userId: string | null = null;
	let parentUserId: string | null = null;
	let username: string | null = null;
	let name: string | null = null;
	let firstName: string | null = null;
	let fullName: string | null = null;
	for (const source of sources) {
		if (isBusiness(source, businessNumber)) continue;
		waId ??= digits(source.phone);
		userId ??= text(source.userId) ?? userIdInPhonePlace(source.phone);
		parentUserId ??= text(source.parentUserId) ?? parentIdInPhonePlace(source.phone);
		username ??= usernameOf(source.username);
		name ??= nameOf(source.name);
		firstName ??= nameOf(source.firstName);
		fullName ??= nameOf(source.fullName);
	}
	name ??= fullName ?? firstName;
	if ((waId ?? userId ?? parentUserId ?? username ?? name) === null) return null;
	return {
		key: waId === null ? userId : canonicalNumber(waId),
		phoneNumber: e164(waId),
		waId,
		userId,
		parentUserId,
		username,
		name,
		firstName,
		fullName,
		matchKeys: matchKeys(waId, userId),
	};
}
