import { z } from 'zod/v4';
import { message, numeric, providerError, messagesHead } from '../../wire/schema';

/** A change of number or user id; documented in two shapes, and seen without the previous user id. */
export const systemContent = z.looseObject({
	type: z.string().nullish(),
	body: z.string().nullish(),
	wa_id: z.string().nullish(),
	new_wa_id: z.string().nullish(),
	customer: z.string().nullish(),
	user_id: z.string().nullish(),
	previous_user_id: z.string().nullish(),
	parent_user_id: z.string().nullish(),
	previous_parent_user_id: z.string().nullish(),
});

/** The parent id of the recipient has three spellings on the wire. In a group each participant has a receipt. */
export const messageStatus = z.looseObject({
	id: z.string().nullish(),
	status: z.string().nullish(),
	timestamp: numeric.nullish(),
	recipient_id: z.string().nullish(),
	recipient_user_id: z.string().nullish(),
	recipient_parent_user_id: z.string().nullish(),
	parent_recipient_user_id: z.string().nullish(),
	parent_user_id: z.string().nullish(),
	recipient_type: z.string().nullish(),
	recipient_participant_id: z.string().nullish(),
	recipient_participant_user_id: z.string().nullish(),
	recipient_participant_parent_user_id: z.string().nullish(),
	group_id: z.string().nullish(),
	pricing: z.looseObject({}).nullish(),
	conversation: z.looseObject({}).nullish(),
	biz_opaque_callback_data: z.string().nullish(),
	errors: z.array(providerError).nullish(),
});

/** Live messages of customers and states of messages that were sent. */
export const messagesValue = z.looseObject({
	...messagesHead,
	messages: z.array(message).nullish(),
	statuses: z.array(messageStatus).nullish(),
	errors: z.array(providerError).nullish(),
});
