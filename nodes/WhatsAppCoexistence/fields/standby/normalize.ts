import type { Change, Visit } from '../../envelope/change';
import { directoryOf } from '../../message/directory';
import { isObject, keysOf, own } from '../../wire/read';
import { walkLive } from '../messages/normalize';
import { walkStatuses } from '../messages/statuses';
import { walkEchoes } from '../smb_message_echoes/normalize';
import type { standbyContent } from './wire';

/** Where the arrays of a `standby` value are: below the key of the same name, or in the value itself. */
export function standbyContentOf(value: unknown): unknown {
	const inner = own(value, 'standby');
	return isObject(inner) ? inner : value;
}

/**
 * Meta's agent holds the chat: messages of customers that no other bot must answer, what the agent answered, and the
 * receipts of its answers.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/standby
 */
export function walkStandby(change: Change, visit: Visit): boolean {
	const content = keysOf<typeof standbyContent>(standbyContentOf(change.value));
	const directory = directoryOf(content.contacts ?? own(change.value, 'contacts'));
	return (
		walkLive(change, content.messages, directory, false, visit) ||
		walkEchoes(change, content.message_echoes, directory, 'agent', visit) ||
		walkStatuses(change, content.statuses, directory, visit)
	);
}
