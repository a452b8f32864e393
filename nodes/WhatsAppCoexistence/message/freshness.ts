import { own, text, type JsonObject } from '../wire/read';
import { typeOf } from './content';

/** Types that a person sends and another may answer; not reactions, edits, system notes or placeholders. */
const WRITTEN_BY_A_PERSON = new Set<string | null>([
	'text',
	'image',
	'audio',
	'voice',
	'video',
	'document',
	'sticker',
	'location',
	'contacts',
	'button',
	'interactive',
	'order',
]);

const FRESH_MS = 10 * 60 * 1000;

/** A request for permission to call, or its answer, which WhatsApp can give by itself: nothing to reply to. */
const isCallPermission = (message: JsonObject): boolean =>
	/^call_permission/.test(text(own(message['interactive'], 'type')) ?? '') ||
	own(message['interactive'], 'call_permission_reply') !== undefined;

/**
 * Whether a person sent a message within 10 minutes of `now`, before or after: a clock may be some minutes ahead.
 * An unknown time is not fresh.
 * @param time ISO 8601, or null
 * @param now milliseconds since 1970
 */
export function isFreshFromAPerson(message: JsonObject, time: string | null, now: number): boolean {
	if (time === null || !WRITTEN_BY_A_PERSON.has(typeOf(message))) return false;
	return Math.abs(now - Date.parse(time)) <= FRESH_MS && !isCallPermission(message);
}
