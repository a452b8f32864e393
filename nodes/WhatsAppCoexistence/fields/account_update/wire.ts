import { z } from 'zod/v4';
import { numeric } from '../../wire/schema';

/**
 * What happened to the account. It carries no metadata; the account may be named here and not in the entry.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 */
export const accountUpdateValue = z.looseObject({
	event: z.string().nullish(),
	phone_number: z.string().nullish(),
	timestamp: numeric.nullish(),
	waba_info: z
		.looseObject({ waba_id: z.string().nullish(), owner_business_id: z.string().nullish() })
		.nullish(),
	disconnection_info: z
		.looseObject({ reason: z.string().nullish(), initiated_by: z.string().nullish() })
		.nullish(),
	/** Seen as an object and as a list of one. */
	ban_info: z.unknown(),
});
