import type { EventName } from '../contract/outputs';
import { visitUnrecognized, type Build, type Change, type Visit } from '../envelope/change';
import { elements, isObject, text, type JsonObject } from '../wire/read';

/** An id that was sent as so large a number that its digits are lost. */
const hasRoundedId = ({ id }: JsonObject): boolean => typeof id === 'number' && text(id) === null;

/**
 * Visits each message of an array. An element that is not an object, or has neither an id nor a type, is reported as
 * unrecognized; its neighbors are unaffected. Returns true if the visitor stopped the walk.
 */
export function walkMessages(
	change: Change,
	list: unknown,
	visit: Visit,
	eventOf: (message: JsonObject) => EventName,
	build: Build<JsonObject>,
): boolean {
	for (const element of elements(list)) {
		if (!isObject(element) || (text(element['id']) ?? text(element['type'])) === null || hasRoundedId(element)) {
			if (visitUnrecognized(visit, change, 'malformed', element)) return true;
			continue;
		}
		if (visit(eventOf(element), element, build)) return true;
	}
	return false;
}
