import type { EventOf, Message } from '../../contract/events';
import type { Change, Visit } from '../../envelope/change';
import { actionOf } from '../../message/content';
import { contactFor, directoryOf, type Directory } from '../../message/directory';
import { isFreshFromAPerson } from '../../message/freshness';
import { groupJid, participant } from '../../message/group';
import { messageIds } from '../../message/ids';
import { messageOf } from '../../message/message';
import { recipientOf } from '../../message/person';
import { walkMessages } from '../../message/walk';
import { digits } from '../../wire/phone';
import { keysOf, text, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';
import type { smbMessageEchoesValue } from './wire';

type EchoEvent = 'echo.message' | 'echo.edited' | 'echo.revoked';
type Origin = Message['origin'];

function echoEventOf(element: JsonObject): EchoEvent {
	const action = actionOf(element);
	return action === null ? 'echo.message' : `echo.${action}`;
}

/** How a message that no person typed is marked, for example `created_by_1p_bot`. */
const MADE_BY_A_PROGRAM = /bot|agent/i;

/** An echo is always from the business; the contact is the customer who received it, none in a group. */
function echoItem(
	change: Change,
	element: JsonObject,
	directory: Directory,
	fieldOrigin: Origin,
	now: number,
): EventOf<EchoEvent> {
	const event = echoEventOf(element);
	const echo = keysOf<typeof message>(element);
	const time = timestamp(echo.timestamp);
	const groupId = text(echo.group_id) ?? groupJid(echo.to);
	const recipient = participant(recipientOf(element), groupId);
	// A value without metadata: the sender of an echo is the business.
	const business = change.businessNumber ?? digits(echo.from);
	const contact = groupId === null ? contactFor(recipient, directory, business) : null;
	const isProgram = MADE_BY_A_PROGRAM.test(text(echo.message_creation_type) ?? '');
	const origin = isProgram ? 'agent' : fieldOrigin;
	const isReply = event === 'echo.message' && origin === 'business_app' && contact !== null && contact.key !== null;
	return {
		event,
		id: messageIds(event, change)(element),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact,
		groupId,
		message: messageOf(element, {
			direction: 'outbound',
			origin,
			safeToAutoReply: false,
			humanReply: isReply && isFreshFromAPerson(element, time, now),
		}),
	};
}

/** One item for each echo of a list; `origin` is who wrote it unless the echo is marked otherwise. */
export function walkEchoes(
	change: Change,
	list: unknown,
	directory: Directory,
	origin: Origin,
	visit: Visit,
): boolean {
	return walkMessages(change, list, visit, echoEventOf, (element, now) =>
		echoItem(change, element, directory, origin, now),
	);
}

/** One item for each entry of `message_echoes`: what people type, edit and delete on the phone. */
export function walkMessageEchoes(change: Change, visit: Visit): boolean {
	const value = keysOf<typeof smbMessageEchoesValue>(change.value);
	return walkEchoes(change, value.message_echoes, directoryOf(value.contacts), 'business_app', visit);
}
