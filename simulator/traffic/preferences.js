'use strict';

const { deliveryOf, itemTime, wireTime } = require('./delivery');
const { contactCells, profileOf } = require('./wirePerson');

/** A customer stops or resumes marketing messages. */
function preference({ now }, person, index) {
	const stops = index % 2 === 0;
	const seconds = now - 40 + index;
	const chosen = { category: 'marketing_messages', value: stops ? 'stop' : 'resume' };
	const cells = {
		event: 'preference.changed',
		...contactCells(person, true),
		type: chosen.category,
		status: chosen.value,
		timestamp: itemTime(seconds),
		'preference.detail': stops ? 'No more offers, please' : null,
	};
	const detail = stops ? 'No more offers, please' : undefined;
	return {
		array: 'user_preferences',
		profile: profileOf(person),
		raw: { wa_id: person.number, user_id: person.userId, detail, ...chosen, timestamp: seconds },
		gives: [{ once: `preference.changed ${person.key} ${chosen.value} ${seconds}`, cells }],
	};
}

const identityCells = (seconds, renewed, before, cells) => ({
	event: 'identity.changed',
	timestamp: itemTime(seconds),
	contactId: renewed.key,
	contactUserId: renewed.userId,
	previousContactUserId: before.userId ?? null,
	'identity.userId': renewed.userId,
	'identity.parentUserId': renewed.parentUserId ?? null,
	'identity.previousParentUserId': before.parentUserId ?? null,
	...cells,
});

/** The older field of its own: number, old and new ids. */
function idUpdate({ now }, before, renewed) {
	const seconds = now - 35;
	const raw = {
		wa_id: before.number,
		detail: 'Identifier was renewed.',
		user_id: { previous: before.userId, current: renewed.userId },
		parent_user_id: { previous: before.parentUserId, current: renewed.parentUserId },
		timestamp: wireTime(seconds),
	};
	const cells = identityCells(seconds, renewed, before, { contactName: before.name });
	return {
		array: 'user_id_update',
		profile: profileOf({ number: before.number, name: before.name }),
		raw,
		gives: [{ once: `user_id_update ${before.userId}`, cells }],
	};
}

/** A system message about a new user id; it may name the previous one, or have it as its sender. */
function systemNote({ now, nameOf }, before, renewed, index) {
	const { id } = nameOf('VI', index, before, 'customer');
	const seconds = now - 30 + index;
	const isNamed = index % 2 === 0;
	const system = {
		type: 'user_changed_user_id',
		body: `The user id is now ${renewed.userId}`,
		user_id: renewed.userId,
		parent_user_id: renewed.parentUserId,
		...(isNamed ? { previous_user_id: before.userId, previous_parent_user_id: before.parentUserId } : {}),
	};
	const previousParent = isNamed ? {} : { 'identity.previousParentUserId': undefined };
	const cells = identityCells(seconds, renewed, before, { 'identity.text': system.body, ...previousParent });
	return {
		array: 'messages',
		raw: {
			from_user_id: isNamed ? undefined : before.userId,
			id,
			timestamp: wireTime(seconds),
			type: 'system',
			system,
		},
		gives: [{ once: `identity.changed ${id}`, cells }],
	};
}

/** Marketing preferences, and new user ids in each form in which WhatsApp tells them. */
function preferences(world, customers) {
	const deliver = (what, field, elements) => deliveryOf(world, { kind: 'preferences', what, field, elements });
	const part = String((world.seed >>> 0) % 1_000_000).padStart(6, '0');
	const ids = (index) => ({ userId: `US.5${part}0000${index}`, parentUserId: `US.ENT.4${part}0000${index}` });
	const known = (index, more) => ({ ...ids(index), name: 'Selma Okoye', key: ids(index).userId, ...more });
	const number = `155513${part.slice(1)}`;
	const notes = [2, 4].map((index, place) => systemNote(world, known(index), known(index + 1), place));
	return [
		deliver(
			'marketing preferences',
			'user_preferences',
			customers.slice(0, 8).map((person, index) => preference(world, person, index)),
		),
		deliver('a new user id, on its own field', 'user_id_update', [
			idUpdate(world, known(0, { number, key: number }), known(1, { number, key: number })),
		]),
		...notes.map((note) => deliver('a new user id, in a note', 'messages', [note])),
	];
}

module.exports = { preferences };
