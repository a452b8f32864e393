import { z } from 'zod/v4';
import { messagesHead, numeric } from '../../wire/schema';

const renewedId = z.looseObject({ previous: z.string().nullish(), current: z.string().nullish() });

/** A customer got a new user id. Meta's documentation described this field until August 2026. */
export const userIdUpdate = z.looseObject({
	wa_id: z.string().nullish(),
	detail: z.string().nullish(),
	user_id: renewedId.nullish(),
	parent_user_id: renewedId.nullish(),
	timestamp: numeric.nullish(),
});

export const userIdUpdateValue = z.looseObject({
	...messagesHead,
	user_id_update: z.array(userIdUpdate).nullish(),
});
