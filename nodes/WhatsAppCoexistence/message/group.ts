import { text } from '../wire/read';
import type { Person } from './contact';

/** How WhatsApp's own protocol spells a group. */
const GROUP_JID = /@g\.us$/;

/** A value that can only be the id of a group, else null. */
export function groupJid(value: unknown): string | null {
	const id = text(value);
	return id !== null && GROUP_JID.test(id) ? id : null;
}

/** A person whose number is not the id of the group: that may be digits, and stand where a number is documented. */
export function participant(person: Person, groupId: string | null): Person {
	return groupId !== null && text(person.phone) === groupId ? { ...person, phone: undefined } : person;
}
