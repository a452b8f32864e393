import { eventId } from '../../contract/id';
import type { CoexistenceEvent } from '../../contract/events';
import { visitUnrecognized, type Change, type Visit } from '../../envelope/change';
import { contactOf } from '../../message/contact';
import { directoryOf, type Directory } from '../../message/directory';
import { fingerprint } from '../../wire/canonical';
import { e164 } from '../../wire/phone';
import { elements, isObject, keysOf, own, text, type JsonObject } from '../../wire/read';
import { timestamp } from '../../wire/time';
import type { userIdUpdate, userIdUpdateValue } from './wire';

/** The new and the previous id; a bare string is the new one. */
function renewed(value: unknown): { current: string | null; previous: string | null } {
	return { current: text(own(value, 'current')) ?? text(value), previous: text(own(value, 'previous')) };
}

function updateItem(change: Change, element: JsonObject, directory: Directory): CoexistenceEvent {
	const received = keysOf<typeof userIdUpdate>(element);
	const userId = renewed(received.user_id);
	const parentId = renewed(received.parent_user_id);
	const person = { phone: received.wa_id, userId: userId.current, parentUserId: parentId.current };
	const previous = { userId: userId.previous };
	const time = timestamp(received.timestamp) ?? change.time;
	return {
		event: 'identity.changed',
		id: eventId('identity.changed', [change.scope, null, fingerprint(element)]),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact: contactOf(
			change.businessNumber,
			person,
			directory.find(person),
			// Under its previous id the directory knows the name; the id itself is not the contact's any more.
			{ name: directory.find(previous).name },
		),
		groupId: null,
		identity: {
			previousUserId: userId.previous,
			userId: userId.current,
			previousParentUserId: parentId.previous,
			parentUserId: parentId.current,
			previousPhoneNumber: null,
			phoneNumber: e164(received.wa_id),
			text: text(received.detail),
		},
	};
}

/** One item for each entry of `user_id_update` that names a user id. */
export function walkUserIdUpdates(change: Change, visit: Visit): boolean {
	const { contacts, user_id_update } = keysOf<typeof userIdUpdateValue>(change.value);
	const directory = directoryOf(contacts);
	return elements(user_id_update).some((element) => {
		const { current, previous } = renewed(own(element, 'user_id'));
		return isObject(element) && (current ?? previous) !== null
			? visit('identity.changed', element, () => updateItem(change, element, directory))
			: visitUnrecognized(visit, change, 'malformed', element);
	});
}
