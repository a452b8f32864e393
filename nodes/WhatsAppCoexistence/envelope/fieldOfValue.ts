import { elements, isObject, number, own, type JsonObject } from '../wire/read';

/** The code of the error that says that the business does not share its history. */
export const DECLINED = 2593109;

/** Arrays that belong to one field alone: they tell the field of a value that does not name it. */
const FIELD_OF_ARRAY: ReadonlyArray<readonly [array: string, field: string]> = [
	['history', 'history'],
	['state_sync', 'smb_app_state_sync'],
	['user_preferences', 'user_preferences'],
	['user_id_update', 'user_id_update'],
];

/** Arrays that several fields have: never a reason to dispatch, only to say which field may be meant. */
const CANDIDATES_OF_ARRAY: ReadonlyArray<readonly [array: string, fields: readonly string[]]> = [
	['message_echoes', ['smb_message_echoes', 'history']],
	['messages', ['messages', 'history']],
	['statuses', ['messages']],
	['errors', ['history', 'messages']],
];

/**
 * The field of a value that does not name it; null if that is not certain. A declined history is documented without
 * any envelope. Public test suites send `messages` and `statuses` of a number without a field.
 */
export function fieldOfValue(value: JsonObject): string | null {
	const has = (array: string): boolean => own(value, array) !== undefined;
	const named = FIELD_OF_ARRAY.find(([array]) => has(array))?.[1];
	if (named !== undefined) return named;
	if (elements(value['errors']).some((error) => number(own(error, 'code')) === DECLINED)) return 'history';
	const isLive = (has('messages') || has('statuses')) && isObject(own(value, 'metadata'));
	return isLive && !has('message_echoes') ? 'messages' : null;
}

/** The fields that a value without a certain field may belong to, by its arrays. */
export function candidatesOf(value: JsonObject): string[] {
	return CANDIDATES_OF_ARRAY.flatMap(([array, fields]) => (own(value, array) === undefined ? [] : fields));
}
