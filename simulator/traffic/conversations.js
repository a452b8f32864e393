'use strict';

const make = require('../deliveries');
const { itemTime, wireTime } = require('./delivery');
const { sentence } = require('./people');
const { sender } = require('./wirePerson');

const DAY = 86_400;
/** The phases of a history as the protocol has them (last day, to 90 days, to 180), and how much of it is in each. */
const PHASES = [
	{ phase: 0, share: 0.05, from: 600, to: DAY },
	{ phase: 1, share: 0.45, from: DAY, to: 90 * DAY },
	{ phase: 2, share: 0.5, from: 90 * DAY, to: 180 * DAY },
];
const phaseAt = (chance) => PHASES[chance < PHASES[0].share ? 0 : chance < PHASES[0].share + PHASES[1].share ? 1 : 2];

/**
 * A message of an old chat; `thread`: the person as the thread names it, if otherwise than the message. `wire` and
 * `cells` take precedence over what is sent and expected by default.
 * @param {{ name: import('./wamid').MessageName, person: object, thread?: object, isOwn: boolean, age: number,
 *   content: object, text?: string | null, wire?: object, cells?: object, variant?: string }} written `age`: seconds
 */
function oldMessage({ business, now }, written) {
	const {
		name,
		person,
		thread = person,
		isOwn,
		age,
		content,
		text = null,
		wire = {},
		cells = {},
		variant = '',
	} = written;
	const raw = {
		...(isOwn ? { from: business.number } : sender(person)),
		id: name.id,
		timestamp: wireTime(now - age),
		...content,
		history_context: { status: isOwn ? 'read' : 'pending', ...(isOwn ? { from_me: true } : {}) },
		...wire,
	};
	const expected = {
		event: 'history.message',
		messageId: name.id,
		messageKey: name.key,
		contactId: person.key,
		contactUserId: person.userId ?? null,
		direction: isOwn ? 'outbound' : 'inbound',
		origin: isOwn ? 'business' : 'customer',
		status: isOwn ? 'read' : 'pending',
		type: content.type ?? 'unknown',
		text,
		timestamp: itemTime(now - age),
		safeToAutoReply: false,
		humanReply: false,
		...cells,
	};
	return {
		age,
		person,
		thread,
		isOwn,
		raw,
		gives: [{ once: `history.message ${name.id} ${variant}`, cells: expected }],
	};
}

/**
 * The old messages of the business, each of one thread; big threads and small ones, as in life.
 * @returns {Array<{ phase: number, age: number, person: object, isOwn: boolean, raw: object, gives: object[] }>}
 */
function conversations(world, customers, { messages, media }) {
	const { next, below } = world.chance;
	return Array.from({ length: messages }, (_, index) => {
		const chosen = customers[Math.floor(customers.length * next() ** 2)];
		// Every thread has at least one message.
		const person = index < customers.length ? customers[index] : chosen;
		const { phase, from, to } = phaseAt(next());
		const age = from + below(to - from);
		const isOwn = next() < 0.45;
		const content = next() < media ? { type: 'media_placeholder' } : make.text(sentence(world.chance));
		const name = world.nameOf('H', index, person, isOwn ? 'business' : 'customer');
		return { phase, ...oldMessage(world, { name, person, isOwn, age, content, text: content.text?.body ?? null }) };
	});
}

module.exports = { conversations, oldMessage, PHASES };
