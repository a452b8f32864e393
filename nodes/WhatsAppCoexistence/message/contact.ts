import type { Contact } from '../contract/events';
import { digits, spellings } from '../wire/phone';
import { elements, isObject, own, text } from '../wire/read';

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

/** A user id out of a place that documents a phone number: threads were seen with one as their id. */
function userIdInPhonePlace(value: unknown): string | null {
	return typeof value === 'string' && USER_ID.test(value) ? value : null;
}

/** The first value that is not null, in the order given. */
function first<Value>(...values: Array<Value | null>): Value | null {
	for (const value of values) if (value !== null) return value;
	return null;
}

function matchKeys(plain: string | null, userId: string | null): string[] {
	const keys: string[] = [];
	for (const spelling of spellings(plain)) keys.push(`+${spelling}`, spelling);
	if (userId !== null) keys.push(userId);
	return keys;
}

/**
 * The contact of an item, out of one or more sources, the most trusted first; null when none of them says
 * who it is. A number stays as received (a reply goes to it); `matchKeys` holds its other spellings.
 */
export function contactOf(...sources: readonly Person[]): Contact | null {
	let waId: string | null = null;
	let userId: string | null = null;
	let parentUserId: string | null = null;
	let username: string | null = null;
	let name: string | null = null;
	let firstName: string | null = null;
	let fullName: string | null = null;
	for (const source of sources) {
		waId ??= digits(source.phone);
		userId ??= first(text(source.userId), userIdInPhonePlace(source.phone));
		parentUserId ??= text(source.parentUserId);
		username ??= text(source.username);
		name ??= text(source.name);
		firstName ??= text(source.firstName);
		fullName ??= text(source.fullName);
	}
	name = first(name, fullName, firstName);
	if (first(waId, userId, parentUserId, username, name) === null) return null;
	return {
		key: first(userId, waId),
		phoneNumber: waId === null ? null : `+${waId}`,
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

/** Finds what a value's `contacts` array says about one person. */
export type Directory = (phone: unknown, userId: unknown) => Person;

const NOBODY: Person = {};

function indexed(contacts: unknown): Map<string | null, Person> {
	const people = new Map<string | null, Person>();
	for (const entry of elements(contacts)) {
		if (!isObject(entry)) continue;
		const person: Person = {
			phone: entry['wa_id'],
			userId: entry['user_id'],
			parentUserId: entry['parent_user_id'],
			username: own(entry['profile'], 'username'),
			name: own(entry['profile'], 'name'),
		};
		for (const key of [text(person.userId), ...spellings(digits(person.phone))]) {
			if (key !== null && !people.has(key)) people.set(key, person);
		}
	}
	return people;
}

/**
 * A look-up over the `contacts` array of a value. Entries are matched by user id or number (in any of its
 * spellings), never by position: the array may be shorter than, and ordered otherwise than the messages.
 */
export function directoryOf(contacts: unknown): Directory {
	let people: Map<string | null, Person> | undefined;
	return (phone, userId) => {
		people ??= indexed(contacts);
		// Most deliveries carry no contacts: then there is nothing to look for.
		if (people.size === 0) return NOBODY;
		const byUser = people.get(text(userId) ?? userIdInPhonePlace(phone));
		if (byUser !== undefined) return byUser;
		for (const spelling of spellings(digits(phone))) {
			const person = people.get(spelling);
			if (person !== undefined) return person;
		}
		return NOBODY;
	};
}
