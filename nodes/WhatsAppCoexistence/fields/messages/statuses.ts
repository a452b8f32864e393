import { eventId } from '../../contract/id';
import type { CoexistenceEvent } from '../../contract/events';
import { visitUnrecognized, type Change, type Visit } from '../../envelope/change';
import type { Person } from '../../message/contact';
import { contactFor, type Directory } from '../../message/directory';
import { errorDetails } from '../../message/errors';
import { groupJid, participant } from '../../message/group';
import { messageKey } from '../../message/messageKey';
import { limitDepth } from '../../wire/limitDepth';
import { elements, isObject, keysOf, text, type JsonObject } from '../../wire/read';
import { timestamp } from '../../wire/time';
import type { messageStatus } from './wire';

/** Whom a receipt is from: the recipient, or in a group the participant. */
function recipientOf(element: JsonObject, groupId: string | null): Person {
	const status = keysOf<typeof messageStatus>(element);
	const person = {
		phone: status.recipient_id,
		userId: status.recipient_user_id,
		parentUserId: status.recipient_parent_user_id ?? status.parent_recipient_user_id ?? status.parent_user_id,
	};
	if (groupId === null) return person;
	return participant(
		{
			phone: status.recipient_participant_id ?? person.phone,
			userId: status.recipient_participant_user_id ?? person.userId,
			parentUserId: status.recipient_participant_parent_user_id ?? person.parentUserId,
		},
		groupId,
	);
}

function groupOf(element: JsonObject): string | null {
	const status = keysOf<typeof messageStatus>(element);
	const isGroup = text(status.recipient_type)?.toLowerCase() === 'group';
	return text(status.group_id) ?? (isGroup ? text(status.recipient_id) : groupJid(status.recipient_id));
}

/** An object as received; null for anything else. */
const objectOrNull = (value: unknown): unknown => (isObject(value) ? limitDepth(value) : null);

function statusItem(change: Change, element: JsonObject, directory: Directory): CoexistenceEvent {
	const received = keysOf<typeof messageStatus>(element);
	const messageId = text(received.id);
	const status = text(received.status)?.toLowerCase() ?? null;
	const groupId = groupOf(element);
	const person = recipientOf(element, groupId);
	const contact = contactFor(person, directory, change.businessNumber);
	const errors = errorDetails(received.errors);
	// Two failures of one message with other codes are two events.
	const codes = errors.map(({ code }) => code);
	const recipient = contact?.key ?? text(received.recipient_id);
	return {
		event: 'message.status',
		id: eventId('message.status', [change.scope, status, recipient, messageId, ...codes]),
		timestamp: timestamp(received.timestamp),
		provider: change.provider,
		business: change.business,
		contact,
		groupId,
		status: {
			messageId,
			messageKey: messageKey(messageId),
			status,
			errors,
			pricing: objectOrNull(received.pricing),
			conversation: objectOrNull(received.conversation),
			callbackData: text(received.biz_opaque_callback_data),
			recipientType: text(received.recipient_type),
		},
	};
}

/** One item for each entry of `statuses`: what happened to a message that the business sent. */
export function walkStatuses(change: Change, list: unknown, directory: Directory, visit: Visit): boolean {
	return elements(list).some((element) =>
		isObject(element) && text(element['id']) !== null
			? visit('message.status', element, () => statusItem(change, element, directory))
			: visitUnrecognized(visit, change, 'malformed', element),
	);
}
