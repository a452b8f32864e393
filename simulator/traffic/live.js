'use strict';

const make = require('../deliveries');
const { deletion, edit } = require('./contents');
const { deliveryOf, itemTime, pieces, wireTime } = require('./delivery');
const { receipt, received } = require('./elements');
const { sentence } = require('./people');

const delivery = (world, what, elements) => deliveryOf(world, { kind: 'live', what, field: 'messages', elements });

/** A customer got a new number; no profile stands beside it. */
function numberChange(world, person) {
	const { now, nameOf } = world;
	const { id } = nameOf('I', 0, person, 'customer');
	const newNumber = `1555${String(3_000_000 + (Number(person.number) % 1_000_000))}`;
	const system = { type: 'user_changed_number', body: 'changed the number', wa_id: newNumber };
	const raw = { from: person.number, id, timestamp: wireTime(now - 8), type: 'system', system };
	const cells = {
		event: 'identity.changed',
		contactId: newNumber,
		timestamp: itemTime(now - 8),
		previousContactPhone: `+${person.number}`,
	};
	return delivery(world, 'a customer has a new number', [
		{ array: 'messages', raw, gives: [{ once: `identity.changed ${id}`, cells }] },
	]);
}

/** Customers write, some edit and delete; the API's answers are sent, delivered and read. */
function live(world, customers, count) {
	const { now, chance, nameOf } = world;
	const written = Array.from({ length: count }, (_, index) => {
		const text = sentence(chance);
		const person = chance.pick(customers);
		const name = nameOf('L', index, person, 'customer');
		return { name, person, seconds: now - 20 + (index % 10), content: make.text(text), text };
	});
	const later = (kind, { person }, index, content) =>
		received(world, { name: nameOf(kind, index, person, 'customer'), person, seconds: now - 9, ...content });
	const every10th = (rest, change) =>
		written.flatMap((one, index) => (index % 10 === rest ? [change(one, index)] : []));
	const changed = [
		...every10th(3, (one, index) => later('LE', one, index, edit(one.name, sentence(chance)))),
		...every10th(4, (one, index) => later('LR', one, index, deletion(one.name))),
	];
	const states = written
		.filter((_, index) => index % 2 === 0)
		.flatMap(({ person }, index) => {
			const name = nameOf('S', index, person, 'business');
			return ['sent', 'delivered', 'read'].map((status, step) =>
				receipt({ name, person, status, seconds: now - 6 + step }),
			);
		});
	const mover = customers.find(({ number, userId }) => number !== undefined && userId === undefined);
	const messages = written.map((one) => received(world, one));
	return [
		...pieces(messages, 2).map((list) => delivery(world, 'customers write', list)),
		...pieces(changed, 2).map((list) => delivery(world, 'customers edit and delete', list)),
		...pieces(states, 3).map((list) => delivery(world, 'states of sent messages', list)),
		...(count > 0 && mover !== undefined ? [numberChange(world, mover)] : []),
	];
}

module.exports = { live };
