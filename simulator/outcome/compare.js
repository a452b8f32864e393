'use strict';

const { identityOf } = require('./expectation');

/** The cells of an item in either form: a flat item holds them, a full one in its parts. */
function cellsOf(item) {
	const { message, history, error, account, status, contact } = item;
	if (contact === undefined && item.business === undefined) return item;
	return {
		event: item.event,
		timestamp: item.timestamp,
		contactId: contact?.key ?? null,
		contactName: contact?.name ?? null,
		direction: message?.direction ?? null,
		type: message?.type ?? item.reason ?? null,
		text: message?.text ?? null,
		messageId: message?.id ?? status?.messageId ?? null,
		mediaId: message?.media?.id ?? null,
		status: message?.status ?? status?.status ?? null,
		phase: history?.phase ?? null,
		progress: history?.progress ?? null,
		complete: history?.complete ?? null,
		errorCode: error?.code ?? null,
		accountEvent: account?.event ?? null,
		safeToAutoReply: message?.safeToAutoReply ?? null,
	};
}

const nameOf = (cells) => identityOf(cells).trim();

/** The cells in which an item is not as expected; what it does not carry at all (a column left out) is not compared. */
function differences(expected, cells) {
	return Object.keys(expected).filter((key) => key !== 'times' && cells[key] !== undefined && cells[key] !== expected[key]);
}

/**
 * Holds what came out against what must have come out.
 * @param {object[]} items of the trigger, in either form
 * @param {ReturnType<import('./expectation').expectationOf>} expectation
 * @param {{ mayRepeat?: boolean }} [options] `mayRepeat`: repeats are not dropped, so that more than once is right too
 * @returns {{ right: number, missing: string[], repeated: string[], forged: string[], unexpected: string[], different: string[] }}
 *   how many are as they must be, and the names of the others
 */
function compare(items, { items: wanted, never }, { mayRepeat = false } = {}) {
	const expected = new Map(wanted.map((cells) => [identityOf(cells), cells]));
	const forgeries = new Set(never.map(identityOf));
	const counts = new Map();
	const result = { right: 0, missing: [], repeated: [], forged: [], unexpected: [], different: [] };
	for (const item of items) {
		const cells = cellsOf(item);
		const identity = identityOf(cells);
		const match = expected.get(identity);
		if (match === undefined) {
			(forgeries.has(identity) ? result.forged : result.unexpected).push(nameOf(cells));
			continue;
		}
		const count = (counts.get(identity) ?? 0) + 1;
		counts.set(identity, count);
		const wrong = differences(match, cells);
		if (wrong.length > 0) result.different.push(`${nameOf(cells)} (${wrong.join(', ')})`);
		else if (count <= (match.times ?? 1)) result.right++;
		else if (!mayRepeat) result.repeated.push(nameOf(cells));
	}
	for (const [identity, cells] of expected) {
		for (let count = counts.get(identity) ?? 0; count < (cells.times ?? 1); count++) result.missing.push(nameOf(cells));
	}
	return result;
}

/** Whether nothing is wrong. */
const isRight = ({ right: _, ...wrong }) => Object.values(wrong).every((list) => list.length === 0);

const WORDS = {
	missing: 'did not come out',
	repeated: 'came out more than once',
	forged: 'came out although forged',
	unexpected: 'came out, and nobody sent them',
	different: 'came out with other contents',
};

/**
 * What is wrong, in lines for a person, with some names of each.
 * @param {ReturnType<typeof compare>} result
 * @returns {string[]} none when everything is right
 */
function report(result) {
	return Object.entries(WORDS).flatMap(([key, words]) => {
		const names = result[key];
		if (names.length === 0) return [];
		const more = names.length > 5 ? ` … and ${names.length - 5} more` : '';
		return [`${names.length} ${words}: ${names.slice(0, 5).join('; ')}${more}`];
	});
}

module.exports = { compare, isRight, report };
