import { z } from 'zod/v4';
import { message, messagesHead, valueHead } from '../../wire/schema';
import { messageStatus } from '../messages/wire';

/** What happens in a chat while Meta's agent holds it; nested one level deeper than on the other fields. */
export const standbyContent = z.looseObject({
	contacts: messagesHead.contacts,
	messages: z.array(message).nullish(),
	message_echoes: z.array(message).nullish(),
	statuses: z.array(messageStatus).nullish(),
});

export const standbyValue = z.looseObject({ ...valueHead, standby: standbyContent.nullish() });
