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
	unrecognized: ['type'],
};
const BY_MESSAGE = ['messageId'];

/** What tells an item from the others: its event and the cells that identify it. */
function identityOf(cells) {
	const keys = IDENTITY[cells.event] ?? BY_MESSAGE;
	return [cells.event, ...keys.map((key) => cells[key] ?? '')].join(' ');
}

/**
 * What must come out of some posts: of those that were sent and did not lack the secret, each once, however often
 * they were delivered. What comes of forged ones is named too, so that it is recognized.
 * @param {import('../chaos').Post[]} posts
 * @param {{ events?: string[] }} [options] the events that are selected; default: all
 * @returns {{ items: Array<Record<string, unknown> & { event: string, times?: number }>, never: Array<Record<string, unknown> & { event: string }> }}
 *   `times`: how many items look like this one, when more than one
 */
function expectationOf(posts, { events } = {}) {
	const isSelected = ({ cells }) => events === undefined || events.includes(cells.event);
	const seen = new Set();
	const wanted = new Map();
	for (const { delivery } of posts.filter(({ fate }) => fate === 'sent')) {
		for (const { once, cells } of givesOf(delivery).filter(isSelected)) {
			if (once !== null && seen.has(once)) continue;
			seen.add(once);
			const identity = identityOf(cells);
			const before = wanted.get(identity);
			wanted.set(identity, before === undefined ? cells : { ...before, times: (before.times ?? 1) + 1 });
		}
	}
	const forged = posts.filter(({ fate }) => fate === 'forged');
	return { items: [...wanted.values()], never: forged.flatMap(({ delivery }) => givesOf(delivery).map(({ cells }) => cells)) };
}

/** How many items an expectation asks for. */
const countOf = ({ items }) => items.reduce((sum, { times = 1 }) => sum + times, 0);

module.exports = { countOf, expectationOf, identityOf };
