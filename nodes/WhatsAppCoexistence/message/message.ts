import type { Message } from '../contract/events';
import { keysOf, text, type JsonObject } from '../wire/read';
import type { historyContext } from '../wire/schema';
import { contentOf, editedOf, locationOf, mediaOf, reactionOf, replyOf, targetOf, textOf } from './content';
import { errorDetails } from './errors';

/** Types that a person sends and another may answer; not reactions, edits, system notes or placeholders. */
const WRITTEN_BY_A_PERSON = new Set<string | null>([
	'text',
	'image',
	'audio',
	'video',
	'document',
	'sticker',
	'location',
	'contacts',
	'button',
	'interactive',
	'order',
]);

const FRESH_MILLISECONDS = 10 * 60 * 1000;

/**
 * Whether a message is one that a person sent, not older than 10 minutes at `now` (milliseconds). An unknown
 * time is not fresh.
 */
export function isFreshFromAPerson(type: string | null, time: string | null, now: number): boolean {
	return time !== null && WRITTEN_BY_A_PERSON.has(type) && now - Date.parse(time) <= FRESH_MILLISECONDS;
}

/** The type of a message as received; null when it is missing. */
export function typeOf(message: JsonObject): string | null {
	return text(message['type']);
}

/** Who wrote a message, and which automatic steps it allows: what its field knows and the message does not. */
export type Sending = Pick<Message, 'direction' | 'origin' | 'safeToAutoReply' | 'humanReply'>;

/** Shared by all messages without errors, and frozen: an item that leaves the package gets its own. */
const NO_ERRORS: Message['errors'] = Object.freeze([]) as never;

/** The `message` part of an item: what history, echoes and live messages share. */
export function messageOf(message: JsonObject, sending: Sending): Message {
	const received = typeOf(message);
	const type = received ?? 'unknown';
	const content = contentOf(message, received);
	const shown = type === 'edit' ? editedOf(content) : { type, content, context: null };
	const status = text(keysOf<typeof historyContext>(message['history_context']).status) ?? text(message['status']);
	return {
		id: text(message['id']),
		type,
		direction: sending.direction,
		origin: sending.origin,
		status: status === null ? null : status.toLowerCase(),
		text: textOf(shown.type, shown.content),
		media: mediaOf(shown.type, shown.content),
		location: locationOf(shown.type, shown.content),
		contacts: shown.type === 'contacts' && Array.isArray(shown.content) ? shown.content : null,
		reaction: reactionOf(type, content),
		targetId: targetOf(type, content),
		replyTo: replyOf(message['context']) ?? replyOf(shown.context),
		errors: message['errors'] === undefined ? NO_ERRORS : errorDetails(message['errors']),
		content,
		safeToAutoReply: sending.safeToAutoReply,
		humanReply: sending.humanReply,
	};
}
