'use strict';

const { reaction, text } = require('./contents');
const { deliveryOf } = require('./delivery');
const { echo, receipt, received } = require('./elements');
const { sentence } = require('./people');

/** Ids of groups: words, digits that are nobody's number, and the id of WhatsApp's own protocol. */
const GROUPS = ['GRP-LAMPS-0001', '120399000000000011', '120399000000000012@g.us'];

/** A receipt of one participant: the recipient is the group. */
const receiptOf = (now, name, person, groupId, status) =>
	receipt({
		name,
		person,
		status,
		seconds: now - 12,
		variant: person.key,
		wire: {
			recipient_id: groupId,
			recipient_user_id: undefined,
			recipient_parent_user_id: undefined,
			recipient_type: 'group',
			recipient_participant_id: person.number,
			recipient_participant_user_id: person.userId,
			recipient_participant_parent_user_id: person.parentUserId,
		},
		cells: { groupId, 'status.recipientType': 'group' },
	});

/** The chat of one group: participants write, the business writes, each participant reads. */
function group(world, groupId, participants, index) {
	const { now, chance, nameOf } = world;
	const wire = { group_id: groupId };
	const written = participants.map((person, place) => {
		const name = nameOf('GM', index * 10 + place, person, 'customer');
		const cells = { groupId, safeToAutoReply: false };
		return received(world, { name, person, seconds: now - 20, ...text(sentence(chance)), wire, cells });
	});
	const [first] = participants;
	const liked = reaction(nameOf('GM', index * 10, first, 'customer'), '👍');
	const likes = received(world, {
		name: nameOf('GL', index, first, 'customer'),
		person: first,
		seconds: now - 18,
		...liked,
		wire,
		cells: { ...liked.cells, groupId },
	});
	const nobody = { key: null };
	const own = echo(world, {
		name: nameOf('GE', index, first, 'business'),
		person: nobody,
		seconds: now - 15,
		...text(sentence(chance)),
		wire: { to: groupId, group_id: groupId },
		cells: { groupId, humanReply: false, contact: null },
		isNamed: false,
	});
	const sent = nameOf('GS', index, first, 'business');
	const receipts = ['delivered', 'read'].flatMap((status) =>
		participants.map((person) => receiptOf(now, sent, person, groupId, status)),
	);
	const deliver = (what, field, elements) => deliveryOf(world, { kind: 'groups', what, field, elements });
	return [
		deliver('participants of a group write', 'messages', [...written, likes]),
		deliver('the business writes into a group', 'smb_message_echoes', [own]),
		deliver('participants of a group read', 'messages', receipts),
	];
}

/** Groups, which another number of the same app may have. */
function groups(world, customers) {
	const participants = Array.from({ length: 4 }, (_, index) => customers[(index * 3 + 1) % customers.length]);
	return GROUPS.flatMap((groupId, index) => group(world, groupId, [...new Set(participants)], index));
}

module.exports = { groups };
