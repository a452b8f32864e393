import { z } from 'zod/v4';
import { message, numeric, providerError, messagesHead } from '../../wire/schema';

/** Who the customer of a thread is, since 2026. */
export const threadContext = z.looseObject({
	wa_id: z.string().nullish(),
	user_id: z.string().nullish(),
	parent_user_id: z.string().nullish(),
	username: z.string().nullish(),
});

/** The chat with one customer; its `id` is left out when the number is not known. */
export const historyThread = z.looseObject({
	id: z.string().nullish(),
	context: threadContext.nullish(),
	messages: z.array(message).nullish(),
});

/** Strings at 360dialog, numbers at Meta. */
export const historyMetadata = z.looseObject({
	phase: numeric.nullish(),
	chunk_order: numeric.nullish(),
	progress: numeric.nullish(),
});

/** A chunk of old chats, or the reason why there are none. */
export const historyChunk = z.looseObject({
	metadata: historyMetadata.nullish(),
	threads: z.array(historyThread).nullish(),
	errors: z.array(providerError).nullish(),
});

/** Chunks; or, without `history`, the assets of earlier placeholders: customer's, then business's. */
export const historyValue = z.looseObject({
	...messagesHead,
	history: z.array(historyChunk).nullish(),
	messages: z.array(message).nullish(),
	message_echoes: z.array(message).nullish(),
	errors: z.array(providerError).nullish(),
});
