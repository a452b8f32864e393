'use strict';

const { contactsDelivery, entry } = require('./contacts');
const { text } = require('./contents');
const { oldMessage } = require('./conversations');
const { wireTime } = require('./delivery');
const { chunkDelivery } = require('./history');
const { echoes, messages, receipts } = require('./identitiesLive');
const { sentence } = require('./people');

/** People of the identities of 2026: a number and both ids, ids alone, a user id where the number belongs. */
function cast(seed) {
	const part = String((seed >>> 0) % 1_000_000).padStart(6, '0');
	const userId = (index) => `US.7${part}00000000${index}`;
	const parentUserId = (index) => `US.ENT.6${part}00000000${index}`;
	const number = `155512${part.slice(1)}`;
	return {
		both: {
			number,
			userId: userId(1),
			parentUserId: parentUserId(1),
			username: 'selma.o',
			name: 'Selma Okoye',
			key: number,
		},
		hidden: {
			userId: userId(2),
			parentUserId: parentUserId(2),
			username: 'pavel.r',
			name: 'Pavel Ruiz',
			key: userId(2),
		},
		misplaced: { userId: userId(3), username: 'ines.v', name: 'Ines Vale', key: userId(3) },
		nameless: { userId: userId(4), username: 'jonabara', key: userId(4) },
	};
}

/** Old chats: a thread named by a user id, and messages that tell their direction in other ways. */
function history(world, { both }) {
	const { business, chance, nameOf } = world;
	const thread = { ...both, threadId: both.userId };
	const write = (index, isOwn, wire) => {
		const name = nameOf('DH', index, both, isOwn ? 'business' : 'customer');
		const cells = { contactPhone: `+${both.number}`, ...(wire.history_context && { status: 'read' }) };
		return oldMessage(world, {
			name,
			person: both,
			thread,
			isOwn,
			age: 4_000 + index,
			...text(sentence(chance)),
			wire,
			cells,
		});
	};
	const plain = { history_context: { status: 'READ' } };
	const elements = [
		write(0, false, { from: undefined }),
		write(1, true, {}),
		write(2, true, { ...plain, from: `+${business.number}` }),
		write(3, false, {
			...plain,
			from: undefined,
			from_user_id: undefined,
			from_parent_user_id: undefined,
			to: business.number,
		}),
		write(4, true, { ...plain, from: undefined, to: both.number }),
	];
	return [chunkDelivery(world, { kind: 'people', phase: 0, chunkOrder: 9_301, progress: 46, elements })];
}

/** The address book: a user id alone, ways to write a number, and entries that name nobody. */
function addressBook(world, { hidden, both }) {
	const seconds = world.now - 500;
	const jid = { name: 'Jabber', first: 'Jabber', key: `${Number(both.number) + 1}` };
	const nameless = (name, contact) => ({
		raw: {
			type: 'contact',
			action: 'add',
			contact: { full_name: name, ...contact },
			metadata: { timestamp: wireTime(seconds) },
		},
		gives: [{ once: null, cells: { event: 'unrecognized', type: 'malformed', raw: { holds: [name] } } }],
	});
	return [
		contactsDelivery(world.business, 'people', 'odd entries', [
			entry('add', hidden, { id: 'odd', seconds, name: hidden.name }),
			entry('add', { ...jid, number: `${jid.key}@s.whatsapp.net` }, { id: 'odd', seconds, name: jid.name }),
			nameless('Just a username', { username: 'night.bus' }),
			nameless('Linked', { phone_number: '998877665544332@lid' }),
		]),
	];
}

/** Customers known by a number, by a user id, by both, and by what stands beside their messages. */
function identities(world) {
	const persons = cast(world.seed);
	return [addressBook, history, messages, receipts, echoes].flatMap((part) => part(world, persons));
}

module.exports = { identities };
