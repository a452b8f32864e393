import type { Contact, History } from '../../contract/events';
import type { EventName } from '../../contract/outputs';
import type { Change, Visit } from '../../envelope/change';
import { contactOf, isBusiness, isIdentified, type Person } from '../../message/contact';
import { sourcesFor, type Directory } from '../../message/directory';
import { groupJid, participant } from '../../message/group';
import { messageIds } from '../../message/ids';
import { messageOf, type Sending } from '../../message/message';
import { recipientOf, senderOf } from '../../message/person';
import { walkMessages } from '../../message/walk';
import { keysOf, number, text, type JsonObject } from '../../wire/read';
import { timestamp } from '../../wire/time';
import { directionIn, followUpDirection, type Direction } from './direction';
import type { historyMetadata, historyThread, threadContext } from './wire';

const NO_CHUNK: History = { phase: null, chunkOrder: null, progress: null, complete: false, threadId: null };

/** The `history` part of an item: the header of its chunk, and the thread that it belongs to. */
export function historyOf(metadata: unknown, threadId: string | null): History {
	const { phase, chunk_order, progress } = keysOf<typeof historyMetadata>(metadata);
	const percent = number(progress);
	return {
		phase: number(phase),
		chunkOrder: number(chunk_order),
		progress: percent,
		complete: percent === 100,
		threadId,
	};
}

/** History never allows an automatic reply, and does not say who of the business wrote. */
const SENDING: Record<Direction, Sending> = {
	inbound: { direction: 'inbound', origin: 'customer', safeToAutoReply: false, humanReply: false },
	outbound: { direction: 'outbound', origin: 'business', safeToAutoReply: false, humanReply: false },
	unknown: { direction: 'unknown', origin: 'unknown', safeToAutoReply: false, humanReply: false },
};

const EMPTY_PERSON: Person = {};

/** The customer as the message names them: its sender, or its recipient if the business wrote. */
function customerOf(element: JsonObject, direction: Direction): Person {
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
function contactsOf(
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

const historyMessage = (): EventName => 'history.message';
const historyMedia = (): EventName => 'history.media';

/** The messages of one thread. What is the same for all of them is made once. */
export function walkThread(
	change: Change,
	thread: JsonObject,
	metadata: unknown,
	directory: Directory,
	visit: Visit,
): boolean {
	const { id, context, messages } = keysOf<typeof historyThread>(thread);
	const { wa_id, user_id, parent_user_id, username } = keysOf<typeof threadContext>(context);
	const history = historyOf(metadata, text(id));
	const idOf = messageIds('history.message', change);
	const directionOf = directionIn(change.businessNumber, [id, wa_id]);
	const known = { phone: wa_id, userId: user_id, parentUserId: parent_user_id, username };
	const threadGroup = groupJid(id);
	const listed = [directory.find({ phone: id }), directory.find(known)];
	const contactFor = contactsOf(change.businessNumber, [{ phone: id }, known, ...listed], threadGroup, directory);
	return walkMessages(change, messages, visit, historyMessage, (element) => {
		const direction = directionOf(element);
		const groupId = text(element['group_id']) ?? threadGroup;
		return {
			event: 'history.message',
			id: idOf(element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact: contactFor(element, direction, groupId),
			groupId,
			message: messageOf(element, SENDING[direction]),
			history,
		};
	});
}

/** Files that arrive for earlier placeholders: old messages, whichever array carries them. */
export function walkFollowUps(
	change: Change,
	list: unknown,
	fromBusiness: boolean,
	directory: Directory,
	visit: Visit,
): boolean {
	const { businessNumber } = change;
	const idOf = messageIds('history.media', change);
	const directionOf = followUpDirection(businessNumber);
	return walkMessages(change, list, visit, historyMedia, (element) => {
		const direction = fromBusiness ? 'outbound' : directionOf(element);
		const groupId = text(element['group_id']) ?? groupJid(element['to']);
		const customer = participant(customerOf(element, direction), groupId);
		const isIntoGroup = groupId !== null && direction === 'outbound';
		return {
			event: 'history.media',
			id: idOf(element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact: isIntoGroup ? null : contactOf(businessNumber, ...sourcesFor(customer, directory, businessNumber)),
			groupId,
			message: messageOf(element, SENDING[direction]),
			history: NO_CHUNK,
		};
	});
}
