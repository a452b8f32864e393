import { visitUnrecognized, type Change, type Visit } from '../../envelope/change';
import { directoryOf, type Directory } from '../../message/directory';
import { walkMessages } from '../../message/walk';
import { elements, keysOf } from '../../wire/read';
import { identityItem, isIdentityChange } from './identity';
import { liveEventOf, liveItem } from './live';
import { walkStatuses } from './statuses';
import type { messagesValue } from './wire';

/**
 * Messages of customers, and notes that a customer's identity has changed.
 * @param mayReply whether an automatic reply is thinkable at all on this field
 */
export function walkLive(
	change: Change,
	messages: unknown,
	directory: Directory,
	mayReply: boolean,
	visit: Visit,
): boolean {
	return walkMessages(
		change,
		messages,
		visit,
		(element) => (isIdentityChange(element) ? 'identity.changed' : liveEventOf(element)),
		(element, now) =>
			isIdentityChange(element)
				? identityItem(change, element, directory)
				: liveItem(change, element, directory, mayReply, now),
	);
}

/** Live messages, then statuses of sent ones, then errors of the value, which no message explains. */
export function walkMessagesField(change: Change, visit: Visit): boolean {
	const { contacts, messages, statuses, errors } = keysOf<typeof messagesValue>(change.value);
	const directory = directoryOf(contacts);
	return (
		walkLive(change, messages, directory, true, visit) ||
		walkStatuses(change, statuses, directory, visit) ||
		elements(errors).some((error) => visitUnrecognized(visit, change, 'malformed', error))
	);
}
