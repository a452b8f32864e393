'use strict';

const { interactive, text } = require('./contents');
const { oldMessage } = require('./conversations');
const { deliveryOf } = require('./delivery');
const { echo, received } = require('./elements');
const { chunkDelivery } = require('./history');
const { kindsOfContent } = require('./kindsOfContent');
const { sentence } = require('./people');

/** The ad by which a customer came, and the columns that tell it. */
const ad = (index) => ({
	wire: {
		referral: {
			source_url: 'https://ads.example/l1',
			source_id: `44010000000000000${index}`,
			source_type: 'ad',
			headline: 'Autumn lamps',
			body: 'Come and see',
			media_type: 'image',
			image_url: 'https://img.example/lamp.jpg',
			ctwa_clid: `CLICK-${index}`,
		},
	},
	cells: {
		adId: `44010000000000000${index}`,
		adClickId: `CLICK-${index}`,
		'message.referral.mediaUrl': 'https://img.example/lamp.jpg',
		'message.referral.headline': 'Autumn lamps',
	},
});

const product = { catalog_id: '710710710', product_retailer_id: 'lamp-9' };
const call = (source) => ({
	response: 'accept',
	is_permanent: false,
	expiration_timestamp: 1_790_086_400,
	response_source: source,
});
const NOT_SAFE = { safeToAutoReply: false };

/** Messages of customers that need more than a content: each with what is sent and expected beside it. */
const circumstances = (now, words) => ({
	'from an ad': { ...text(words()), ...ad(1) },
	forwarded: { ...text(words()), wire: { context: { forwarded: true } }, cells: { 'message.forwarded': true } },
	'forwarded often': {
		...text(words()),
		wire: { context: { forwarded: false, frequently_forwarded: true } },
		cells: { 'message.forwarded': true },
	},
	'about a product': {
		...text(words()),
		wire: { context: { referred_product: product } },
		cells: { 'message.referredProduct.catalogId': '710710710', 'message.referredProduct.productId': 'lamp-9' },
	},
	disappearing: { content: { type: 'ephemeral', text: { body: 'read me once' } }, text: 'read me once' },
	'may be called': {
		content: interactive('call_permission_reply', call('user_action')),
		text: 'accept',
		cells: NOT_SAFE,
	},
	'may be called, says WhatsApp': {
		content: interactive('call_permission_reply', call('automatic')),
		text: 'accept',
		cells: NOT_SAFE,
	},
	'from the future': { ...text(words()), seconds: now + 2 * 86_400, cells: NOT_SAFE },
	'delivered days later': { ...text(words()), seconds: now - 3 * 86_400, cells: NOT_SAFE },
	'of a type nobody knows': { content: { type: 'hologram', hologram: { body: 'x' } }, text: null },
});

/** Everything that people write beside texts, in messages, echoes and old chats. */
function kinds(world, customers) {
	const { now, chance, nameOf } = world;
	const contents = Object.values(kindsOfContent());
	const special = Object.values(circumstances(now, () => sentence(chance)));
	const inbound = [...contents, ...special].map((what, index) => {
		const person = chance.pick(customers);
		const name = nameOf('KM', index, person, 'customer');
		return received(world, { name, person, seconds: now - 30, ...what });
	});
	const outbound = contents.map((what, index) => {
		const person = chance.pick(customers);
		return echo(world, { name: nameOf('KE', index, person, 'business'), person, seconds: now - 30, ...what });
	});
	const old = contents.map((what, index) => {
		const person = chance.pick(customers);
		const isOwn = index % 2 === 0;
		const name = nameOf('KH', index, person, isOwn ? 'business' : 'customer');
		return oldMessage(world, { name, person, isOwn, age: 3_500 + index, ...what });
	});
	const deliver = (what, field, elements) => deliveryOf(world, { kind: 'kinds', what, field, elements });
	return [
		deliver('all kinds of messages', 'messages', inbound),
		deliver('all kinds of echoes', 'smb_message_echoes', outbound),
		chunkDelivery(world, { kind: 'kinds', phase: 0, chunkOrder: 9_501, progress: 48, elements: old }),
	];
}

module.exports = { ad, kinds };
