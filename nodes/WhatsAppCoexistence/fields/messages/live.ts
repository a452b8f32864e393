import type { CoexistenceEvent } from '../../contract/events';
import type { Change } from '../../envelope/change';
import { isBusiness, isIdentified } from '../../message/contact';
import { actionOf } from '../../message/content';
import { contactFor, type Directory } from '../../message/directory';
import { isFreshFromAPerson } from '../../message/freshness';
import { groupJid, participant } from '../../message/group';
import { messageIds } from '../../message/ids';
import { messageOf } from '../../message/message';
import { recipientOf, senderOf } from '../../message/person';
import { keysOf, text, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';

export type LiveEvent = 'message.received' | 'message.edited' | 'message.revoked';

/** The event of a live message by its type; changes of identity are read elsewhere. */
export function liveEventOf(element: JsonObject): LiveEvent {
	const action = actionOf(element);
	return action === null ? 'message.received' : `message.${action}`;
}

/** Who a live message is from, as far as it can be known. */
function directionOf(element: JsonObject, directory: Directory, business: string | null) {
	const sender = senderOf(element);
	if (isBusiness(sender, business)) return 'outbound';
	const isNamed = (text(sender.phone) ?? text(sender.userId)) !== null;
	// A message whose person is known only by the one entry of `contacts` is from that person.
	const sole = directory.sole();
	const isSole = sole !== null && isIdentified(sole) && !isBusiness(sole, business);
	return isNamed || isSole ? 'inbound' : 'unknown';
}

const ORIGIN = { inbound: 'customer', outbound: 'business', unknown: 'unknown' } as const;

/**
 * A live message. Normally the customer's; one whose sender is the business number is outbound, and its contact is who
 * received it.
 * @param mayReply false while Meta's agent holds the chat (field `standby`)
 * @param now milliseconds since 1970, against which freshness is judged
 */
export function liveItem(
	change: Change,
	element: JsonObject,
	directory: Directory,
	mayReply: boolean,
	now: number,
): CoexistenceEvent {
	const event = liveEventOf(element);
	const { timestamp: received, group_id, from } = keysOf<typeof message>(element);
	const time = timestamp(received);
	const groupId = text(group_id) ?? groupJid(from);
	const direction = directionOf(element, directory, change.businessNumber);
	const person = participant(direction === 'outbound' ? recipientOf(element) : senderOf(element), groupId);
	const isGroupEcho = groupId !== null && direction === 'outbound';
	const isInbound = direction === 'inbound';
	const isSafe = mayReply && isInbound && groupId === null && isFreshFromAPerson(element, time, now);
	return {
		event,
		id: messageIds(event, change)(element),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact: isGroupEcho ? null : contactFor(person, directory, change.businessNumber),
		groupId,
		message: messageOf(element, {
			direction,
			origin: ORIGIN[direction],
			safeToAutoReply: isSafe && event === 'message.received',
			humanReply: false,
		}),
	};
}
