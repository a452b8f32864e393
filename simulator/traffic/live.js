'use strict';

const make = require('../deliveries');
const { itemTime, pieces, wireTime } = require('./delivery');
const { sender } = require('./history');
const { sentence } = require('./people');

const EVENT_OF = { edit: 'message.edited', revoke: 'message.revoked' };

function received({ id, person, seconds, content, text = null }) {
	const event = EVENT_OF[content.type] ?? 'message.received';
	const cells = {
		event,
		messageId: id,
		contactId: person.key,
		direction: 'inbound',
		type: content.type,
		text,
		timestamp: itemTime(seconds),
	};
	return {
		array: 'messages',
		person,
		raw: { ...sender(person), id, timestamp: wireTime(seconds), ...content },
		gives: [{ once: `${event} ${id}`, cells }],
	};
}

function stateOfSent(id, status, person, seconds) {
	const who = { ...(person.number ? { recipient_id: person.number } : {}), ...(person.userId ? { recipient_user_id: person.userId } : {}) };
	const cells = { event: 'message.status', messageId: id, status, contactId: person.key, timestamp: itemTime(seconds) };
	return {
		array: 'statuses',
		person,
		raw: { id, status, timestamp: wireTime(seconds), ...who },
		gives: [{ once: `message.status ${id} ${status}`, cells }],
	};
}

/** The profiles of those who write, each with what is known of the person. */
const profile = ({ number, userId, username, name }) => ({
	profile: { name, ...(username ? { username } : {}) },
	...(number ? { wa_id: number } : {}),
	...(userId ? { user_id: userId } : {}),
});

const delivery = (business, what, elements) => ({
	kind: 'live',
	what,
	field: 'messages',
	elements,
	build: (list) => {
		const contacts = [...new Set(list.map(({ person }) => person))].map(profile);
		const arrays = {};
		for (const { array, raw } of list) (arrays[array] ??= []).push(raw);
		return make.value({ contacts, ...arrays }, business);
	},
});

/** A customer got a new number; no profile stands beside it. */
function numberChange({ business, now, idOf }, person) {
	const id = idOf('I', 0);
	const newNumber = `1555${String(3_000_000 + Number(person.number) % 1_000_000)}`;
	const system = { type: 'user_changed_number', body: 'changed the number', wa_id: newNumber };
	const raw = { from: person.number, id, timestamp: wireTime(now - 8), type: 'system', system };
	const cells = { event: 'identity.changed', contactId: newNumber, timestamp: itemTime(now - 8) };
	return {
		kind: 'live',
		what: 'a customer has a new number',
		field: 'messages',
		elements: [{ raw, gives: [{ once: `identity.changed ${id}`, cells }] }],
		build: (list) => make.value({ messages: list.map((element) => element.raw) }, business),
	};
}

/** Customers write, some edit and delete; the API's answers are sent, delivered and read. */
function live(world, customers, count) {
	const { business, now, chance, idOf } = world;
	const written = Array.from({ length: count }, (_, index) => {
		const text = sentence(chance);
		return { id: idOf('L', index), person: chance.pick(customers), seconds: now - 20 + (index % 10), content: make.text(text), text };
	});
	const changed = written.flatMap(({ id, person }, index) => {
		if (index % 10 === 3) {
			const text = sentence(chance);
			const edit = { original_message_id: id, message: make.text(text) };
			return [received({ id: idOf('LE', index), person, seconds: now - 9, content: { type: 'edit', edit }, text })];
		}
		if (index % 10 !== 4) return [];
		return [received({ id: idOf('LR', index), person, seconds: now - 9, content: { type: 'revoke', revoke: { original_message_id: id } } })];
	});
	const states = written
		.filter((_, index) => index % 2 === 0)
		.flatMap(({ person }, index) => ['sent', 'delivered', 'read'].map((status, step) => stateOfSent(idOf('S', index), status, person, now - 6 + step)));
	const mover = customers.find(({ number, userId }) => number !== undefined && userId === undefined);
	return [
		...pieces(written.map(received), 2).map((list) => delivery(business, 'customers write', list)),
		...pieces(changed, 2).map((list) => delivery(business, 'customers edit and delete', list)),
		...pieces(states, 3).map((list) => delivery(business, 'states of sent messages', list)),
		...(count > 0 && mover !== undefined ? [numberChange(world, mover)] : []),
	];
}

module.exports = { live };
