import type { EventOf } from '../../contract/events';
import type { Change, Visit } from '../../envelope/change';
import { contactOf, directoryOf, type Directory } from '../../message/contact';
import { isFreshFromAPerson, messageOf, typeOf } from '../../message/message';
import { messageIds, walkMessages } from '../../message/walk';
import { keysOf, type JsonObject } from '../../wire/read';
import type { message } from '../../wire/schema';
import { timestamp } from '../../wire/time';
import type { smbMessageEchoesValue } from './wire';

type EchoEvent = 'echo.message' | 'echo.edited' | 'echo.revoked';

function echoEvent(element: JsonObject): EchoEvent {
	const type = typeOf(element);
	if (type === 'edit') return 'echo.edited';
	return type === 'revoke' ? 'echo.revoked' : 'echo.message';
}

/** An echo comes from the business, always; the customer is who got it. */
function echoItem(change: Change, element: JsonObject, directory: Directory, now: number): EventOf<EchoEvent> {
	const event = echoEvent(element);
	const echo = keysOf<typeof message>(element);
	const time = timestamp(echo.timestamp);
	const to = { phone: echo.to, userId: echo.to_user_id, parentUserId: echo.to_parent_user_id };
	return {
		event,
		id: messageIds(event, change)(element),
		timestamp: time,
		provider: change.provider,
		business: change.business,
		contact: contactOf(to, directory(echo.to, echo.to_user_id)),
		message: messageOf(element, {
			direction: 'outbound',
			origin: 'business_app',
			safeToAutoReply: false,
			humanReply: isFreshFromAPerson(typeOf(element), time, now),
		}),
	};
}

/** One item for each entry of `message_echoes`: what people type, edit and delete on the phone. */
export function walkMessageEchoes(change: Change, visit: Visit): boolean {
	const value = keysOf<typeof smbMessageEchoesValue>(change.value);
	const directory = directoryOf(value.contacts);
	return walkMessages(change, value.message_echoes, visit, echoEvent, (element, now) =>
		echoItem(change, element, directory, now),
	);
}
