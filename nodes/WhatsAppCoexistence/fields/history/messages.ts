import type { History } from '../../contract/events';
import type { EventName } from '../../contract/outputs';
import type { Change, Visit } from '../../envelope/change';
import { contactFor, type Directory } from '../../message/directory';
import { groupJid, participant } from '../../message/group';
import { messageIds } from '../../message/ids';
import { messageOf, type Sending } from '../../message/message';
import { walkMessages } from '../../message/walk';
import { keysOf, number, text, type JsonObject } from '../../wire/read';
import { timestamp } from '../../wire/time';
import { directionIn, followUpDirection, type Direction } from './direction';
import { customerOf, threadContacts } from './threadContacts';
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
	const contactIn = threadContacts(change.businessNumber, [{ phone: id }, known, ...listed], threadGroup, directory);
	return walkMessages(change, messages, visit, historyMessage, (element) => {
		const direction = directionOf(element);
		const groupId = text(element['group_id']) ?? threadGroup;
		return {
			event: 'history.message',
			id: idOf(element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact: contactIn(element, direction, groupId),
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
			contact: isIntoGroup ? null : contactFor(customer, directory, businessNumber),
			groupId,
			message: messageOf(element, SENDING[direction]),
			history: NO_CHUNK,
		};
	});
}
