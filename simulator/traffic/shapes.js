'use strict';

const make = require('../deliveries');
const { contactsDelivery, entry } = require('./contacts');
const { text } = require('./contents');
const { oldMessage } = require('./conversations');
const { deliveryOf } = require('./delivery');
const { receipt, received } = require('./elements');
const { chunkDelivery } = require('./history');
const { sentence } = require('./people');

/** Something that nobody can read: passed on whole, each time that it arrives. */
function unread(array, raw, { fields, ...cells }) {
	return { array, raw, gives: [{ once: null, cells: { event: 'unrecognized', ...cells }, fields }] };
}

/** The calls of one delivery are one item, in whatever part of it they arrive. */
function callsBeside(world, person) {
	const ids = ['A', 'B'].map((letter) => `wacid.${world.seed >>> 0}${letter}`);
	const from = person.number ?? person.userId;
	const calls = ids.map((id) => ({ id, event: 'connect', from, timestamp: String(world.now) }));
	const element = unread('calls', calls, { field: 'messages', raw: { holds: ids } });
	// The element holds a whole array.
	const wrap = ({ calls: list, ...arrays }) => ({ ...arrays, ...(list === undefined ? {} : { calls: list.flat() }) });
	return { element, wrap };
}

/** Deliveries that Meta's pages do not show: no field, arrays that nobody knows, elements that are none. */
function shapes(world, customers) {
	const { business, now, chance, nameOf } = world;
	const written = (kind, index, by = 'customer') => {
		const person = chance.pick(customers);
		return { name: nameOf(kind, index, person, by), person, seconds: now - 20, ...text(sentence(chance)) };
	};
	const message = (index) => received(world, written('ZM', index));
	const state = receipt({ ...written('ZS', 0, 'business'), status: 'read' });
	const old = oldMessage(world, { ...written('ZH', 0), isOwn: false, age: 4_500 });
	const known = chance.pick(customers);
	const added = entry('add', known, { id: 'without field', seconds: now - 450, name: known.name ?? 'Known' });
	const { element: calls, wrap } = callsBeside(world, customers[0]);
	const bare = message(1);
	const deliver = (what, of) => deliveryOf(world, { kind: 'shapes', what, ...of });
	const nowhere = unread('messages', bare.raw, { raw: { holds: [bare.raw.id] }, fields: ['messages', 'history'] });
	return [
		deliver('messages and receipts without field', { elements: [message(0), state] }),
		{
			kind: 'shapes',
			what: 'messages without field and number',
			elements: [nowhere],
			build: (list) => ({ messaging_product: 'whatsapp', messages: list.map(({ raw }) => raw) }),
		},
		{
			...chunkDelivery(world, { kind: 'shapes', phase: 0, chunkOrder: 9_601, progress: 49, elements: [old] }),
			field: undefined,
		},
		{ ...contactsDelivery(business, 'shapes', 'contacts without field', [added]), field: undefined },
		deliver('calls beside messages', { field: 'messages', elements: [message(2), calls, message(3)], wrap }),
		deliver('elements that are none', {
			field: 'messages',
			elements: [
				message(4),
				unread('messages', null, { type: 'malformed' }),
				message(5),
				unread('messages', 7, { type: 'malformed' }),
			],
		}),
		deliver('a message in place of an array', {
			field: 'messages',
			elements: [message(6)],
			wrap: ({ messages, ...more }) => ({ ...more, messages: messages[0] }),
		}),
		{
			kind: 'shapes',
			what: 'an account-level error',
			field: 'messages',
			elements: [
				unread(
					'errors',
					{ code: 130429, title: 'Rate limit hit' },
					{ field: 'messages', raw: { holds: ['130429'] } },
				),
			],
			build: (list) => make.value({ errors: list.map(({ raw }) => raw) }, business),
		},
	];
}

module.exports = { shapes };
