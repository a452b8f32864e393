import { z } from 'zod/v4';
import { messagesHead, numeric } from '../../wire/schema';

/** What a customer has decided about marketing messages: `stop` or `resume`. */
export const userPreference = z.looseObject({
	wa_id: z.string().nullish(),
	user_id: z.string().nullish(),
	parent_user_id: z.string().nullish(),
	category: z.string().nullish(),
	value: z.string().nullish(),
	detail: z.string().nullish(),
	timestamp: numeric.nullish(),
});

export const userPreferencesValue = z.looseObject({
	...messagesHead,
	user_preferences: z.array(userPreference).nullish(),
});
