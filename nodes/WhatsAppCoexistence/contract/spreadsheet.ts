import type { CoexistenceEvent, Contact, ErrorDetail, Message } from './events';

/** A sign that starts a formula, also in its full-width form, first or after what is not visible. */
const RUNS_AS_FORMULA = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*?[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/u;

/**
 * Text that a spreadsheet cannot run: `'` is put before text whose first character is `=`, `+`, `-`, `@`, one of
 * their full-width forms, a tab or a carriage return, also after leading white space or invisible characters. Other
 * text, and null, stay unchanged.
 */
export function safeText<Value extends string | null>(value: Value): Value {
	return value !== null && RUNS_AS_FORMULA.test(value) ? (`'${value}` as Value) : value;
}

/** A copy of an object in which every text is safe, but for those of some keys; what is nested stays unchanged. */
function safeTexts<Part extends object>(part: Part, ...unchanged: ReadonlyArray<keyof Part>): Part {
	const copy = { ...part };
	for (const key of Object.keys(part) as Array<keyof Part>) {
		const value = part[key];
		if (typeof value === 'string' && !unchanged.includes(key)) copy[key] = safeText(value);
	}
	return copy;
}

const orNull = <Part extends object>(part: Part | null, ...unchanged: ReadonlyArray<keyof Part>): Part | null =>
	part && safeTexts(part, ...unchanged);

const safeContact = (contact: Contact): Contact =>
	safeTexts(contact, 'key', 'phoneNumber', 'waId', 'userId', 'parentUserId');

const safeErrors = (errors: readonly ErrorDetail[]): ErrorDetail[] => errors.map((error) => safeTexts(error));

function safeMessage(message: Message): Message {
	return {
		...safeTexts(message, 'id', 'key', 'targetId', 'targetKey', 'direction', 'origin', 'content', 'answers'),
		media: orNull(message.media, 'id', 'sha256', 'url'),
		location: orNull(message.location),
		reaction: orNull(message.reaction, 'messageId', 'messageKey'),
		referral: orNull(message.referral),
		referredProduct: orNull(message.referredProduct),
		errors: safeErrors(message.errors),
	};
}

/**
 * A copy of an event whose texts, names, types and file names a spreadsheet cannot run. Phone numbers, ids, and what
 * stays as received (`content`, `answers`, `contacts`, `details`, `pricing`, `conversation`, `raw`) are untouched.
 */
export function spreadsheetSafe<Event extends CoexistenceEvent>(event: Event): Event {
	const safe: CoexistenceEvent = { ...event };
	if (safe.contact !== null) safe.contact = safeContact(safe.contact);
	safe.groupId = safeText(safe.groupId);
	if ('message' in safe) safe.message = safeMessage(safe.message);
	if ('error' in safe) safe.error = safeTexts(safe.error);
	if ('account' in safe) safe.account = safeTexts(safe.account, 'phoneNumber', 'ownerBusinessId', 'details');
	if ('identity' in safe) {
		safe.identity = { ...safe.identity, text: safeText(safe.identity.text) };
	}
	if ('preference' in safe) safe.preference = safeTexts(safe.preference);
	if ('status' in safe) {
		const texts = safeTexts(safe.status, 'messageId', 'messageKey', 'pricing', 'conversation');
		safe.status = { ...texts, errors: safeErrors(safe.status.errors) };
	}
	return safe as Event;
}
