import { z } from 'zod/v4';
import { numeric, valueHead } from '../../wire/schema';

/** An entry of the address book. User ids and usernames since 2026; the number can be absent. */
export const stateSyncContact = z.looseObject({
	full_name: z.string().nullish(),
	first_name: z.string().nullish(),
	phone_number: numeric.nullish(),
	user_id: z.string().nullish(),
	parent_user_id: z.string().nullish(),
	username: z.string().nullish(),
});

/** `add` means added or edited; `remove` carries no names. Seconds, or milliseconds as seen on the wire. */
export const stateSyncEntry = z.looseObject({
	type: z.string().nullish(),
	action: z.string().nullish(),
	contact: stateSyncContact.nullish(),
	metadata: z.looseObject({ timestamp: numeric.nullish() }).nullish(),
});

export const smbAppStateSyncValue = z.looseObject({ ...valueHead, state_sync: z.array(stateSyncEntry).nullish() });
