import { z } from 'zod/v4';
import { message, valueHead } from '../../wire/schema';

/** A message that somebody typed, edited or deleted in the WhatsApp Business app; `contacts` is who got it. */
export const smbMessageEchoesValue = z.looseObject({ ...valueHead, message_echoes: z.array(message).nullish() });
