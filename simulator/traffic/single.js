'use strict';

const make = require('../deliveries');

const one = (kind, what, field, content, gives) => ({ kind, what, field, elements: [{ raw: content, gives }], build: () => content });

/** The business keeps its old chats to itself. */
function declined({ business }) {
	const cells = { event: 'history.declined', errorCode: 2593109 };
	return one('history', 'the business declines', 'history', make.historyDeclined(business), [{ once: 'history.declined', cells }]);
}

/** The phone was disconnected from the API. */
function disconnected({ business }) {
	const content = { ...make.accountRemoved(), phone_number: business.number };
	const cells = { event: 'account.updated', accountEvent: 'PARTNER_REMOVED' };
	return one('account', 'the phone is disconnected', 'account_update', content, [{ once: 'account.updated', cells }]);
}

/** A field that nobody knows yet. Nothing tells a repeat of it from a second one. */
function future({ business, seed }) {
	const id = `wamid.PIN${seed >>> 0}`;
	const content = make.value({ message_pins: [{ id }] }, business);
	const cells = { event: 'unrecognized', type: 'unknown_field', field: 'smb_message_pins', raw: { holds: [id] } };
	return one('future', 'a field of the future', 'smb_message_pins', content, [{ once: null, cells }]);
}

module.exports = { declined, disconnected, future };
