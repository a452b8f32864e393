'use strict';

const { file, text } = require('./contents');
const { oldMessage } = require('./conversations');
const { deliveryOf } = require('./delivery');
const { echo, received } = require('./elements');
const { chunkDelivery } = require('./history');
const { sentence } = require('./people');

const error = (code, title) => ({ code, title, message: title, error_data: { details: title } });

/**
 * What WhatsApp sends in place of a message that it cannot show yet. The message follows some 200 ms later under the
 * same id, in either order (reported from live traffic since July 2026).
 */
const PLACEHOLDERS = [
	{
		type: 'unsupported',
		errors: [error(131060, 'This message is currently unavailable')],
		unsupported: { type: 'media_placeholder', raw_type: 'ptv' },
	},
	{ type: 'unsupported', errors: [error(131060, 'This message is currently unavailable')] },
	{ type: 'errors', errors: [error(131051, 'Message type unknown')] },
	{ type: 'media_placeholder' },
	{},
];

/** A placeholder and its message, in the order of chance. */
function pair(world, make, written, content) {
	const nothing = { safeToAutoReply: false, humanReply: false, mediaId: null };
	const placeholder = make(world, { ...written, content, variant: 'placeholder', cells: nothing });
	const { chance } = world;
	const message =
		chance.next() < 0.5 ? text(sentence(chance)) : file('image', '700500', { caption: sentence(chance) });
	return chance.shuffle([placeholder, make(world, { ...written, ...message })]);
}

/** Both in one delivery, or each in its own. */
function deliver(world, of, elements) {
	const lists = world.chance.next() < 0.5 ? [elements] : elements.map((element) => [element]);
	return lists.map((list) => deliveryOf(world, { kind: 'placeholders', ...of, elements: list }));
}

/** A later chunk repeats an earlier one, and has the messages in place of its placeholders, or beside them. */
function oldPairs(world, customers) {
	const { chance, nameOf } = world;
	const pairs = PLACEHOLDERS.map((content, index) => {
		const person = chance.pick(customers);
		const isOwn = chance.next() < 0.5;
		const name = nameOf('PH', index, person, isOwn ? 'business' : 'customer');
		return pair(world, oldMessage, { name, person, isOwn, age: 3_000 + index }, content);
	});
	const chunks = [pairs.map(([first]) => first), pairs.map(([, second]) => second), pairs.flat()];
	return chunks.map((elements, index) =>
		chunkDelivery(world, {
			kind: 'placeholders',
			phase: 0,
			chunkOrder: 9_101 + index,
			progress: 40 + index,
			elements,
		}),
	);
}

/** Messages, echoes and old messages that come twice under one id: once without content, once with it. */
function placeholders(world, customers) {
	const { now, chance, nameOf } = world;
	const pairs = PLACEHOLDERS.flatMap((content, index) => {
		const seconds = now - 30 + index;
		const writer = chance.pick(customers);
		const reader = chance.pick(customers);
		const inbound = { name: nameOf('PM', index, writer, 'customer'), person: writer, seconds };
		const outbound = { name: nameOf('PE', index, reader, 'business'), person: reader, seconds };
		const field = 'smb_message_echoes';
		return [
			...deliver(
				world,
				{ what: 'a message without content, and the message', field: 'messages' },
				pair(world, received, inbound, content),
			),
			...deliver(
				world,
				{ what: 'an echo without content, and the echo', field },
				pair(world, echo, outbound, content),
			),
		];
	});
	return [...pairs, ...oldPairs(world, customers)];
}

module.exports = { placeholders };
