import { z } from 'zod/v4';
import { message, messagesHead } from '../../wire/schema';

/** A message that somebody typed, edited or deleted in the WhatsApp Business app; `contacts` is who got it. */
export const smbMessageEchoesValue = z.looseObject({ ...messagesHead, message_echoes: z.array(message).nullish() });
