import { digits, spellings } from '../wire/phone';
import { elements, isObject, own, text } from '../wire/read';
import type { Contact } from '../contract/events';
import { contactOf, isBusiness, isIdentified, userIdInPhonePlace, type Person } from './contact';

/** What the `contacts` array of a value says about people. */
export interface Directory {
	/** What it says about a person who is known by user id or number; nothing if it does not list them. */
	readonly find: (person: Person) => Person;
	/** The person of its only entry; null if there is none, or more than one. */
	readonly sole: () => Person | null;
}

const EMPTY_PERSON: Person = {};

function personOf(entry: unknown): Person | null {
	if (!isObject(entry)) return null;
	return {
		phone: entry['wa_id'],
		userId: entry['user_id'],
		parentUserId: entry['parent_user_id'],
		username: own(entry['profile'], 'username'),
		name: own(entry['profile'], 'name'),
	};
}

/** The keys under which a person is found: user id first, then the number in its spellings. */
function lookupKeys(person: Person): string[] {
	const keys = [text(person.userId), userIdInPhonePlace(person.phone), ...spellings(digits(person.phone))];
	return keys.filter((key) => key !== null);
}

function indexed(people: readonly Person[]): Map<string, Person> {
	const byKey = new Map<string, Person>();
	for (const person of people) {
		for (const key of lookupKeys(person)) if (!byKey.has(key)) byKey.set(key, person);
	}
	return byKey;
}

/**
 * A look-up over the `contacts` array of a value. Entries are matched by user id or number (in any of its
 * spellings), never by position: the array may be shorter than the list of messages, and in another order.
 */
export function directoryOf(contacts: unknown): Directory {
	let people: Person[] | undefined;
	let byKey: Map<string, Person> | undefined;
	const list = (): Person[] => (people ??= elements(contacts).flatMap((entry) => personOf(entry) ?? []));
	const find = (person: Person): Person => {
		// Most deliveries of old chats have no contacts.
		if (list().length === 0) return EMPTY_PERSON;
		byKey ??= indexed(list());
		for (const key of lookupKeys(person)) {
			const found = byKey.get(key);
			if (found !== undefined) return found;
		}
		return EMPTY_PERSON;
	};
	return { find, sole: () => (elements(contacts).length === 1 ? (list()[0] ?? null) : null) };
}

/**
 * The sources of a contact, most trusted first: what the message says about the person, then what the directory says.
 * If the message names nobody, the only entry of the directory is the person.
 */
export function sourcesFor(person: Person, directory: Directory, businessNumber: string | null): Person[] {
	if (isIdentified(person)) return [person, directory.find(person)];
	const sole = directory.sole();
	return sole === null || isBusiness(sole, businessNumber) ? [person] : [person, sole];
}

/** The contact of an item: a person as the message names them, completed by the directory; null if nobody is known. */
export function contactFor(person: Person, directory: Directory, businessNumber: string | null): Contact | null {
	return contactOf(businessNumber, ...sourcesFor(person, directory, businessNumber));
}
