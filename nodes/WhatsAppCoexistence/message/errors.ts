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

const isEmpty = ({ code, title, message, details }: ErrorDetail): boolean =>
	code === null && title === null && message === null && details === null;

/** The `errors` array of a message or a status; an empty object is not an error. */
export function errorDetails(value: unknown): ErrorDetail[] {
	return elements(value)
		.map(errorDetail)
		.filter((error) => !isEmpty(error));
}
