'use strict';

const make = require('../deliveries');
const { text } = require('./contents');
const { deliveryOf } = require('./delivery');
const { echo, receipt, received } = require('./elements');
const { sentence } = require('./people');

const BOT = { message_creation_type: 'created_by_1p_bot' };

/** The chat changes hands: no message, and passed on whole. Nothing tells a repeat of it from a second one. */
function handover({ business }, person, event) {
	const content = make.value({ [event]: { recipient: { wa_id: person.number }, new_owner: 'agent-7' } }, business);
	const cells = {
		event: 'unrecognized',
		type: 'unknown_field',
		field: 'messaging_handovers',
		raw: { holds: [event] },
	};
	return {
		kind: 'standby',
		what: 'the chat changes hands',
		field: 'messaging_handovers',
		elements: [{ raw: content, gives: [{ once: null, cells }] }],
		build: () => content,
	};
}

/**
 * Meta's agent holds chats: messages, its answers and receipts come on field `standby`, one level deeper. Its answers
 * may also come as echoes that are marked, and on the older field `message_echoes`.
 */
function standby(world, customers) {
	const { now, chance, nameOf } = world;
	const persons = customers.slice(0, 5);
	const echoOf = (kind, index, more) => {
		const person = persons[index];
		const name = nameOf(kind, index, person, 'business');
		return echo(world, { name, person, seconds: now - 40 + index, ...text(sentence(chance)), ...more });
	};
	const agent = { cells: { origin: 'agent', humanReply: false } };
	const written = persons.map((person, index) =>
		received(world, {
			name: nameOf('NM', index, person, 'customer'),
			person,
			seconds: now - 45 + index,
			...text(sentence(chance)),
			cells: { safeToAutoReply: false },
		}),
	);
	const states = persons.map((person, index) =>
		receipt({ name: nameOf('NA', index, person, 'business'), person, status: 'delivered', seconds: now - 30 }),
	);
	const answers = persons.map((_, index) => echoOf('NA', index, { ...agent, isNamed: true }));
	const held = [...written, ...answers, ...states];
	const marked = persons.map((_, index) => echoOf('NB', index, { ...agent, wire: BOT }));
	const typed = persons.map((_, index) => echoOf('NT', index, { wire: { message_creation_type: 'user' } }));
	const older = persons.map((_, index) =>
		echoOf(
			'NO',
			index,
			index % 2 === 0 ? { ...agent, wire: BOT } : { cells: { origin: 'unknown', humanReply: false } },
		),
	);
	const deliver = (what, field, elements, wrap) =>
		deliveryOf(world, { kind: 'standby', what, field, elements, wrap });
	const reachable = customers.find(({ number }) => number !== undefined) ?? customers[0];
	return [
		handover(world, reachable, 'control_passed'),
		deliver("Meta's agent holds the chats", 'standby', held, (content) => ({ standby: content })),
		deliver("Meta's bot answers, and a person", 'smb_message_echoes', chance.shuffle([...marked, ...typed])),
		deliver('answers on the older field', 'message_echoes', older),
		handover(world, reachable, 'control_taken'),
	];
}

module.exports = { standby };
