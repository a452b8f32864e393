import { keysOf, type JsonObject } from '../wire/read';
import type { message } from '../wire/schema';
import type { Person } from './contact';

/** The sender of a message as the message names it. */
export function senderOf(element: JsonObject): Person {
	const { from, from_user_id, from_parent_user_id } = keysOf<typeof message>(element);
	return { phone: from, userId: from_user_id, parentUserId: from_parent_user_id };
}

/** The recipient of a message as the message names it. */
export function recipientOf(element: JsonObject): Person {
	const { to, to_user_id, to_parent_user_id } = keysOf<typeof message>(element);
	return { phone: to, userId: to_user_id, parentUserId: to_parent_user_id };
}
