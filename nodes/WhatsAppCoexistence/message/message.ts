import type { Message } from '../contract/events';
import { keysOf, text, type JsonObject } from '../wire/read';
import type { historyContext } from '../wire/schema';
import { answersOf, payloadOf } from './answers';
import { contentOf, editedOf, locationOf, mediaOf, reactionOf, targetOf, typeOf } from './content';
import { forwardedOf, referralOf, referredProductOf, replyOf } from './context';
import { errorDetails } from './errors';
import { messageKey } from './messageKey';
import { textOf } from './text';

/** Who wrote a message, and which automatic steps it allows: what its field knows and the message does not. */
export type Sending = Pick<Message, 'direction' | 'origin' | 'safeToAutoReply' | 'humanReply'>;

/** Shared by all messages without errors, and frozen: an item that leaves the package gets a copy. */
const NO_ERRORS: Message['errors'] = Object.freeze([]) as never;

/** The `message` part of an item: what history, echoes and live messages share. */
export function messageOf(message: JsonObject, sending: Sending): Message {
	const received = typeOf(message);
	const type = received ?? 'unknown';
	const content = contentOf(message, received);
	const edited = type === 'edit' ? editedOf(content) : null;
	const shownType = edited === null ? type : edited.type;
	const shown = edited === null ? content : edited.content;
	const context = message['context'];
	const status = text(keysOf<typeof historyContext>(message['history_context']).status) ?? text(message['status']);
	const id = text(message['id']);
	const targetId = targetOf(type, content);
	return {
		id,
		key: messageKey(id),
		type,
		direction: sending.direction,
		origin: sending.origin,
		status: status === null ? null : status.toLowerCase(),
		text: textOf(shownType, shown),
		media: mediaOf(shownType, shown),
		location: locationOf(shownType, shown),
		contacts: shownType === 'contacts' && Array.isArray(shown) ? shown : null,
		reaction: reactionOf(type, content),
		targetId,
		targetKey: messageKey(targetId),
		replyTo: replyOf(context) ?? (edited === null ? null : replyOf(edited.context)),
		payload: payloadOf(type, content),
		answers: answersOf(type, content),
		referral: referralOf(message['referral']),
		referredProduct: referredProductOf(context),
		forwarded: forwardedOf(context),
		errors: message['errors'] === undefined ? NO_ERRORS : errorDetails(message['errors']),
		content,
		safeToAutoReply: sending.safeToAutoReply,
		humanReply: sending.humanReply,
	};
}
