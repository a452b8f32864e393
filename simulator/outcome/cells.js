'use strict';

const { isDeepStrictEqual } = require('node:util');

/** Where a full item has what a column of the flat item tells. */
const PATHS = {
	contactId: 'contact.key',
	contactPhone: 'contact.phoneNumber',
	contactName: 'contact.name',
	contactUserId: 'contact.userId',
	messageId: 'message.id|status.messageId',
	messageKey: 'message.key|status.messageKey',
	targetKey: 'message.targetKey',
	replyToKey: 'message.replyTo.messageKey',
	direction: 'message.direction',
	origin: 'message.origin',
	type: 'message.type|preference.category|reason',
	text: 'message.text',
	status: 'message.status|status.status|preference.value',
	errorCode: 'error.code|message.errors.0.code|status.errors.0.code',
	mediaId: 'message.media.id',
	fileName: 'message.media.filename',
	payload: 'message.payload',
	adId: 'message.referral.sourceId',
	adClickId: 'message.referral.clickId',
	safeToAutoReply: 'message.safeToAutoReply',
	humanReply: 'message.humanReply',
	phase: 'history.phase',
	progress: 'history.progress',
	complete: 'history.complete',
	accountEvent: 'account.event',
	connected: 'account.connected',
	previousContactPhone: 'identity.previousPhoneNumber',
	previousContactUserId: 'identity.previousUserId',
};

/** What stands at a path; null when something on the way to it is missing. */
function valueAt(item, path) {
	let value = item;
	for (const key of path.split('.')) value = value?.[key];
	return value ?? null;
}

const isFull = ({ business }) => typeof business === 'object';

/**
 * One cell of an item in either form.
 * @param {object} item
 * @param {string} name of a column, or a path in the full item
 * @returns {unknown} undefined when a flat item does not carry it, such as a column that was left out
 */
function cellOf(item, name) {
	if (!isFull(item)) return item[name];
	const paths = (PATHS[name] ?? name).split('|');
	return paths.map((path) => valueAt(item, path)).find((value) => value !== null) ?? null;
}

/** Whether a value is as expected; `{ holds: [...] }` expects that its JSON text contains these texts. */
function fits(value, expected) {
	if (!Array.isArray(expected?.holds)) return isDeepStrictEqual(value, expected);
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return expected.holds.every((part) => text.includes(part));
}

/** The cells in which an item is not as expected; what it does not carry at all is not compared. */
function differences(expected, item) {
	return Object.keys(expected).filter((name) => {
		if (name === 'times' || expected[name] === undefined) return false;
		const value = cellOf(item, name);
		return value !== undefined && !fits(value, expected[name]);
	});
}

/** Whether no text and no key in an item holds a NUL or half a surrogate pair, which databases refuse. */
function isStorable(value) {
	if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
	if (typeof value !== 'object' || value === null) return true;
	return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}

module.exports = { cellOf, differences, isStorable };
