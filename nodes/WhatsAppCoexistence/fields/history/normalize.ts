import {
	visitUnrecognized,
	type Build,
	type Change,
	type Visit,
} from '../../envelope/change';
import type { History } from '../../contract/events';
import type { EventName } from '../../contract/outputs';
import { eventId } from '../../contract/id';
import { contactOf, directoryOf, type Person } from '../../message/contact';
import { errorDetail } from '../../message/errors';
import { messageOf, type Sending } from '../../message/message';
import { messageEventId, walkMessages } from '../../message/walk';
import { fingerprint } from '../../wire/canonical';
import { elements, isObject, keysOf, number, text, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';
import { followUpDirection, threadDirection, type Direction } from './direction';
import type { historyChunk, historyMetadata, historyThread, historyValue, threadContext } from './wire';

/** The business chose not to share its history. */
const DECLINED = 2593109;

const NO_CHUNK: History = { phase: null, chunkOrder: null, progress: null, complete: false, threadId: null };

function historyOf(metadata: unknown, threadId: string | null): History {
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

const NOBODY: Person = {};

/** The customer as the message itself tells: its sender, or its recipient when the business wrote. */
function peerOf(element: JsonObject, direction: Direction): Person {
	const old = keysOf<typeof message>(element);
	if (direction === 'inbound') {
		return { phone: old.from, userId: old.from_user_id, parentUserId: old.from_parent_user_id };
	}
	if (direction === 'unknown' || (old.to ?? old.to_user_id) == null) return NOBODY;
	return { phone: old.to, userId: old.to_user_id, parentUserId: old.to_parent_user_id };
}

const oldMessage = (): EventName => 'history.message';
const followUp = (): EventName => 'history.media';

function progressItem(change: Change, chunk: JsonObject): ReturnType<Build> {
	const history = historyOf(chunk['metadata'], null);
	const { phase, chunkOrder, progress } = history;
	// A header is its numbers; without any, the chunk is told from others by what is in it.
	const unnumbered = phase === null && chunkOrder === null && progress === null;
	const parts = [change.scope, phase, chunkOrder, progress];
	return {
		event: 'history.progress',
		id: eventId('history.progress', unnumbered ? [...parts, fingerprint(chunk)] : parts),
		timestamp: change.time,
		provider: change.provider,
		business: change.business,
		contact: null,
		history,
	};
}

/** Errors of a chunk or of the value: a decline when the code says so, anything else as it came. */
function walkErrors(change: Change, errors: unknown, metadata: unknown, visit: Visit): boolean {
	for (const element of elements(errors)) {
		if (!isObject(element) || Object.keys(element).length === 0) {
			if (visitUnrecognized(visit, change, 'malformed', element)) return true;
			continue;
		}
		const event = number(element['code']) === DECLINED ? 'history.declined' : 'history.error';
		const build: Build = () => {
			const error = errorDetail(element);
			const said = event === 'history.declined' ? null : fingerprint([error.title, error.message, error.details]);
			return {
				event,
				id: eventId(event, [change.scope, error.code, said]),
				timestamp: change.time,
				provider: change.provider,
				business: change.business,
				contact: null,
				history: historyOf(metadata, null),
				error,
			};
		};
		if (visit(event, element, build)) return true;
	}
	return false;
}

/**
 * The messages of one thread. What is the same for all of them is made once: the history part, and the
 * contact, as long as no message tells more about the customer than the one before.
 */
function walkThread(change: Change, thread: JsonObject, metadata: unknown, visit: Visit): boolean {
	const { id, context, messages } = keysOf<typeof historyThread>(thread);
	const { wa_id, user_id, parent_user_id, username } = keysOf<typeof threadContext>(context);
	const history = historyOf(metadata, text(id));
	const directionOf = threadDirection(change.business.phoneNumber, [id, wa_id]);
	const sources = [{ phone: id }, { phone: wa_id, userId: user_id, parentUserId: parent_user_id, username }];
	let peer: Person = {};
	let contact = contactOf(...sources);
	return walkMessages(change, messages, visit, oldMessage, (element) => {
		const direction = directionOf(element);
		const told = peerOf(element, direction);
		if (told.phone !== peer.phone || told.userId !== peer.userId || told.parentUserId !== peer.parentUserId) {
			peer = told;
			contact = contactOf(...sources, told);
		}
		return {
			event: 'history.message',
			id: messageEventId('history.message', change, element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact,
			message: messageOf(element, SENDING[direction]),
			history,
		};
	});
}

function walkChunk(change: Change, element: unknown, visit: Visit): boolean {
	const { metadata, threads, errors } = keysOf<typeof historyChunk>(element);
	const hasErrors = elements(errors).length > 0;
	const saysNothing = metadata == null && threads == null && !hasErrors;
	if (!isObject(element) || saysNothing) return visitUnrecognized(visit, change, 'malformed', element);
	// A chunk that only tells an error has no header; a chunk with threads has one, if an empty one.
	const hasHeader = metadata != null || !hasErrors;
	if (hasHeader && visit('history.progress', metadata ?? element, () => progressItem(change, element))) return true;
	if (walkErrors(change, errors, metadata, visit)) return true;
	for (const thread of elements(threads)) {
		const stop = isObject(thread)
			? walkThread(change, thread, metadata, visit)
			: visitUnrecognized(visit, change, 'malformed', thread);
		if (stop) return true;
	}
	return false;
}

/** An asset that arrives for an earlier placeholder: an old message, whichever array carries it. */
function walkFollowUps(change: Change, list: unknown, fromBusiness: boolean, visit: Visit): boolean {
	const directory = directoryOf(keysOf<typeof historyValue>(change.value).contacts);
	return walkMessages(change, list, visit, followUp, (element) => {
		const direction = fromBusiness ? 'outbound' : followUpDirection(element, change.business.phoneNumber);
		const customer = peerOf(element, direction);
		return {
			event: 'history.media',
			id: messageEventId('history.media', change, element),
			timestamp: timestamp(element['timestamp']),
			provider: change.provider,
			business: change.business,
			contact: contactOf(customer, directory(customer.phone, customer.userId)),
			message: messageOf(element, SENDING[direction]),
			history: NO_CHUNK,
		};
	});
}

/** Old chats: chunk headers, errors, messages of threads, and assets that follow their placeholders. */
export function walkHistory(change: Change, visit: Visit): boolean {
	const { history, errors, messages, message_echoes } = keysOf<typeof historyValue>(change.value);
	for (const chunk of elements(history)) if (walkChunk(change, chunk, visit)) return true;
	return (
		walkErrors(change, errors, undefined, visit) ||
		walkFollowUps(change, messages, false, visit) ||
		walkFollowUps(change, message_echoes, true, visit)
	);
}
