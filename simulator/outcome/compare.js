'use strict';

const { cellOf, differences, isStorable } = require('./cells');
const { identityOf } = require('./expectation');

/** What tells an item from the others, in either form. */
const identityIn = (item) => identityOf(item.event, (name) => cellOf(item, name));
const identityAmong = (cells) => identityOf(cells.event, (name) => cells[name]);

/** The expected items by their identity, the most precise first: an item that fits two of them is the first. */
function grouped(wanted) {
	const groups = new Map();
	for (const cells of wanted) {
		const identity = identityAmong(cells);
		if (!groups.has(identity)) groups.set(identity, []);
		groups.get(identity).push({ cells, left: cells.times ?? 1 });
	}
	const precision = ({ cells }) => JSON.stringify(cells).length;
	for (const group of groups.values()) group.sort((one, other) => precision(other) - precision(one));
	return groups;
}

/** The expected item that one which fits none was meant to be: the one it differs least from. */
function closest(group, item) {
	const open = group.filter(({ left }) => left > 0);
	const distance = ({ cells }) => differences(cells, item).length;
	return (open.length > 0 ? open : group).reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/**
 * Holds what came out against what must have come out.
 * @param {object[]} items of the trigger, in either form
 * @param {ReturnType<import('./expectation').expectationOf>} expectation
 * @param {{ mayRepeat?: boolean }} [options] `mayRepeat`: repeats are not dropped, so that more than once is right too
 * @returns {{ right: number, missing: string[], repeated: string[], forged: string[], unexpected: string[],
 *   different: string[], unstorable: string[] }} how many are as they must be, and the names of the others
 */
function compare(items, { items: wanted, never }, { mayRepeat = false } = {}) {
	const groups = grouped(wanted);
	const forgeries = new Set(never.map(identityAmong));
	const result = { right: 0, missing: [], repeated: [], forged: [], unexpected: [], different: [], unstorable: [] };
	const others = [];
	for (const item of items) {
		const identity = identityIn(item);
		if (!isStorable(item)) result.unstorable.push(identity);
		const group = groups.get(identity);
		if (group === undefined) {
			(forgeries.has(identity) ? result.forged : result.unexpected).push(identity);
			continue;
		}
		const fitting = group.filter(({ cells }) => differences(cells, item).length === 0);
		const match = fitting.find(({ left }) => left > 0);
		if (match !== undefined) {
			match.left--;
			result.right++;
		} else if (fitting.length === 0) others.push([identity, group, item]);
		else if (!mayRepeat) result.repeated.push(identity);
	}
	for (const [identity, group, item] of others) {
		const meant = closest(group, item);
		meant.left--;
		result.different.push(`${identity} (${differences(meant.cells, item).join(', ')})`);
	}
	for (const [identity, group] of groups) {
		for (const { left } of group) for (let count = left; count > 0; count--) result.missing.push(identity);
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
	unstorable: 'came out with a NUL or half a surrogate pair',
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
