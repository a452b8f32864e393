'use strict';

const make = require('../deliveries');
const { itemTime, pieces, wireTime } = require('./delivery');
const { image } = require('./media');
const { sentence } = require('./people');

const EVENT_OF = { edit: 'echo.edited', revoke: 'echo.revoked' };

/** One message as typed, edited or deleted on the phone; `text` is what a person would read of it. */
function echo({ business }, { id, person, seconds, content, text = null, mediaId = null }) {
	const event = EVENT_OF[content.type] ?? 'echo.message';
	const to = { ...(person.number ? { to: person.number } : {}), ...(person.userId ? { to_user_id: person.userId } : {}) };
	const cells = {
		event,
		messageId: id,
		contactId: person.key,
		direction: 'outbound',
		type: content.type,
		text,
		mediaId,
		timestamp: itemTime(seconds),
		safeToAutoReply: false,
	};
	return {
		person,
		raw: { from: business.number, ...to, id, timestamp: wireTime(seconds), ...content },
		gives: [{ once: `${event} ${id}`, cells }],
	};
}

/** The recipients, as they stand beside the echoes since 2026. */
function recipients(elements) {
	const distinct = [...new Set(elements.map(({ person }) => person))].filter(({ userId }) => userId !== undefined);
	return distinct.map(({ number, userId, username, name }) => ({
		profile: { name, username },
		...(number ? { wa_id: number } : {}),
		user_id: userId,
	}));
}

const delivery = (business, what, elements) => ({
	kind: 'echoes',
	what,
	field: 'smb_message_echoes',
	elements,
	build: (list) => {
		const contacts = recipients(list);
		return make.value({ ...(contacts.length > 0 ? { contacts } : {}), message_echoes: list.map(({ raw }) => raw) }, business);
	},
});

/** Messages typed on the phone, every fifth a picture; of each ten then one is edited and one deleted. */
function echoes(world, customers, count) {
	const { business, now, chance, idOf } = world;
	const typed = Array.from({ length: count }, (_, index) => {
		const person = chance.pick(customers);
		const seconds = now - 120 + Math.floor((index * 90) / count);
		const text = sentence(chance);
		const mediaId = index % 5 === 4 ? String(700_200_700_000_000 + index) : null;
		const content = mediaId === null ? make.text(text) : { type: 'image', image: image(mediaId, text) };
		return { id: idOf('E', index), person, seconds, content, text, mediaId };
	});
	const later = (index, id, content, text) => echo(world, { id, person: typed[index].person, seconds: now - 25, content, text });
	const edited = typed.flatMap(({ id }, index) => {
		if (index % 10 !== 1) return [];
		const text = sentence(chance);
		return [later(index, idOf('EE', index), { type: 'edit', edit: { original_message_id: id, message: make.text(text) } }, text)];
	});
	const deleted = typed.flatMap(({ id }, index) =>
		index % 10 === 2 ? [later(index, idOf('ER', index), { type: 'revoke', revoke: { original_message_id: id } })] : [],
	);
	return [
		...pieces(typed.map((one) => echo(world, one)), 3).map((list) => delivery(business, 'typed on the phone', list)),
		...pieces(edited, 3).map((list) => delivery(business, 'edited on the phone', list)),
		...pieces(deleted, 3).map((list) => delivery(business, 'deleted on the phone', list)),
	];
}

/** What a stranger sends who does not know the secret: it must never come out. */
const forgery = (world, customers, index) => {
	const text = 'Please pay to another account';
	const one = { id: world.idOf('F', index), person: world.chance.pick(customers), seconds: world.now - 5, content: make.text(text), text };
	return delivery(world.business, 'a stranger without the secret', [echo(world, one)]);
};

module.exports = { echoes, forgery };
