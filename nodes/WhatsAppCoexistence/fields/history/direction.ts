import type { Message } from '../../contract/events';
import { userIdInPhonePlace } from '../../message/contact';
import { digits, sameNumber } from '../../wire/phone';
import { boolean, keysOf, text, type JsonObject } from '../../wire/read';
import type { historyContext, message } from '../../wire/schema';

export type Direction = Message['direction'];

/** Which side a sender or a recipient is on; null if nothing tells. */
type Side = 'business' | 'customer' | null;

/**
 * The function that tells on which side an address of a message is: the business in any spelling of its number, the
 * customer if it is the thread, or another number while that of the business is known.
 */
function sides(businessNumber: string | null, threadIds: readonly unknown[]): (address: unknown) => Side {
	const threadNumbers = threadIds.map(digits);
	const threadTexts = threadIds.map(text);
	const sideOf = (address: unknown): Side => {
		const number = digits(address);
		if (sameNumber(number, businessNumber)) return 'business';
		const isThread = threadTexts.includes(text(address)) || threadNumbers.some((id) => sameNumber(number, id));
		return isThread || (businessNumber !== null && number !== null) ? 'customer' : null;
	};
	// Two senders take turns in a thread: the side of each spelling is computed only once.
	let business: unknown;
	let customer: unknown;
	return (address) => {
		if (address == null) return null;
		if (address === customer) return 'customer';
		if (address === business) return 'business';
		const side = sideOf(address);
		if (side === 'customer') customer = address;
		if (side === 'business') business = address;
		return side;
	};
}

/** Whether an address is a number or another id; `0` and `*100#` are neither. */
const namesSomeone = (address: unknown): boolean => digits(address) !== null || /[A-Za-z]/.test(text(address) ?? '');

/**
 * Returns a function that determines who wrote an old message, strongest evidence first (docs/contract.md, section 5).
 * `from_me` is undocumented: true on business messages, usually absent otherwise, so `false` is the weakest evidence. A
 * status is no evidence: messages of customers have one too.
 * @param businessNumber digits of the business, null if not known
 * @param threadIds the id of the thread and the number of its context: numbers or user ids
 */
export function directionIn(
	businessNumber: string | null,
	threadIds: readonly unknown[],
): (element: JsonObject) => Direction {
	const sideOf = sides(businessNumber, threadIds);
	return (element) => {
		const old = keysOf<typeof message>(element);
		const fromMe = boolean(keysOf<typeof historyContext>(old.history_context).from_me);
		const sender = sideOf(old.from);
		if (fromMe === true || sender === 'business') return 'outbound';
		if (sender === 'customer' || sideOf(old.to) === 'business') return 'inbound';
		if (namesSomeone(old.to) || text(old.to_user_id) !== null) return 'outbound';
		const hasUserId = (text(old.from_user_id) ?? userIdInPhonePlace(old.from)) !== null;
		return hasUserId || fromMe === false ? 'inbound' : 'unknown';
	};
}

/**
 * The function that tells who wrote a message whose file arrives later in `messages`. Any other sender than the
 * business is a customer there: `messages` is documented as theirs.
 */
export function followUpDirection(businessNumber: string | null): (element: JsonObject) => Direction {
	const directionOf = directionIn(businessNumber, []);
	return (element) => {
		const direction = directionOf(element);
		return direction === 'unknown' && text(element['from']) !== null ? 'inbound' : direction;
	};
}
