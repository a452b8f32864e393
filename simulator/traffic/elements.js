'use strict';

/** Live messages, echoes and receipts, each with the item that must come of it. */
const { itemTime, wireTime } = require('./delivery');
const { contactCells, profileOf, recipient, sender } = require('./wirePerson');

/** Types that a person writes: what a bot may answer, and what shows that a person of the business has answered. */
const PERSONAL = new Set(
	'text image audio voice video document sticker location contacts button interactive order'.split(' '),
);

/** What an item tells about the message that it answers, and the fields for that on the wire. */
function replyParts({ business }, person, reply) {
	if (reply === undefined) return { wire: {}, cells: { replyToKey: null } };
	const from = reply.by === 'business' ? { from: business.number } : sender(person);
	return {
		wire: { context: { ...from, id: reply.alias } },
		cells: { replyToKey: reply.key, 'message.replyTo.messageId': reply.alias },
	};
}

const messageCells = ({ name, content, text = null, seconds }) => ({
	messageId: name.id,
	messageKey: name.key,
	type: content.type ?? 'unknown',
	text,
	timestamp: itemTime(seconds),
	targetKey: null,
	groupId: null,
	errorCode: content.errors?.[0].code ?? null,
});

const OTHER_EVENT = { edit: 'edited', revoke: 'revoked' };

/**
 * A message as it is written down for a part of the traffic. `reply`: the message that it answers; `wire` and `cells`
 * take precedence over what is sent and expected by default; `variant`: tells events with the same message id apart.
 * @typedef {{ name: import('./wamid').MessageName, person: object, seconds: number, content: object,
 *   text?: string | null, reply?: import('./wamid').MessageName, wire?: object, cells?: object, variant?: string,
 *   isNamed?: boolean }} Written
 */

/** A message that a customer writes. @param {Written} written */
function received(world, written) {
	const { name, person, seconds, content, reply, wire = {}, cells = {}, variant = '', isNamed = true } = written;
	const event = `message.${OTHER_EVENT[content.type] ?? 'received'}`;
	const answered = replyParts(world, person, reply);
	const isPersonal = event === 'message.received' && PERSONAL.has(content.type);
	const expected = {
		event,
		...messageCells(written),
		...contactCells(person, isNamed),
		direction: 'inbound',
		origin: 'customer',
		humanReply: false,
		...(isPersonal ? {} : { safeToAutoReply: false }),
		...answered.cells,
		...cells,
	};
	const raw = { ...sender(person), id: name.id, timestamp: wireTime(seconds), ...content, ...answered.wire, ...wire };
	const whenFresh = isPersonal && cells.safeToAutoReply === undefined ? { safeToAutoReply: true } : {};
	const gives = [{ once: `${event} ${name.id} ${variant}`, cells: expected, whenFresh }];
	return { array: 'messages', profile: isNamed ? profileOf(person) : null, raw, gives };
}

/** A message that is typed, edited or deleted on the phone of the business. @param {Written} written */
function echo(world, written) {
	const { name, person, seconds, content, reply, wire = {}, cells = {}, variant = '' } = written;
	// Recipients stand beside the echoes since 2026, with a user id.
	const isNamed = written.isNamed ?? person.userId !== undefined;
	const event = `echo.${OTHER_EVENT[content.type] ?? 'message'}`;
	const answered = replyParts(world, person, reply);
	const isPersonal = event === 'echo.message' && PERSONAL.has(content.type);
	const expected = {
		event,
		...messageCells(written),
		...contactCells(person, isNamed),
		direction: 'outbound',
		origin: 'business_app',
		safeToAutoReply: false,
		...(isPersonal ? {} : { humanReply: false }),
		...answered.cells,
		...cells,
	};
	const head = { from: world.business.number, ...recipient(person), id: name.id, timestamp: wireTime(seconds) };
	const whenFresh = isPersonal && cells.humanReply === undefined ? { humanReply: true } : {};
	const gives = [{ once: `${event} ${name.id} ${variant}`, cells: expected, whenFresh }];
	const raw = { ...head, ...content, ...answered.wire, ...wire };
	return { array: 'message_echoes', profile: isNamed ? profileOf(person) : null, raw, gives };
}

/**
 * What became of a message that was sent through the API.
 * @param {{ name: import('./wamid').MessageName, person: object, seconds: number, status: string, wire?: object,
 *   cells?: object, variant?: string, isNamed?: boolean }} written
 */
function receipt({ name, person, seconds, status, wire = {}, cells = {}, variant = '', isNamed = true }) {
	const who = { recipient_id: person.number, recipient_user_id: person.userId };
	const expected = {
		event: 'message.status',
		messageId: name.id,
		messageKey: name.key,
		status,
		timestamp: itemTime(seconds),
		...contactCells(person, isNamed),
		errorCode: wire.errors?.[0].code ?? null,
		...cells,
	};
	const raw = { id: name.id, status, timestamp: wireTime(seconds), ...who, ...wire };
	const parent = person.parentUserId === undefined ? {} : { recipient_parent_user_id: person.parentUserId };
	return {
		array: 'statuses',
		profile: isNamed ? profileOf(person) : null,
		raw: { ...parent, ...raw },
		gives: [{ once: `message.status ${name.id} ${status} ${variant}`, cells: expected }],
	};
}

module.exports = { echo, receipt, received };
