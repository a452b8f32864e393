import {
	visitUnrecognized,
	type Build,
	type Change,
	type Visit,
} from '../../envelope/change';
import { eventId } from '../../contract/id';
import { contactOf, directoryOf, type Directory } from '../../message/contact';
import { errorDetails } from '../../message/errors';
import { isFreshFromAPerson, messageOf, typeOf } from '../../message/message';
import { messageIds, walkMessages } from '../../message/walk';
import { digits, e164, sameNumber } from '../../wire/phone';
import { elements, isObject, keysOf, own, text, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';
import type { messagesValue, messageStatus, systemContent } from './wire';

type LiveEvent = 'message.received' | 'message.edited' | 'message.revoked';

const IDENTITY_CHANGES = new Set<string | null>(['user_changed_number', 'customer_changed_number', 'user_changed_user_id']);

function liveEvent(element: JsonObject): LiveEvent | 'identity.changed' {
	const type = typeOf(element);
	const isIdentity = type === 'system' && IDENTITY_CHANGES.has(text(own(element['system'], 'type')));
	if (isIdentity) return 'identity.changed';
	if (type === 'edit') return 'message.edited';
	return type === 'revoke' ? 'message.revoked' : 'message.received';
}

/**
 * A live message. Normally the customer's; one whose sender is the business number is outbound, and its
 * contact is who got it. Nobody is assumed where no sender is told.
 */
function liveItem(
	change: Change,
	event: LiveEvent,
	element: JsonObject,
	directory: Directory,
	now: number,
): ReturnType<Build> {
	const live = keysOf<typeof message>(element);
	const time = timestamp(live.timestamp);
	const fromBusiness = sameNumber(digits(live.from), digits(change.business.phoneNumber));
	const known = (text(live.from) ?? text(live.from_user_id)) !== null;
	const customer = fromBusiness
		? { phone: live.to, userId: live.to_user_id, parentUserId: live.to_parent_user_id }
		: { phone: live.from, userId: live.from_user_id, parentUserId: live.from_parent_user_id };
	const inbound = known && !fromBusiness;
	return {
		event,
		id: messageIds(event, change)(element),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact: contactOf(customer, directory(customer.phone, customer.userId)),
		message: messageOf(element, {
			direction: inbound ? 'inbound' : fromBusiness ? 'outbound' : 'unknown',
			origin: inbound ? 'customer' : fromBusiness ? 'business' : 'unknown',
			safeToAutoReply: inbound && isFreshFromAPerson(typeOf(element), time, now),
			humanReply: false,
		}),
	};
}

/** A customer got a new number or a new user id: the contact is the new one. */
function identityItem(change: Change, element: JsonObject): ReturnType<Build> {
	const note = keysOf<typeof message>(element);
	const system = keysOf<typeof systemContent>(element['system']);
	const newNumber = system.wa_id ?? system.new_wa_id;
	const numberChanged = text(system.type) !== 'user_changed_user_id';
	const phone = numberChanged ? newNumber : (newNumber ?? note.from);
	const userId = text(system.user_id) ?? text(note.from_user_id);
	return {
		event: 'identity.changed',
		id: messageIds('identity.changed', change)(element),
		timestamp: timestamp(note.timestamp),
		provider: change.provider,
		business: change.business,
		contact: contactOf({ phone, userId, parentUserId: system.parent_user_id ?? note.from_parent_user_id }),
		identity: {
			previousUserId: text(system.previous_user_id),
			userId,
			previousPhoneNumber: numberChanged ? e164(note.from ?? system.customer) : null,
			phoneNumber: e164(phone),
		},
	};
}

function statusItem(change: Change, element: JsonObject, directory: Directory): ReturnType<Build> {
	const received = keysOf<typeof messageStatus>(element);
	const messageId = text(received.id);
	const status = text(received.status)?.toLowerCase() ?? null;
	const recipient = {
		phone: received.recipient_id,
		userId: received.recipient_user_id,
		parentUserId: received.recipient_parent_user_id,
	};
	const contact = contactOf(recipient, directory(recipient.phone, recipient.userId));
	return {
		event: 'message.status',
		id: eventId('message.status', [change.scope, status, contact?.key ?? null, messageId]),
		timestamp: timestamp(received.timestamp),
		provider: change.provider,
		business: change.business,
		contact,
		status: { messageId, status, errors: errorDetails(received.errors) },
	};
}

function walkStatuses(change: Change, list: unknown, directory: Directory, visit: Visit): boolean {
	for (const element of elements(list)) {
		const stop =
			isObject(element) && text(element['id']) !== null
				? visit('message.status', element, () => statusItem(change, element, directory))
				: visitUnrecognized(visit, change, 'malformed', element);
		if (stop) return true;
	}
	return false;
}

/** Live messages, then states of sent ones, then errors of the value, which no message explains. */
export function walkLiveMessages(change: Change, visit: Visit): boolean {
	const { contacts, messages, statuses, errors } = keysOf<typeof messagesValue>(change.value);
	const directory = directoryOf(contacts);
	const stopped = walkMessages(change, messages, visit, liveEvent, (element, now) => {
		const event = liveEvent(element);
		return event === 'identity.changed'
			? identityItem(change, element)
			: liveItem(change, event, element, directory, now);
	});
	if (stopped || walkStatuses(change, statuses, directory, visit)) return true;
	return elements(errors).some((error) => visitUnrecognized(visit, change, 'malformed', error));
}
