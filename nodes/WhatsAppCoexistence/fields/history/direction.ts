import type { Message } from '../../contract/events';
import { digits, sameNumber } from '../../wire/phone';
import { boolean, keysOf, text, type JsonObject } from '../../wire/read';
import type { historyContext, message } from '../../wire/schema';

export type Direction = Message['direction'];

/**
 * Tells who wrote a message of a thread, by the most reliable evidence first: `from_me`, the sender compared
 * with the business number and with the thread, a recipient, a sender's user id. Without any it stays
 * unknown. `from_me` is undocumented, true on business messages and mostly absent on the others, so that
 * false is asked last. A status is no evidence: messages of customers carry one too. Numbers are compared in
 * all their spellings: Brazil's 9th digit differs between a dialled number and a WhatsApp id.
 */
export function threadDirection(
	businessNumber: string | null,
	threadIds: readonly unknown[],
): (element: JsonObject) => Direction {
	const business = digits(businessNumber);
	const numbers = threadIds.map(digits);
	const ids = threadIds.map(text);
	const sideOf = (from: unknown): 'business' | 'customer' | null => {
		const sender = digits(from);
		if (sameNumber(sender, business)) return 'business';
		const isCustomer = from != null && (ids.includes(text(from)) || numbers.some((id) => sameNumber(sender, id)));
		return isCustomer ? 'customer' : null;
	};
	// Two senders take turns in a thread: each spelling is looked at once.
	const sides = new Map<unknown, ReturnType<typeof sideOf>>();
	const knownSideOf = (from: unknown): ReturnType<typeof sideOf> => {
		const known = sides.get(from);
		if (known !== undefined) return known;
		const side = sideOf(from);
		sides.set(from, side);
		return side;
	};
	return (element) => {
		const old = keysOf<typeof message>(element);
		const fromMe = boolean(keysOf<typeof historyContext>(old.history_context).from_me);
		const side = knownSideOf(old.from);
		if (fromMe === true || side === 'business') return 'outbound';
		if (side === 'customer') return 'inbound';
		if ((text(old.to) ?? text(old.to_user_id)) !== null) return 'outbound';
		return text(old.from_user_id) !== null || fromMe === false ? 'inbound' : 'unknown';
	};
}

/**
 * Who wrote a message whose asset arrives later in `messages`: documented as the customer's, and the business
 * where the sender is its number. Without a sender it stays unknown.
 */
export function followUpDirection(element: JsonObject, businessNumber: string | null): Direction {
	const old = keysOf<typeof message>(element);
	const fromMe = boolean(keysOf<typeof historyContext>(old.history_context).from_me);
	if (fromMe === true || sameNumber(digits(old.from), digits(businessNumber))) return 'outbound';
	return (text(old.from) ?? text(old.from_user_id)) === null ? 'unknown' : 'inbound';
}
