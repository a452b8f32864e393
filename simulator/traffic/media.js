'use strict';

const make = require('../deliveries');
const { pieces } = require('./delivery');
const { recipient, sender } = require('./wirePerson');

/** Files follow only for messages of the last days before the onboarding. */
const FOLLOWED_SECONDS = 14 * 86_400;

/** A file as webhooks name it. Nothing is to be had at its address. */
const image = (id, caption) => ({
	id,
	mime_type: 'image/jpeg',
	sha256: '1'.repeat(64),
	...(caption === undefined ? {} : { caption }),
});

function followUp({ person, isOwn, raw, gives: [{ cells }] }, { business }, index) {
	const mediaId = String(700_100_700_000_000 + index);
	const content = { type: 'image', image: image(mediaId, 'The receipt') };
	const from = isOwn ? { from: business.number, ...recipient(person) } : sender(person);
	const expected = { ...cells, event: 'history.media', type: 'image', status: null, text: 'The receipt', mediaId };
	return {
		isOwn,
		raw: { ...from, id: raw.id, timestamp: raw.timestamp, ...content },
		gives: [{ once: `history.media ${raw.id}`, cells: expected }],
	};
}

/**
 * The files of earlier placeholders, on field `history` without a `history` key: of customers in `messages`, of the
 * business in `message_echoes`.
 */
function followUps(world, messages) {
	const recent = messages.filter(({ raw, age }) => raw.type === 'media_placeholder' && age < FOLLOWED_SECONDS);
	const elements = recent.map((message, index) => followUp(message, world, index));
	const deliver = (array, list) => ({
		kind: 'media',
		what: 'files of old messages',
		field: 'history',
		elements: list,
		build: (some) => make.value({ [array]: some.map(({ raw }) => raw) }, world.business),
	});
	return [
		...pieces(elements.filter(({ isOwn }) => !isOwn), 3).map((list) => deliver('messages', list)),
		...pieces(elements.filter(({ isOwn }) => isOwn), 3).map((list) => deliver('message_echoes', list)),
	];
}

module.exports = { followUps, image };
