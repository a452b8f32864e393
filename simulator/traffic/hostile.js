'use strict';

const make = require('../deliveries');
const { contactsDelivery, entry } = require('./contacts');
const { text } = require('./contents');
const { oldMessage } = require('./conversations');
const { deliveryOf } = require('./delivery');
const { echo } = require('./elements');
const { chunkDelivery } = require('./history');
const { clean, cleaned, HIGH, LOW, messages, named, NUL, SAMPLES } = require('./hostileMessages');

/** A field of the future whose keys and values hold such characters. */
function unknownField({ business, seed }) {
	const id = `PIN${seed >>> 0}`;
	const content = make.value({ [`pi${NUL}ns`]: [{ id: `${NUL}${id}`, [`k${HIGH}`]: `${LOW}x` }] }, business);
	const raw = { holds: ['"pins"', `"${id}"`, '"k\ufffd"', '"\ufffdx"'] };
	const gives = [{ once: null, cells: { event: 'unrecognized', type: 'unknown_field', raw } }];
	return {
		kind: 'hostile',
		what: 'keys of an unknown field',
		field: 'future_pins',
		elements: [{ raw: content, gives }],
		build: () => content,
	};
}

/** Characters that break databases, everywhere where people write. */
function hostile(world, customers) {
	const { now, chance, nameOf } = world;
	const writer = chance.pick(customers);
	const typed = SAMPLES.map((body, index) => {
		const person = chance.pick(customers);
		return echo(world, {
			name: nameOf('ME', index, person, 'business'),
			person,
			seconds: now - 25,
			...cleaned(text(body)),
		});
	});
	const old = SAMPLES.map((body, index) => {
		const person = chance.pick(customers);
		const name = nameOf('MH', index, person, 'customer');
		return oldMessage(world, { name, person, isOwn: false, age: 3_600 + index, ...cleaned(text(body)) });
	});
	const book = SAMPLES.map((sample, index) => {
		const person = {
			number: `155514${String((world.seed >>> 0) % 10_000).padStart(4, '0')}${index}`,
			first: sample,
		};
		const added = entry(
			'add',
			{ ...person, key: person.number },
			{ id: 'hostile', seconds: now - 480, name: sample },
		);
		return {
			...added,
			gives: added.gives.map(({ once, cells }) => ({ once, cells: { ...cells, contactName: clean(sample) } })),
		};
	});
	const deliver = (what, field, elements) => deliveryOf(world, { kind: 'hostile', what, field, elements });
	return [
		contactsDelivery(world.business, 'hostile', 'names in the address book', book),
		chunkDelivery(world, { kind: 'hostile', phase: 0, chunkOrder: 9_701, progress: 50, elements: old }),
		deliver('texts of echoes', 'smb_message_echoes', typed),
		deliver('texts and ids of messages', 'messages', messages(world, writer)),
		deliver('the name of a customer', 'messages', [named(world, writer)]),
		unknownField(world),
	];
}

module.exports = { hostile };
