import type { Message } from '../contract/events';
import { keysOf, text, type JsonObject } from '../wire/read';
import type { historyContext } from '../wire/schema';
import { answersOf, payloadOf } from './answers';
import { contentKeyOf, contentOf, editedOf, locationOf, mediaOf, reactionOf, targetOf, typeOf } from './content';
import { forwardedOf, referralOf, referredProductOf, replyOf } from './context';
import { errorDetails } from './errors';
import { messageKey } from './messageKey';
import { textOf } from './text';

/** Who wrote a message, and which automatic steps it allows: what its field knows and the message does not. */
export type Sending = Pick<Message, 'direction' | 'origin' | 'safeToAutoReply' | 'humanReply'>;

/** What the content of a message says, by its type. */
type ContentParts = Pick<
	Message,
	'text' | 'media' | 'location' | 'contacts' | 'reaction' | 'targetId' | 'replyTo' | 'payload' | 'answers'
>;

/** What old messages nearly always have as status. */
const LOWER_CASE = new Set(['sent', 'delivered', 'read', 'played', 'pending', 'error']);

/** Shared by all messages without errors, and frozen: an item that leaves the package gets a copy. */
const NO_ERRORS: Message['errors'] = Object.freeze([]) as never;

/** Of an edit, what is shown is the new content; what it acts on stands in the edit itself. */
function contentParts(type: string, content: unknown): ContentParts {
	const edited = type === 'edit' ? editedOf(content) : null;
	const shownType = edited === null ? type : edited.type;
	const shown = edited === null ? content : edited.content;
	return {
		text: textOf(shownType, shown),
		media: mediaOf(shownType, shown),
		location: locationOf(shownType, shown),
		contacts: shownType === 'contacts' && Array.isArray(shown) ? shown : null,
		reaction: reactionOf(type, content),
		targetId: targetOf(type, content),
		replyTo: edited === null ? null : replyOf(edited.context),
		payload: payloadOf(type, content),
		answers: answersOf(type, content),
	};
}

/** Nearly all messages are texts, of which only the text itself is different. */
const TEXT_PARTS = contentParts('text', null);

/** The `message` part of an item: what history, echoes and live messages share. */
export function messageOf(message: JsonObject, sending: Sending): Message {
	const type = typeOf(message) ?? 'unknown';
	const key = contentKeyOf(message);
	const content = contentOf(message, key);
	const parts = key === 'text' ? TEXT_PARTS : contentParts(key ?? 'unknown', content);
	const { context, referral, errors } = message;
	const status = text(keysOf<typeof historyContext>(message['history_context']).status) ?? text(message['status']);
	const id = text(message['id']);
	return {
		id,
		key: messageKey(id),
		type,
		direction: sending.direction,
		origin: sending.origin,
		status: status === null || LOWER_CASE.has(status) ? status : status.toLowerCase(),
		text: key === 'text' ? textOf(key, content) : parts.text,
		media: parts.media,
		location: parts.location,
		contacts: parts.contacts,
		reaction: parts.reaction,
		targetId: parts.targetId,
		targetKey: messageKey(parts.targetId),
		replyTo: (context === undefined ? null : replyOf(context)) ?? parts.replyTo,
		payload: parts.payload,
		answers: parts.answers,
		referral: referral === undefined ? null : referralOf(referral),
		referredProduct: context === undefined ? null : referredProductOf(context),
		forwarded: context === undefined ? null : forwardedOf(context),
		errors: errors === undefined ? NO_ERRORS : errorDetails(errors),
		content,
		safeToAutoReply: sending.safeToAutoReply,
		humanReply: sending.humanReply,
	};
}
