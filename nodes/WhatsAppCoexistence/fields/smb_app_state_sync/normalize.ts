import { visitUnrecognized, type Build, type Change, type Visit } from '../../envelope/change';
import type { Contact } from '../../contract/events';
import { eventId } from '../../contract/id';
import { contactOf } from '../../message/contact';
import { fingerprint } from '../../wire/canonical';
import { elements, isObject, keysOf, own, text } from '../../wire/read';
import { timestamp } from '../../wire/time';
import type { smbAppStateSyncValue, stateSyncContact, stateSyncEntry } from './wire';

type ContactEvent = 'contact.upserted' | 'contact.removed';

const EVENT_OF_ACTION = new Map<string | null, ContactEvent>([
	['add', 'contact.upserted'],
	['edit', 'contact.upserted'],
	['update', 'contact.upserted'],
	['remove', 'contact.removed'],
]);

function contactItem(change: Change, event: ContactEvent, contact: Contact, time: string | null): ReturnType<Build> {
	const { key, userId, parentUserId, username, firstName, fullName } = contact;
	// A rename arrives as another `add`, in a burst with the same second: what it says makes it distinct.
	const said = fingerprint([key, userId, parentUserId, username, firstName, fullName]);
	return {
		event,
		id: eventId(event, [change.scope, key, time, said]),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact,
		groupId: null,
	};
}

/** One item for each entry of `state_sync`: the address book of the phone. */
export function walkStateSync(change: Change, visit: Visit): boolean {
	const value = keysOf<typeof smbAppStateSyncValue>(change.value);
	for (const element of elements(value.state_sync)) {
		const entry = keysOf<typeof stateSyncEntry>(element);
		const received = keysOf<typeof stateSyncContact>(entry.contact);
		const type = text(entry.type);
		if (type !== 'contact' && !(type === null && isObject(entry.contact))) {
			if (visitUnrecognized(visit, change, type === null ? 'malformed' : 'unknown_type', element)) return true;
			continue;
		}
		const action = text(entry.action);
		const event = EVENT_OF_ACTION.get(action);
		const contact = contactOf(change.businessNumber, {
			phone: received.phone_number,
			userId: received.user_id,
			parentUserId: received.parent_user_id,
			username: received.username,
			firstName: received.first_name,
			fullName: received.full_name,
		});
		// A username or a parent id alone does not tell who it is, and a name alone belongs to nobody.
		if (event === undefined || contact === null || contact.key === null) {
			const reason = event === undefined && action !== null ? 'unknown_action' : 'malformed';
			if (visitUnrecognized(visit, change, reason, element)) return true;
			continue;
		}
		const build: Build = () => contactItem(change, event, contact, timestamp(own(entry.metadata, 'timestamp')));
		if (visit(event, element, build)) return true;
	}
	return false;
}
