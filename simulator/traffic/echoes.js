'use strict';

const make = require('../deliveries');
const { deletion, edit } = require('./contents');
const { deliveryOf, pieces } = require('./delivery');
const { echo } = require('./elements');
const { image } = require('./media');
const { sentence } = require('./people');

const delivery = (world, what, elements) =>
	deliveryOf(world, { kind: 'echoes', what, field: 'smb_message_echoes', elements });

/** Messages typed on the phone, every fifth a picture; of each ten then one is edited and one deleted. */
function echoes(world, customers, count) {
	const { now, chance, nameOf } = world;
	const typed = Array.from({ length: count }, (_, index) => {
		const person = chance.pick(customers);
		const seconds = now - 120 + Math.floor((index * 90) / count);
		const text = sentence(chance);
		const mediaId = index % 5 === 4 ? String(700_200_700_000_000 + index) : null;
		const content = mediaId === null ? make.text(text) : { type: 'image', image: image(mediaId, text) };
		return { name: nameOf('E', index, person, 'business'), person, seconds, content, text, cells: { mediaId } };
	});
	const later = (kind, { person }, index, content) =>
		echo(world, { name: nameOf(kind, index, person, 'business'), person, seconds: now - 25, ...content });
	const every10th = (rest, change) =>
		typed.flatMap((one, index) => (index % 10 === rest ? [change(one, index)] : []));
	const edited = every10th(1, (one, index) => later('EE', one, index, edit(one.name, sentence(chance))));
	const deleted = every10th(2, (one, index) => later('ER', one, index, deletion(one.name)));
	const ways = {
		'typed on the phone': typed.map((one) => echo(world, one)),
		'edited on the phone': edited,
		'deleted on the phone': deleted,
	};
	return Object.entries(ways).flatMap(([what, list]) => pieces(list, 3).map((some) => delivery(world, what, some)));
}

/** What a stranger sends who does not know the secret: it must never come out. */
function forgery(world, customers, index) {
	const text = 'Please pay to another account';
	const person = world.chance.pick(customers);
	const name = world.nameOf('F', index, person, 'business');
	const one = echo(world, { name, person, seconds: world.now - 5, content: make.text(text), text });
	return delivery(world, 'a stranger without the secret', [one]);
}

module.exports = { echoes, forgery };
