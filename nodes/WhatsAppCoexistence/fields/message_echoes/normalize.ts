import type { Change, Visit } from '../../envelope/change';
import { directoryOf } from '../../message/directory';
import { keysOf } from '../../wire/read';
import type { smbMessageEchoesValue } from '../smb_message_echoes/wire';
import { walkEchoes } from '../smb_message_echoes/normalize';

/**
 * The older sibling of `smb_message_echoes`, with the same value. It does not say whether a person or a program wrote.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export function walkOlderEchoes(change: Change, visit: Visit): boolean {
	const value = keysOf<typeof smbMessageEchoesValue>(change.value);
	return walkEchoes(change, value.message_echoes, directoryOf(value.contacts), 'unknown', visit);
}
