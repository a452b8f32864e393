'use strict';

const make = require('../deliveries');
const { bytesOf } = require('../sign');
const { itemTime, wireTime } = require('./delivery');
const { sentence } = require('./people');

const DAY = 86_400;
/** The phases of a history as the protocol has them (last day, to 90 days, to 180), and how much of it is in each. */
const PHASES = [
	{ phase: 0, share: 0.05, from: 600, to: DAY },
	{ phase: 1, share: 0.45, from: DAY, to: 90 * DAY },
	{ phase: 2, share: 0.5, from: 90 * DAY, to: 180 * DAY },
];
const phaseAt = (chance) => PHASES[chance < PHASES[0].share ? 0 : chance < PHASES[0].share + PHASES[1].share ? 1 : 2];

/** Fields that tell who sent a message, on the side of the customer. */
const sender = ({ number, userId }) => ({ ...(number ? { from: number } : {}), ...(userId ? { from_user_id: userId } : {}) });

/**
 * The old messages of the business, each of one thread; big threads and small ones, as in life.
 * @returns {Array<{ phase: number, age: number, person: object, isOwn: boolean, raw: object, gives: object[] }>}
 */
function conversations({ business, now, chance, idOf }, customers, { messages, media }) {
	const { next, below } = chance;
	return Array.from({ length: messages }, (_, index) => {
		const chosen = customers[Math.floor(customers.length * next() ** 2)];
		// Every thread has at least one message.
		const person = index < customers.length ? customers[index] : chosen;
		const { phase, from, to } = phaseAt(next());
		const age = from + below(to - from);
		const isOwn = next() < 0.45;
		const content = next() < media ? { type: 'media_placeholder' } : make.text(sentence(chance));
		const id = idOf('H', index);
		const raw = {
			...(isOwn ? { from: business.number } : sender(person)),
			id,
			timestamp: wireTime(now - age),
			...content,
			history_context: { status: isOwn ? 'read' : 'pending', ...(isOwn ? { from_me: true } : {}) },
		};
		const cells = {
			event: 'history.message',
			messageId: id,
			contactId: person.key,
			direction: isOwn ? 'outbound' : 'inbound',
			type: content.type,
			text: content.text?.body ?? null,
			timestamp: itemTime(now - age),
			safeToAutoReply: false,
		};
		return { phase, age, person, isOwn, raw, gives: [{ once: `history.message ${id}`, cells }] };
	});
}

/** Thread by thread, newest first inside a thread, as on the wire. */
function byThread(messages) {
	const threads = new Map();
	for (const message of messages) {
		if (!threads.has(message.person.key)) threads.set(message.person.key, []);
		threads.get(message.person.key).push(message);
	}
	return [...threads.values()].flatMap((list) => list.sort((one, other) => one.age - other.age));
}

/** Fills chunks up to a size in bytes and a number of messages. */
function filled(messages, { chunkBytes, chunkMessages }) {
	const chunks = [];
	let chunk = [];
	let size = 0;
	for (const message of byThread(messages)) {
		const bytes = bytesOf(message.raw).length + 1;
		if (chunk.length > 0 && (size + bytes > chunkBytes || chunk.length === chunkMessages)) {
			chunks.push(chunk);
			chunk = [];
			size = 0;
		}
		chunk.push(message);
		size += bytes;
	}
	return chunk.length === 0 ? chunks : [...chunks, chunk];
}

/** The threads of a chunk; a customer without a number has a context in place of the id. */
function threadsOf(elements) {
	const threads = new Map();
	for (const { person, raw } of elements) {
		const { number, userId, username } = person;
		const context = userId === undefined ? {} : { context: { ...(number ? { wa_id: number } : {}), user_id: userId, username } };
		if (!threads.has(person.key)) threads.set(person.key, { ...(number ? { id: number } : {}), ...context, messages: [] });
		threads.get(person.key).messages.push(raw);
	}
	return [...threads.values()];
}

function chunkDelivery(business, phase, chunkOrder, progress, elements) {
	const cells = { event: 'history.progress', phase, progress, complete: progress === 100 };
	return {
		kind: 'history',
		what: `phase ${phase}, chunk ${chunkOrder}, ${progress} %`,
		field: 'history',
		elements,
		head: [{ once: `history.progress ${phase} ${chunkOrder}`, cells }],
		build: (list) =>
			make.value({ history: [{ metadata: { phase, chunk_order: chunkOrder, progress }, threads: threadsOf(list) }] }, business),
	};
}

/**
 * The history in chunks of three phases; each repeats some messages of the phase before. The last chunk of the last
 * phase says 100, even when it is empty, as seen on the wire.
 */
function chunks({ business, chance }, messages, { overlap, chunkBytes, chunkMessages }) {
	return PHASES.flatMap(({ phase }) => {
		const own = messages.filter((message) => message.phase === phase);
		const before = messages.filter((message) => message.phase === phase - 1 && chance.next() < overlap);
		const lists = filled([...own, ...before], { chunkBytes, chunkMessages });
		if (lists.length === 0 && phase === PHASES.length - 1) lists.push([]);
		return lists.map((list, index) => {
			const isLast = phase === PHASES.length - 1 && index === lists.length - 1;
			const progress = isLast ? 100 : Math.min(99, phase * 33 + Math.round(((index + 1) / lists.length) * 33));
			return chunkDelivery(business, phase, index + 1, progress, list);
		});
	});
}

module.exports = { chunks, conversations, sender };
