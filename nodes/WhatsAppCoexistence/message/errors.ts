import type { ErrorDetail } from '../contract/events';
import { elements, isObject, number, own, text } from '../wire/read';

/** One provider error, `{code, title, message, error_data.details}` on the wire; older ones carry `details`. */
export function errorDetail(value: unknown): ErrorDetail {
	const error = isObject(value) ? value : {};
	return {
		code: number(error['code']),
		title: text(error['title']),
		message: text(error['message']),
		details: text(own(error['error_data'], 'details')) ?? text(error['details']),
	};
}

/** The `errors` array of a message or a status. */
export function errorDetails(value: unknown): ErrorDetail[] {
	return elements(value).filter(isObject).map(errorDetail);
}
