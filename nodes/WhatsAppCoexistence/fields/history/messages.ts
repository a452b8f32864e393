import type { Contact, History } from '../../contract/events';
import type { EventName } from '../../contract/outputs';
import type { Change, Visit } from '../../envelope/change';
import { contactOf, directoryOf, type Person } from '../../message/contact';
import { messageOf, type Sending } from '../../message/message';
import { messageIds, walkMessages } from '../../message/walk';
import { keysOf, number, text, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';
import { followUpDirection, threadDirection, type Direction } from './direction';
import type { historyMetadata, historyThread, historyValue, threadContext } from './wire';

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

/** History never allows an automatic reply, and says nothing about who of the business wrote. */
const SENDING: Record<Direction, Sending> = {
	inbound: { direction: 'inbound', origin: 'customer', safeToAutoReply: false, humanReply: false },
	outbound: { direction: 'outbound', origin: 'business', safeToAutoReply: false, humanReply: false },
	unknown: { direction: 'unknown', origin: 'unknown', safeToAutoReply: false, humanReply: false },
};

/** The customer as the message itself tells: its sender, or its recipient when the business wrote. */
function peerOf(element: JsonObject, direction: Direction): Person {
	const old = keysOf<typeof message>(element);
	if (direction === 'unknown') return {};
	return direction === 'inbound'
		? { phone: old.from, userId: old.from_user_id, parentUserId: old.from_parent_user_id }
		: { phone: old.to, userId: old.to_user_id, parentUserId: old.to_parent_user_id };
}

/**
 * The contact of each message of a thread: what the thread says, completed by what the message says. A six
 * months' history repeats it thousands of times, so the last one of each direction is kept and used again as
 * long as the messages say the same.
 */
function contactsOf(sources: readonly Person[]): (element: JsonObject, direction: Direction) => Contact | null {
	const last: { [Key in Direction]?: { peer: Person; contact: Contact | null } } = {};
	return (element, direction) => {
		const peer = peerOf(element, direction);
		const kept = last[direction];
		const isSame =
			kept !== undefined &&
			kept.peer.phone === peer.phone &&
			kept.peer.userId === peer.userId &&
			kept.peer.parentUserId === peer.parentUserId;
		if (isSame) return kept.contact;
		const contact = contactOf(...sources, peer);
		last[direction] = { peer, contact };
		return contact;
	};
}

const oldMessage = (): EventName => 'history.message';
const followUp = (): EventName => 'history.media';

/** The messages of one thread. What is the same for all of them is made once. */
export function walkThread(change: Change, thread: JsonObject, metadata: unknown, visit: Visit): boolean {
	const { id, context, messages } = keysOf<typeof historyThread>(thread);
	const { wa_id, user_id, parent_user_id, username } = keysOf<typeof threadContext>(context);
	const history = historyOf(metadata, text(id));
	const idOf = messageIds('history.message', change);
	const directionOf = threadDirection(change.business.phoneNumber, [id, wa_id]);
	const known = { phone: wa_id, userId: user_id, parentUserId: parent_user_id, username };
	const contactFor = contactsOf([{ phone: id }, known]);
	return walkMessages(change, messages, visit, oldMessage, (element) => {
		const direction = directionOf(element);
		return {
			event: 'history.message',
			id: idOf(element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact: contactFor(element, direction),
			message: messageOf(element, SENDING[direction]),
			history,
		};
	});
}

/** Assets that arrive for earlier placeholders: old messages, whichever array carries them. */
export function walkFollowUps(change: Change, list: unknown, fromBusiness: boolean, visit: Visit): boolean {
	const directory = directoryOf(keysOf<typeof historyValue>(change.value).contacts);
	const idOf = messageIds('history.media', change);
	return walkMessages(change, list, visit, followUp, (element) => {
		const direction = fromBusiness ? 'outbound' : followUpDirection(element, change.business.phoneNumber);
		const customer = peerOf(element, direction);
		return {
			event: 'history.media',
			id: idOf(element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact: contactOf(customer, directory(customer.phone, customer.userId)),
			message: messageOf(element, SENDING[direction]),
			history: NO_CHUNK,
		};
	});
}
