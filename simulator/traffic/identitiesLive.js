'use strict';

const { text } = require('./contents');
const { deliveryOf } = require('./delivery');
const { echo, receipt, received } = require('./elements');
const { sentence } = require('./people');
const { contactCells, profileOf } = require('./wirePerson');

/** Names of the parent id on receipts. */
const PARENT_NAMES = ['recipient_parent_user_id', 'parent_recipient_user_id', 'parent_user_id'];

/** Live messages, each with the one thing by which it names its person. */
function messages(world, { both, hidden, misplaced, nameless }) {
	const { now, chance, nameOf } = world;
	const write = (index, person, more = {}) => {
		const name = nameOf('DM', index, person, 'customer');
		return received(world, { name, person, seconds: now - 25 + index, ...text(sentence(chance)), ...more });
	};
	const unnamed = { from: undefined, from_user_id: undefined, from_parent_user_id: undefined };
	const nobody = {
		...contactCells({ key: null }, false),
		direction: undefined,
		origin: undefined,
		safeToAutoReply: false,
	};
	const one = (what, element, more = []) => {
		const wrap = ({ contacts, ...arrays }) => ({ contacts: [...contacts, ...more], ...arrays });
		return deliveryOf(world, { kind: 'people', what, field: 'messages', elements: [element], wrap });
	};
	const atPhone = { from: misplaced.userId, from_user_id: undefined };
	const profile = { profile: { name: misplaced.name, username: `@${misplaced.username}` }, wa_id: misplaced.userId };
	return [
		one('the number stands in contacts alone', write(0, both, { wire: { from: undefined } })),
		one('a user id is all that is known', write(1, hidden)),
		one('a user id where the number belongs', { ...write(2, misplaced, { wire: atPhone }), profile }, [
			profileOf(hidden),
		]),
		one('a username, and no name', write(3, nameless), [profileOf(both)]),
		one('nobody is named, and contacts has one entry', write(4, hidden, { wire: unnamed })),
		one('nobody is named, and contacts has two entries', write(5, both, { wire: unnamed, cells: nobody }), [
			profileOf(hidden),
		]),
	];
}

/** Receipts with each name of the parent id, and one that names nobody. */
function receipts(world, { hidden }) {
	const { now, nameOf } = world;
	const deliver = (what, elements) => deliveryOf(world, { kind: 'people', what, field: 'messages', elements });
	const of = (index, wire, isNamed = false) =>
		receipt({
			name: nameOf('DR', index, hidden, 'business'),
			person: hidden,
			status: 'delivered',
			seconds: now - 15,
			wire: { recipient_parent_user_id: undefined, ...wire },
			isNamed,
		});
	return [
		deliver(
			'three names of the parent id',
			PARENT_NAMES.map((key, index) => of(index, { [key]: hidden.parentUserId })),
		),
		deliver('a receipt that names nobody', [of(3, { recipient_user_id: undefined }, true)]),
	];
}

/** Echoes to people known by a user id, and notes of the business to itself, which have no contact. */
function echoes(world, { both, hidden }) {
	const { business, now, chance, nameOf } = world;
	const write = (index, person, more) => {
		const name = nameOf('DE', index, person, 'business');
		return echo(world, { name, person, seconds: now - 25 + index, ...text(sentence(chance)), ...more });
	};
	const noteTo = (index, to) =>
		write(index, { key: null }, { wire: { to }, cells: { humanReply: false }, isNamed: false });
	const deliver = (what, elements) =>
		deliveryOf(world, { kind: 'people', what, field: 'smb_message_echoes', elements });
	const [, area, line] = /^1(\d{3})(\d+)$/.exec(business.number) ?? [];
	const formatted = area === undefined ? `+${business.number}` : `+1 (${area}) ${line}`;
	return [
		deliver('to people known by a user id', [write(0, both, { wire: { to: undefined } }), write(1, hidden)]),
		deliver('notes of the business to itself', [noteTo(2, business.number), noteTo(3, formatted)]),
	];
}

module.exports = { echoes, messages, receipts };
