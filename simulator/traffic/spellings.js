'use strict';

const { contactsDelivery, entry } = require('./contacts');
const { text } = require('./contents');
const { oldMessage } = require('./conversations');
const { deliveryOf } = require('./delivery');
const { echo, receipt, received } = require('./elements');
const { chunkDelivery } = require('./history');
const { sentence } = require('./people');

/**
 * People whose number WhatsApp and address books write in two ways: Brazilian mobile numbers with and without the 9,
 * Mexican ones with and without the 1, Argentinian ones with and without the 9. A Brazilian landline has one way.
 */
function cast(seed) {
	const local = `00${String((seed >>> 0) % 1_000_000).padStart(6, '0')}`;
	const line = `8${local.slice(1)}`;
	return [
		{ name: 'Bia Nogueira', spellings: [`55219${line}`, `5521${line}`], formatted: `+55 21 9${line}` },
		{ name: 'Paz Rocha', spellings: [`5255${local}`, `52155${local}`], formatted: `+52 1 55 ${local}` },
		{ name: 'Malena Sosa', spellings: [`5411${local}`, `54911${local}`], formatted: `+54 9 11 ${local}` },
		{ name: 'Loja Central', spellings: [`55113${local.slice(1)}`], formatted: `+55 11 3${local.slice(1)}` },
	].map((person) => ({ ...person, key: person.spellings[0] }));
}

/** Both spellings, to look the person up in another system. */
const cellsOf = ({ spellings }) => ({ 'contact.matchKeys': { holds: spellings.map((digits) => `"${digits}"`) } });

/** One person everywhere: in each place with a spelling by chance. */
function everywhere(world, person, index) {
	const { now, chance, nameOf } = world;
	const cells = cellsOf(person);
	const spelled = () => ({ ...person, number: chance.pick(person.spellings) });
	const written = (kind, place, by) => {
		const name = nameOf(kind, index * 4 + place, spelled(), by);
		return { name, person: spelled(), seconds: now - 70 + place, ...text(sentence(chance)), cells };
	};
	const old = (place, isOwn) => {
		const thread = { ...person, number: person.spellings[0] };
		const { name, ...what } = written('QH', place, isOwn ? 'business' : 'customer');
		// The thread and the message may spell the number differently: which of them is told, is not said.
		const wire = isOwn && place % 2 === 1 ? { to: spelled().number } : {};
		return oldMessage(world, { ...what, name, thread, isOwn, age: 5_000 + place, wire });
	};
	const states = ['sent', 'read'].map((status) => receipt({ ...written('QS', 0, 'business'), status }));
	const added = entry(
		'add',
		{ ...person, number: person.formatted },
		{ id: 'spelled', seconds: now - 400, name: person.name },
	);
	return {
		book: [added],
		chats: [old(0, false), old(1, true), old(2, true), old(3, false)],
		echoes: [0, 1].map((place) => echo(world, written('QE', place, 'business'))),
		live: [...[0, 1].map((place) => received(world, written('QM', place, 'customer'))), ...states],
	};
}

/** The same people in the address book, old chats, echoes, messages and receipts, their numbers written in each way. */
function spellings(world) {
	const persons = cast(world.seed).map((person, index) => everywhere(world, person, index));
	const all = (part) => persons.flatMap((person) => person[part]);
	const deliver = (what, field, elements) => deliveryOf(world, { kind: 'spellings', what, field, elements });
	return [
		contactsDelivery(world.business, 'spellings', 'people with two spellings', all('book')),
		chunkDelivery(world, { kind: 'spellings', phase: 0, chunkOrder: 9_401, progress: 47, elements: all('chats') }),
		deliver('to people with two spellings', 'smb_message_echoes', all('echoes')),
		deliver('people with two spellings write', 'messages', all('live')),
	];
}

module.exports = { spellings };
