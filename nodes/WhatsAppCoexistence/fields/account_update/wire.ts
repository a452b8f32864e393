import { z } from 'zod/v4';

/** What happened to the account. It carries no metadata; the account may be told here and not in the entry. */
export const accountUpdateValue = z.looseObject({
	event: z.string().nullish(),
	phone_number: z.string().nullish(),
	waba_info: z
		.looseObject({ waba_id: z.string().nullish(), owner_business_id: z.string().nullish() })
		.nullish(),
	disconnection_info: z
		.looseObject({ reason: z.string().nullish(), initiated_by: z.string().nullish() })
		.nullish(),
});
