'use strict';

/** The sample deliveries with something in the place of each name, text and number that can be found again in a log. */
const fs = require('node:fs');
const path = require('node:path');

const FIXTURES = path.join(__dirname, '..', 'fixtures');
/** Keys whose values steer the normalizer; what stands elsewhere is a person's. */
const STEERING = new Set([
	...['object', 'field', 'type', 'action', 'event', 'status', 'messaging_product', 'product', 'category', 'reason', 'mime_type'],
	...['timestamp', 'phase', 'chunk_order', 'progress', 'code', 'error_subcode', 'from_me', 'initiated_by', 'expiration_timestamp', 'ts', 'time'],
]);
/** Every canary of a text holds this word, every canary of a number starts with these digits. */
const WORD = 'canary';
const DIGITS = '15557';
/** The random ids of n8n's event log, thousands in a run: among so many hexadecimal digits those of a canary come up by chance. */
const RANDOM_ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/** Gives each value a canary of its own, equal values the same one. */
function aviary() {
	const known = new Map();
	return (value) => {
		const isNumber = typeof value === 'number' || /^\+?[\d\s().-]{6,}$/.test(value);
		if (!known.has(value)) known.set(value, isNumber ? `${DIGITS}${String(known.size).padStart(6, '0')}` : `${WORD}${known.size}`);
		if (typeof value === 'number') return Number(known.get(value));
		// What a spreadsheet would run, a digit string with a plus, an id with its prefix: still recognizable as such.
		const [start] = isNumber ? /^\+?/.exec(value) : /^(wamid\.|[A-Z]{2}\.|[=+@-])?/.exec(value);
		return start + known.get(value);
	};
}

/** A copy with canaries in it. `all`: also in place of what steers, so that nothing is recognized. */
function substituted(value, canaryOf, all, key = '') {
	if (Array.isArray(value)) return value.map((one) => substituted(one, canaryOf, all, key));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, substituted(one, canaryOf, all, name)]));
	}
	if (!all && STEERING.has(key)) return value;
	if (typeof value === 'number') return Math.abs(value) >= 1e6 ? canaryOf(value) : value;
	return typeof value === 'string' && value !== '' ? canaryOf(value) : value;
}

const jsonFilesIn = (folder) =>
	fs.readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json')).sort();

/**
 * All sample deliveries with canaries, each in two ways: as one that is understood, and as one in which nothing is.
 * @returns {Array<{ name: string, bytes: Buffer }>}
 */
function canaryDeliveries() {
	const now = Math.floor(Date.now() / 1000);
	const canaryOf = aviary();
	return ['deliveries', 'more'].flatMap((kind) =>
		jsonFilesIn(path.join(FIXTURES, kind)).flatMap((file) => {
			const text = fs.readFileSync(path.join(FIXTURES, kind, file), 'utf8').replace(/\{\{now([+-]\d+)?\}\}/g, (_, shift = '0') => String(now + Number(shift)));
			const body = JSON.parse(text);
			return [false, true].map((all) => ({ name: `${kind}/${file}${all ? ', not understood' : ''}`, bytes: Buffer.from(JSON.stringify(substituted(body, canaryOf, all))) }));
		}),
	);
}

/**
 * The lines of a log with a canary or one of some secrets in them, whole or only their beginning.
 * @param {string} log
 * @param {string[]} secrets without the word of the canaries, such as digests
 */
function leaksIn(log, secrets = []) {
	const parts = secrets.map((secret) => secret.slice(0, 16));
	const canary = new RegExp(`${WORD}|${DIGITS}\\d`, 'i');
	return log.split('\n').filter((line) => canary.test(line.replace(RANDOM_ID, '')) || parts.some((part) => line.includes(part)));
}

module.exports = { canaryDeliveries, DIGITS, leaksIn, WORD };
