import { visitUnrecognized, type Build, type Change, type Visit } from '../envelope/change';
import { eventIds } from '../contract/id';
import type { EventName } from '../contract/outputs';
import { fingerprint } from '../wire/canonical';
import { elements, isObject, text, type JsonObject } from '../wire/read';

/**
 * Visits each message of an array. An element that is no object, or neither names itself nor says what it
 * is, is reported as unrecognized; its neighbours are unaffected. Returns true when the visitor stopped it.
 */
export function walkMessages(
	change: Change,
	list: unknown,
	visit: Visit,
	eventOf: (message: JsonObject) => EventName,
	build: Build<JsonObject>,
): boolean {
	for (const element of elements(list)) {
		if (!isObject(element) || (text(element['id']) ?? text(element['type'])) === null) {
			if (visitUnrecognized(visit, change, 'malformed', element)) return true;
			continue;
		}
		if (visit(eventOf(element), element, build)) return true;
	}
	return false;
}

/**
 * Gives the identities of message events of one kind on one change: the WhatsApp id within the number that
 * saw it. A message without an id is known by all that it says; such an event is never taken for a repeat
 * (contract, section 7).
 */
export function messageIds(event: EventName, change: Change): (message: JsonObject) => string {
	const known = eventIds(event, [change.scope]);
	const unknown = eventIds(event, [change.scope, null]);
	return (message) => {
		const id = text(message['id']);
		return id === null ? unknown(fingerprint(message)) : known(id);
	};
}
