'use strict';

const make = require('../deliveries');
const { bytesOf } = require('../sign');
const { PHASES } = require('./conversations');

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
	for (const { thread, raw } of elements) {
		const { number, threadId = number, userId, username } = thread;
		const context = userId === undefined ? {} : { context: { wa_id: number, user_id: userId, username } };
		const key = threadId ?? userId;
		if (!threads.has(key)) threads.set(key, { id: threadId, ...context, messages: [] });
		threads.get(key).messages.push(raw);
	}
	return [...threads.values()];
}

/** A chunk of old chats. */
function chunkDelivery({ business }, { kind = 'history', phase, chunkOrder, progress, elements }) {
	const cells = { event: 'history.progress', phase, progress, complete: progress === 100 };
	return {
		kind,
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
function chunks(world, messages, { overlap, chunkBytes, chunkMessages }) {
	return PHASES.flatMap(({ phase }) => {
		const own = messages.filter((message) => message.phase === phase);
		const before = messages.filter((message) => message.phase === phase - 1 && world.chance.next() < overlap);
		const lists = filled([...own, ...before], { chunkBytes, chunkMessages });
		if (lists.length === 0 && phase === PHASES.length - 1) lists.push([]);
		return lists.map((list, index) => {
			const isLast = phase === PHASES.length - 1 && index === lists.length - 1;
			const progress = isLast ? 100 : Math.min(99, phase * 33 + Math.round(((index + 1) / lists.length) * 33));
			return chunkDelivery(world, { phase, chunkOrder: index + 1, progress, elements: list });
		});
	});
}

module.exports = { chunkDelivery, chunks };
