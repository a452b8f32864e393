'use strict';

const { givesOf } = require('../traffic/delivery');

/** The cells by which an item of each kind is recognized; the others must then be equal. */
const IDENTITY = {
	'contact.upserted': ['contactId', 'timestamp'],
	'contact.removed': ['contactId', 'timestamp'],
	'history.progress': ['phase', 'progress'],
	'history.declined': ['errorCode'],
	'history.error': ['errorCode'],
	'account.updated': ['accountEvent'],
	'message.status': ['messageId', 'status'],
	'identity.changed': ['contactId', 'timestamp'],
	'preference.changed': ['contactId', 'timestamp'],
	unrecognized: [],
};
const BY_MESSAGE = ['messageId'];

const ECHO = /^echo\./;
const LIVE = /^(message|identity)\./;
/** The events of each field. What cannot be understood on a field is emitted when one of its events is selected. */
const EVENTS_OF = {
	smb_app_state_sync: /^contact\./,
	history: /^history\./,
	smb_message_echoes: ECHO,
	message_echoes: ECHO,
	messages: LIVE,
	standby: /^(message|identity|echo)\./,
	user_preferences: /^preference\./,
	user_id_update: /^identity\./,
	account_update: /^account\./,
};

/** Whether what a delivery gives is emitted when only some events are selected. */
function isSelected(events, fields, { event }) {
	if (events === undefined || events.includes(event)) return true;
	if (event !== 'unrecognized') return false;
	return fields.some((field) => events.some((selected) => EVENTS_OF[field]?.test(selected) === true));
}

/**
 * What tells an item from most others: its event and the cells that identify it.
 * @param {string} event
 * @param {(name: string) => unknown} cell
 */
function identityOf(event, cell) {
	const keys = IDENTITY[event] ?? BY_MESSAGE;
	return [event, ...keys.map((key) => cell(key) ?? '')].join(' ').trim();
}

/**
 * What must come out of some posts: of those that were sent and did not lack the secret, each once, however often
 * they were delivered. What comes of forged ones is named too, so that it is recognized.
 * @param {import('../chaos').Post[]} posts
 * @param {{ events?: string[], isFresh?: boolean }} [options] `events`: those that are selected; default: all.
 *   `isFresh`: the posts are emitted within 10 minutes of their moment, so that what depends on it is certain
 * @returns {{ items: Array<Record<string, unknown> & { event: string, times?: number }>, never: Array<Record<string, unknown> & { event: string }> }}
 *   `times`: how many items look like this one, when more than one
 */
function expectationOf(posts, { events, isFresh = false } = {}) {
	const seen = new Set();
	const wanted = new Map();
	for (const { delivery } of posts.filter(({ fate }) => fate === 'sent')) {
		for (const { once, cells, whenFresh, fields = [delivery.field] } of givesOf(delivery)) {
			if (!isSelected(events, fields, cells)) continue;
			if (once !== null && seen.has(once)) continue;
			seen.add(once);
			const expected = isFresh ? { ...cells, ...whenFresh } : cells;
			const look = JSON.stringify(expected);
			const before = wanted.get(look);
			wanted.set(look, before === undefined ? expected : { ...before, times: (before.times ?? 1) + 1 });
		}
	}
	const forged = posts.filter(({ fate }) => fate === 'forged');
	return { items: [...wanted.values()], never: forged.flatMap(({ delivery }) => givesOf(delivery).map(({ cells }) => cells)) };
}

/** How many items an expectation asks for. */
const countOf = ({ items }) => items.reduce((sum, { times = 1 }) => sum + times, 0);

module.exports = { countOf, expectationOf, identityOf };
