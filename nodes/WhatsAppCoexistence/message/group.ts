import { text } from '../wire/read';
import type { Person } from './contact';

/** How WhatsApp's own protocol spells a group. */
const GROUP_JID = /@g\.us$/;

/** A value that can only be the id of a group, else null. */
export function groupJid(value: unknown): string | null {
	const id = text(value);
	return id !== null && GROUP_JID.test(id) ? id : null;
}

/** Removes the group id from `phone`: a group id can be all digits, and can be in a phone field. */
export function participant(person: Person, groupId: string | null): Person {
	return groupId !== null && text(person.phone) === groupId ? { ...person, phone: undefined } : person;
}
