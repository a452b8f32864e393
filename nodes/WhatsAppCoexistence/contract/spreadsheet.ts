import type { CoexistenceEvent, Contact, ErrorDetail, Message } from './events';

/** Blanks are skipped; a tab or a carriage return is among what must not come first. */
const RUNS_AS_FORMULA = /^[^\S\t\r]*[=+\-@\t\r]/;

/**
 * Text that a spreadsheet cannot run: a `'` goes before text whose first character, also after leading
 * blanks, is `=`, `+`, `-`, `@`, a tab or a carriage return. Other text, and null, stay as they are.
 */
export function safeText<Value extends string | null>(value: Value): Value {
	return value !== null && RUNS_AS_FORMULA.test(value) ? (`'${value}` as Value) : value;
}

function safeContact(contact: Contact): Contact {
	return {
		...contact,
		name: safeText(contact.name),
		firstName: safeText(contact.firstName),
		fullName: safeText(contact.fullName),
		username: safeText(contact.username),
	};
}

function safeError(error: ErrorDetail): ErrorDetail {
	const { title, message, details } = error;
	return { ...error, title: safeText(title), message: safeText(message), details: safeText(details) };
}

function safeMessage(message: Message): Message {
	const { media, location, reaction } = message;
	return {
		...message,
		type: safeText(message.type),
		status: safeText(message.status),
		text: safeText(message.text),
		media: media && {
			...media,
			mimeType: safeText(media.mimeType),
			caption: safeText(media.caption),
			filename: safeText(media.filename),
		},
		location: location && { ...location, name: safeText(location.name), address: safeText(location.address) },
		reaction: reaction && { ...reaction, emoji: safeText(reaction.emoji) },
		errors: message.errors.map(safeError),
	};
}

/**
 * A copy of an event whose texts, names, types and file names a spreadsheet cannot run. Phone numbers, ids,
 * and what stays as received (`content`, `contacts`, `raw`) are untouched.
 */
export function spreadsheetSafe<Event extends CoexistenceEvent>(event: Event): Event {
	const safe: CoexistenceEvent = { ...event };
	if (safe.contact !== null) safe.contact = safeContact(safe.contact);
	if ('message' in safe) safe.message = safeMessage(safe.message);
	if ('error' in safe) safe.error = safeError(safe.error);
	if ('account' in safe) {
		const { event: name, reason, initiatedBy } = safe.account;
		safe.account = {
			...safe.account,
			event: safeText(name),
			reason: safeText(reason),
			initiatedBy: safeText(initiatedBy),
		};
	}
	if ('status' in safe) {
		const { status, errors } = safe.status;
		safe.status = { ...safe.status, status: safeText(status), errors: errors.map(safeError) };
	}
	return safe as Event;
}
