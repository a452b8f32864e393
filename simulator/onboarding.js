'use strict';

const make = require('./deliveries');
const { random } = require('./random');
const { bytesOf } = require('./sign');

const DAY = 86_400;
/** The phases of a history as the protocol has them (last day, to 90 days, to 180), and how much of it is in each. */
const PHASES = [
	{ phase: 0, share: 0.05, from: 0, to: DAY },
	{ phase: 1, share: 0.45, from: DAY, to: 90 * DAY },
	{ phase: 2, share: 0.5, from: 90 * DAY, to: 180 * DAY },
];
const phaseAt = (chance) => PHASES[chance < PHASES[0].share ? 0 : chance < PHASES[0].share + PHASES[1].share ? 1 : 2];
const WORDS = 'the frame order is ready we can send it tomorrow morning thank you for the quick answer see you at shop'.split(' ');

const numberOf = (index) => `1555${String(2_000_000 + index)}`;
const idOf = (index) => `wamid.SIM${String(index).padStart(9, '0')}`;

/** The messages of a business, each with its thread and age; big threads and small ones, as in life. */
function conversations({ next, below, pick }, { messages, threads }) {
	return Array.from({ length: messages }, (_, index) => {
		const customer = numberOf(Math.floor(threads * next() ** 2));
		// Every thread has at least one message.
		const thread = index < threads ? numberOf(index) : customer;
		const { phase, from, to } = phaseAt(next());
		const body = Array.from({ length: 4 + below(14) }, () => pick(WORDS)).join(' ');
		return { id: idOf(index), thread, phase, age: from + below(to - from), isOwn: next() < 0.45, body };
	});
}

/** Fills chunks up to a size, thread by thread, newest first inside a thread, as on the wire. */
function chunksOf(messages, chunkBytes) {
	const chunks = [];
	let threads = {};
	let size = 0;
	for (const { thread, list } of byThread(messages)) {
		for (const { id, isOwn, age, body } of list) {
			const old = make.oldMessage('', isOwn ? make.BUSINESS.number : thread, age, make.text(body));
			const message = { ...old, id };
			const bytes = JSON.stringify(message).length + 1;
			if (size + bytes > chunkBytes) {
				chunks.push(threads);
				threads = {};
				size = 0;
			}
			(threads[thread] ??= []).push(message);
			size += bytes;
		}
	}
	return size === 0 ? chunks : [...chunks, threads];
}

function byThread(messages) {
	const threads = new Map();
	for (const message of messages) {
		if (!threads.has(message.thread)) threads.set(message.thread, []);
		threads.get(message.thread).push(message);
	}
	return [...threads].map(([thread, list]) => ({ thread, list: list.sort((one, other) => one.age - other.age) }));
}

/** The address book, in deliveries of at most 1,000 entries: the most that Meta puts into one. */
function addressBook(contacts, threads) {
	const entries = Array.from({ length: contacts }, (_, index) => {
		const number = index < threads ? numberOf(index) : numberOf(500_000 + index);
		return make.added({ number, name: `Person ${index}`, first: 'Person' });
	});
	const deliveries = [];
	for (let start = 0; start < entries.length; start += 1_000) deliveries.push(make.contacts(entries.slice(start, start + 1_000)));
	return deliveries;
}

/**
 * The onboarding of a business with months of chats: contacts, then the history in chunks of three phases that
 * overlap, out of order, some delivered twice. The same seed gives the same traffic.
 * @param {{ seed?: number, messages?: number, threads?: number, contacts?: number, chunkBytes?: number, overlap?: number,
 *   redelivered?: number, provider?: 'meta' | '360dialog' }} [options] `overlap`: the share of a phase's messages
 *   that the next phase repeats; `redelivered`: the share of the deliveries that come once more, later
 * @returns {{ deliveries: Array<{ field: string, bytes: Buffer, repeats: number }>, messageIds: string[], contacts: number }}
 *   what to send, in order, and what must come out, each once
 */
function onboarding({
	seed = 1,
	messages = 118_000,
	threads = 1_500,
	contacts = 9_100,
	chunkBytes = 2_900_000,
	overlap = 0.2,
	redelivered = 0.1,
	provider = 'meta',
} = {}) {
	const chance = random(seed);
	const all = conversations(chance, { messages, threads });
	const wrap = (field, content) => ({ field, bytes: bytesOf(make.envelope(provider, field, content)) });
	const people = addressBook(contacts, threads).map((content) => wrap('smb_app_state_sync', content));
	const history = PHASES.flatMap(({ phase }) => {
		const own = all.filter((message) => message.phase === phase);
		const before = all.filter((message) => message.phase === phase - 1 && chance.next() < overlap);
		const chunks = chunksOf([...own, ...before], chunkBytes);
		return chunks.map((list, index) => {
			const progress = phase === 2 && index === chunks.length - 1 ? 100 : Math.min(99, phase * 33 + Math.round(((index + 1) / chunks.length) * 33));
			return wrap('history', make.historyChunk({ phase, chunkOrder: index + 1, progress, threads: list }));
		});
	});
	const shuffled = chance.shuffle(history);
	const again = [...people, ...shuffled].filter(() => chance.next() < redelivered);
	return { deliveries: [...people, ...shuffled, ...chance.shuffle(again)], messageIds: all.map(({ id }) => id), contacts };
}

module.exports = { onboarding };
