import type { Message } from '../../contract/events';
import { digits, sameNumber } from '../../wire/phone';
import { boolean, own, text, type Keys } from '../../wire/read';
import type { message } from '../../wire/schema';

type Direction = Message['direction'];
type OldMessage = Keys<typeof message>;

/** Compares two spellings of a number: Brazil's 9th digit differs between a dialled number and a WhatsApp id. */
function same(one: unknown, other: unknown): boolean {
	return sameNumber(digits(one), digits(other));
}

/**
 * Who wrote a message of a thread, by the most reliable evidence first: `from_me`, the sender compared with
 * the business number and with the thread, a recipient, a sender's user id. Without any it stays unknown.
 * `from_me` is undocumented, true on business messages and mostly absent on the others, so that false is
 * asked last. A status is no evidence: messages of customers carry one too.
 */
export function threadDirection(old: OldMessage, businessNumber: string | null, threadIds: readonly unknown[]): Direction {
	const fromMe = boolean(own(old.history_context, 'from_me'));
	if (fromMe === true || same(old.from, businessNumber)) return 'outbound';
	const from = text(old.from);
	if (from !== null && threadIds.some((id) => same(from, id) || from === text(id))) return 'inbound';
	if ((text(old.to) ?? text(old.to_user_id)) !== null) return 'outbound';
	if (text(old.from_user_id) !== null || fromMe === false) return 'inbound';
	return 'unknown';
}

/**
 * Who wrote a message whose asset arrives later in `messages`: documented as the customer's, and the business
 * where the sender is its number. Without a sender it stays unknown.
 */
export function followUpDirection(old: OldMessage, businessNumber: string | null): Direction {
	if (same(old.from, businessNumber) || boolean(own(old.history_context, 'from_me')) === true) return 'outbound';
	return (text(old.from) ?? text(old.from_user_id)) === null ? 'unknown' : 'inbound';
}
