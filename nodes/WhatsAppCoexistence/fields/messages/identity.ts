import type { CoexistenceEvent } from '../../contract/events';
import type { Change } from '../../envelope/change';
import { contactOf, userIdInPhonePlace } from '../../message/contact';
import { typeOf } from '../../message/content';
import type { Directory } from '../../message/directory';
import { messageIds } from '../../message/ids';
import { e164 } from '../../wire/phone';
import { keysOf, own, text, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';
import type { systemContent } from './wire';

const IDENTITY_CHANGES = new Set<string | null>([
	'user_changed_number',
	'customer_changed_number',
	'user_changed_user_id',
]);

/** Whether a message is a system message that says that a customer has a new number or user id. */
export function isIdentityChange(element: JsonObject): boolean {
	return typeOf(element) === 'system' && IDENTITY_CHANGES.has(text(own(element['system'], 'type')));
}

/** A user id inside a sentence; parent ids have a second dot. */
const USER_ID_IN_TEXT = /\b[A-Z]{2}\.[A-Za-z0-9]+\b(?!\.)/g;

/** The first of some ids that is not the new one. */
function other(newId: string | null, ids: ReadonlyArray<string | null>): string | null {
	return ids.find((id) => id !== null && id !== newId) ?? null;
}

/** A customer got a new number or a new user id: the contact is the new one. */
export function identityItem(change: Change, element: JsonObject, directory: Directory): CoexistenceEvent {
	const note = keysOf<typeof message>(element);
	const system = keysOf<typeof systemContent>(element['system']);
	const newNumber = system.wa_id ?? system.new_wa_id;
	const isNumberChange = text(system.type) !== 'user_changed_user_id';
	const phone = isNumberChange ? newNumber : (newNumber ?? note.from);
	const sentence = text(system.body);
	const userId = text(system.user_id) ?? (isNumberChange ? text(note.from_user_id) : null);
	// The previous user id was seen to be absent: then the sender has it, or the sentence.
	const previousUserId = text(system.previous_user_id);
	const inSentence = isNumberChange ? [] : (sentence?.match(USER_ID_IN_TEXT) ?? []);
	const newUserId = userId ?? text(note.from_user_id);
	const senders = [text(note.from_user_id), userIdInPhonePlace(note.from), text(directory.sole()?.userId)];
	const person = { phone, userId: newUserId, parentUserId: system.parent_user_id ?? note.from_parent_user_id };
	return {
		event: 'identity.changed',
		id: messageIds('identity.changed', change)(element),
		timestamp: timestamp(note.timestamp),
		provider: change.provider,
		business: change.business,
		contact: contactOf(change.businessNumber, person, directory.find(person)),
		groupId: null,
		identity: {
			previousUserId: previousUserId ?? other(newUserId, [...senders, ...inSentence]),
			userId: newUserId,
			previousParentUserId: text(system.previous_parent_user_id),
			parentUserId: text(system.parent_user_id),
			previousPhoneNumber: isNumberChange ? e164(note.from ?? system.customer) : null,
			phoneNumber: e164(phone),
			text: sentence,
		},
	};
}
