'use strict';

/**
 * One row for each message, in a data table or a sheet: what an event of the outputs *History* and *Echoes* writes
 * into the row of the message that it belongs to. Rows are found by `messageKey`, which stays the same when WhatsApp
 * spells an id with a phone number or with a user id.
 */
const COLUMNS = {
	messageKey: 'string',
	timestamp: 'date',
	contactName: 'string',
	contactPhone: 'string',
	text: 'string',
	type: 'string',
	direction: 'string',
	origin: 'string',
	status: 'string',
	fileName: 'string',
	mediaId: 'string',
	editedText: 'string',
	editedAt: 'date',
	deletedAt: 'date',
	customerReaction: 'string',
	businessReaction: 'string',
	placeholder: 'string',
	errorCode: 'number',
	replyToKey: 'string',
	messageId: 'string',
	contactId: 'string',
	contactUserId: 'string',
	phoneNumberId: 'string',
};

/** The key of the row that an event belongs to: an edit, a deletion or a reaction belongs to its target. */
const keyOf = (item) => `(${item}.targetKey ?? ${item}.messageKey ?? ${item}.id)`;

/**
 * An expression for what an event (a flat item) writes, as an object without unknown values. Each kind of event
 * writes other columns, so the order in which they arrive does not matter: a placeholder (`unsupported`, `errors`,
 * `media_placeholder`) writes no content, an edit or a deletion nothing that its message writes.
 * @param {string} item expression for the flat item
 * @param {string} [name] expression for the name of the contact
 */
const rowOf = (item, name = `${item}.contactName`) => `Object.fromEntries(Object.entries({
  messageKey: ${keyOf(item)},
  contactName: ${name},
  contactPhone: ${item}.contactPhone,
  contactId: ${item}.contactId,
  contactUserId: ${item}.contactUserId,
  phoneNumberId: ${item}.phoneNumberId,
  ...(${item}.targetKey === null ? {
    messageId: ${item}.messageId,
    timestamp: ${item}.event === 'history.media' ? null : ${item}.timestamp,
    direction: ${item}.direction === 'unknown' ? null : ${item}.direction,
    origin: ${item}.origin === 'unknown' ? null : ${item}.origin,
    status: ${item}.status,
    replyToKey: ${item}.replyToKey,
    ...(['media_placeholder', 'unsupported', 'errors', 'unknown'].includes(${item}.type) && ${item}.text === null && ${item}.mediaId === null
      ? { placeholder: [${item}.type, ${item}.errorCode].filter((part) => part !== null).join(' ') }
      : { type: ${item}.type, text: ${item}.text, fileName: ${item}.fileName, mediaId: ${item}.mediaId, errorCode: ${item}.errorCode }),
  } : ${item}.type === 'reaction' ? {
    [${item}.direction === 'outbound' ? 'businessReaction' : 'customerReaction']: ${item}.text ?? '',
  } : ${item}.type === 'revoke' ? {
    deletedAt: ${item}.timestamp,
  } : {
    editedAt: ${item}.timestamp,
    editedText: ${item}.text ?? '',
  }),
}).filter(([, value]) => value !== null && value !== undefined))`;

module.exports = { COLUMNS, keyOf, rowOf };
