import type { Contact } from '../../contract/events';
import { contactOf, isBusiness, isIdentified, type Person } from '../../message/contact';
import { sourcesFor, type Directory } from '../../message/directory';
import { participant } from '../../message/group';
import { recipientOf, senderOf } from '../../message/person';
import type { JsonObject } from '../../wire/read';
import type { Direction } from './direction';

const EMPTY_PERSON: Person = {};

/** The customer as the message names them: its sender, or its recipient if the business wrote. */
export function customerOf(element: JsonObject, direction: Direction): Person {
	if (direction === 'unknown') return EMPTY_PERSON;
	return direction === 'inbound' ? senderOf(element) : recipientOf(element);
}

/** Whether two messages of one direction name the same customer. */
function namesSame(one: JsonObject, other: JsonObject, direction: Direction): boolean {
	return direction === 'outbound'
		? one['to'] === other['to'] &&
				one['to_user_id'] === other['to_user_id'] &&
				one['to_parent_user_id'] === other['to_parent_user_id']
		: one['from'] === other['from'] &&
				one['from_user_id'] === other['from_user_id'] &&
				one['from_parent_user_id'] === other['from_parent_user_id'];
}

/**
 * Returns a function from message to contact: what the thread says, completed by what the message says. Consecutive
 * messages usually name the same customer, so the last contact of each direction is cached.
 */
export function threadContacts(
	businessNumber: string | null,
	sources: readonly Person[],
	threadGroup: string | null,
	directory: Directory,
) {
	const isKnown = sources.some((source) => isIdentified(source) && !isBusiness(source, businessNumber));
	const last: { [Key in Direction]?: { element: JsonObject; contact: Contact | null } } = {};
	return (element: JsonObject, direction: Direction, groupId: string | null): Contact | null => {
		if (groupId !== null) {
			// In a group the participant is the contact; a message into it has none.
			const person = participant(customerOf(element, direction), groupId);
			const known = threadGroup === null ? sources : [];
			return direction === 'outbound' ? null : contactOf(businessNumber, person, ...known);
		}
		const kept = last[direction];
		if (kept !== undefined && namesSame(kept.element, element, direction)) return kept.contact;
		const customer = customerOf(element, direction);
		// If neither the thread nor the message names anybody, the only entry of the directory is the person.
		const named = isKnown ? [customer] : sourcesFor(customer, directory, businessNumber);
		const contact = contactOf(businessNumber, ...sources, ...named);
		last[direction] = { element, contact };
		return contact;
	};
}
