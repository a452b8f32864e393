'use strict';

const { groups } = require('./groups');
const { hostile } = require('./hostile');
const { identities } = require('./identities');
const { kinds } = require('./kinds');
const { placeholders } = require('./placeholders');
const { preferences } = require('./preferences');
const { receipts } = require('./receipts');
const { replies } = require('./replies');
const { restrictions } = require('./restrictions');
const { shapes } = require('./shapes');
const { spellings } = require('./spellings');
const { standby } = require('./standby');

/**
 * What others report from live traffic of 2026. How much of it there is does not depend on the size of the business.
 * @type {Record<string, { about: string, make: (world: object, customers: import('./people').Person[]) =>
 *   Array<Omit<import('./delivery').Delivery, 'id'>> }>} by the name of the part
 */
const REPORTED = {
	placeholders: { make: placeholders, about: 'messages that arrive without content and with it, under one id' },
	replies: { make: replies, about: 'replies, reactions, edits, deletions; ids spelled with number and user id' },
	people: { make: identities, about: 'customers known by a user id, a parent id, or only by contacts' },
	spellings: { make: spellings, about: 'Brazilian, Mexican, Argentinian numbers in both spellings' },
	groups: { make: groups, about: 'messages, echoes and receipts of groups' },
	standby: { make: standby, about: "chats that Meta's agent holds, and its answers" },
	preferences: { make: preferences, about: 'marketing preferences, and new user ids' },
	kinds: { make: kinds, about: 'ads, forwarded messages, places, cards, orders, forms, call permissions' },
	receipts: { make: receipts, about: 'receipts with price, conversation and own data; failures' },
	shapes: { make: shapes, about: 'changes without field, calls, elements that cannot be read' },
	hostile: { make: hostile, about: 'NUL and half surrogate pairs in texts, names, ids and keys' },
	restrictions: { make: restrictions, about: 'bans and restrictions of the account' },
};

/** One line of help for each of them. */
const reportedHelp = (indent) =>
	Object.entries(REPORTED)
		.map(([part, { about }]) => `${' '.repeat(indent)}${part.padEnd(14)}${about}`)
		.join('\n');

module.exports = { REPORTED, reportedHelp };
