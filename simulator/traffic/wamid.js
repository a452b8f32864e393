'use strict';

const { createHash } = require('node:crypto');

/**
 * The names of one message. WhatsApp spells an id with the phone number of the customer, and since July 2026 spells
 * the same id with the user id where another message refers to it (replies, reactions, edits, deletions).
 * @typedef {{ id: string, alias: string, key: string, by: 'business' | 'customer' }} MessageName
 *   `alias`: the id in its other spelling; `key`: what both spellings share
 */

const SIDES = { business: 0x11, customer: 0x12 };
const BY_NUMBER = 0x02;
const BY_USER_ID = 0x14;
/** Lengths of the hex run, as seen in live traffic. */
const RUN_LENGTHS = [18, 20, 32];
/** One id of this many has no layout, as those of older messages: the whole id is its key. */
const PLAIN_EVERY = 11;

function spelled(peer, kind, side, run) {
	const head = Buffer.from([0x1c, 0x18, peer.length]);
	const middle = Buffer.from([0x15, kind, 0x00, side, 0x18, run.length]);
	const bytes = Buffer.concat([head, Buffer.from(peer), middle, Buffer.from(run), Buffer.from([0x00])]);
	return `wamid.${bytes.toString('base64')}`;
}

/**
 * The names of a message in a chat. The same seed, kind and index give the same names.
 * @param {{ seed: number, kind: string, index: number, person: import('./people').Person,
 *   by: 'business' | 'customer' }} of
 * @returns {MessageName}
 */
function messageName({ seed, kind, index, person, by }) {
	const plain = `${(seed >>> 0).toString(36).toUpperCase()}.${kind}${index}`;
	if (index % PLAIN_EVERY === PLAIN_EVERY - 1) {
		const id = `wamid.SIM${plain}`;
		return { id, alias: id, key: id, by };
	}
	const digest = createHash('sha256').update(plain).digest('hex').toUpperCase();
	const key = digest.slice(0, RUN_LENGTHS[index % RUN_LENGTHS.length]);
	const number = person.number?.replace(/\D/g, '');
	// Every customer has a user id, also those whose user id stands nowhere else.
	const alias = spelled(person.userId ?? `US.8${number}`, BY_USER_ID, SIDES[by], key);
	return { id: number === undefined ? alias : spelled(number, BY_NUMBER, SIDES[by], key), alias, key, by };
}

module.exports = { messageName };
