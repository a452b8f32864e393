import { eventId } from '../../contract/id';
import type { CoexistenceEvent } from '../../contract/events';
import { visitUnrecognized, type Change, type Visit } from '../../envelope/change';
import { contactFor, directoryOf, type Directory } from '../../message/directory';
import { elements, isObject, keysOf, text, type JsonObject } from '../../wire/read';
import { timestamp } from '../../wire/time';
import type { userPreference, userPreferencesValue } from './wire';

function preferenceItem(change: Change, element: JsonObject, directory: Directory): CoexistenceEvent {
	const received = keysOf<typeof userPreference>(element);
	const person = { phone: received.wa_id, userId: received.user_id, parentUserId: received.parent_user_id };
	const contact = contactFor(person, directory, change.businessNumber);
	const category = text(received.category);
	const value = text(received.value)?.toLowerCase() ?? null;
	const time = timestamp(received.timestamp) ?? change.time;
	return {
		event: 'preference.changed',
		id: eventId('preference.changed', [change.scope, contact?.key ?? null, category, value, time]),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact,
		groupId: null,
		preference: { category, value, detail: text(received.detail) },
	};
}

/**
 * One item for each entry of `user_preferences`.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
 */
export function walkUserPreferences(change: Change, visit: Visit): boolean {
	const { contacts, user_preferences } = keysOf<typeof userPreferencesValue>(change.value);
	const directory = directoryOf(contacts);
	return elements(user_preferences).some((element) => {
		const { category, value } = keysOf<typeof userPreference>(element);
		return isObject(element) && (text(category) ?? text(value)) !== null
			? visit('preference.changed', element, () => preferenceItem(change, element, directory))
			: visitUnrecognized(visit, change, 'malformed', element);
	});
}
