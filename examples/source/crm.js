'use strict';

/** What the three CRM examples have in common: one contact at a time, looked up by every spelling of its number. */
const { rules } = require('./conditions');
const { from, node, note, trigger } = require('./kit');

const EVENT = "$('One at a time').item.json";
const CONTACT = `${EVENT}.contact`;
const UPSERTED = `${EVENT}.event === 'contact.upserted'`;

const start = () => [
	trigger(['contact.upserted', 'contact.removed'], { simplify: false }),
	node('One at a time', 'splitInBatches', 3, [1, 0], { batchSize: 1, options: {} }),
];

/**
 * Where a contact goes: an output for those who are known, one for those who are new. The rest (a removal of somebody
 * who is not in the CRM, an event that is older than what the CRM has) goes on to the next.
 */
const sorted = (place, { isKnown, isNewer = 'true' }) =>
	node('Known already?', 'switch', 3.2, place, {
		rules: rules({
			known: [
				[`={{ ${isKnown} }}`, 'isTrue'],
				[`={{ ${isNewer} }}`, 'isTrue'],
			],
			new: [
				[`={{ ${isKnown} }}`, 'isFalse'],
				[`={{ ${UPSERTED} }}`, 'isTrue'],
				[`={{ ${CONTACT}?.key ?? '' }}`, 'isNotEmpty'],
			],
		}),
		options: { fallbackOutput: 'extra' },
	});

/** The loop; `steps` lead from it to the switch. */
const links = (steps) => [
	[from('contacts'), 'One at a time'],
	[['One at a time', 1], steps[0]],
	...steps.map((step, index) => [step, steps[index + 1] ?? 'Known already?']),
	[['Known already?', 0], 'Update'],
	[['Known already?', 1], 'Create'],
	[['Known already?', 2], 'One at a time'],
	['Update', 'One at a time'],
	['Create', 'One at a time'],
];

/** Notes: what to do, how people are found, what is written. `width`: of the area before the switch. */
const notes = (title, todo, found, width, order) => [
	note(
		`## WhatsApp contacts → ${title}\nThe address book of the phone in your CRM, kept up to date.\n\n**To do**\n${todo.map((line, index) => `${index + 1}. ${line}`).join('\n')}`,
		[-2, -0.8],
		[1.6, 2.4],
		4,
	),
	note(`### Who is it?\n${found}\n\nOne at a time, so that somebody who comes twice is not created twice.`, [0.8, -1.1], [width, 2]),
	note(
		`### Create or update\nA removal is a flag: nobody is deleted, and no name is cleared. ${order}`,
		[0.9 + width, -1.3],
		[2.2, 3.2],
	),
];

const NEWER = 'An event that is older than what the CRM has seen changes nothing.';

module.exports = { CONTACT, EVENT, links, NEWER, notes, sorted, start, UPSERTED };
