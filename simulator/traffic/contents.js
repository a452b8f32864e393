'use strict';

/**
 * Contents of messages as WhatsApp sends them.
 * @typedef {{ content: object, text: string | null, cells?: object }} Content `content`: the type and its object;
 *   `text`: what a person reads of it; `cells`: what else an item tells
 */
const make = require('../deliveries');

/** @returns {Content} */
const text = (body) => ({ content: make.text(body), text: body });

/** An edit names its message in the other spelling. @param {import('./wamid').MessageName} name @returns {Content} */
const edit = (name, body) => ({
	content: { type: 'edit', edit: { original_message_id: name.alias, message: make.text(body) } },
	text: body,
	cells: { targetKey: name.key, 'message.targetId': name.alias },
});

/** @param {import('./wamid').MessageName} name @returns {Content} */
const deletion = (name) => ({
	content: { type: 'revoke', revoke: { original_message_id: name.alias } },
	text: null,
	cells: { targetKey: name.key, 'message.targetId': name.alias },
});

/** Without an emoji a reaction is removed. @param {import('./wamid').MessageName} name @returns {Content} */
const reaction = (name, emoji) => ({
	content: { type: 'reaction', reaction: { message_id: name.alias, ...(emoji === undefined ? {} : { emoji }) } },
	text: emoji ?? null,
	cells: {
		targetKey: name.key,
		'message.reaction.messageId': name.alias,
		'message.reaction.messageKey': name.key,
		'message.reaction.emoji': emoji ?? null,
	},
});

const media = (type, id, more = {}) => ({ type, [type]: { id, mime_type: 'application/octet-stream', ...more } });

/** @returns {Content} */
const file = (type, id, more = {}) => ({
	content: media(type, id, more),
	text: more.caption ?? (type === 'document' ? (more.filename ?? null) : null),
	cells: { mediaId: id, fileName: more.filename ?? null },
});

const interactive = (type, answer) => ({ type: 'interactive', interactive: { type, [type]: answer } });

/** A filled-in form. @param {Record<string, string | number>} answers @returns {Content} */
const form = (answers) => ({
	content: interactive('nfm_reply', { name: 'flow', body: 'Sent', response_json: JSON.stringify(answers) }),
	text: Object.entries(answers)
		.map(([label, value]) => `${label}: ${value}`)
		.join('\n'),
	cells: { payload: null, 'message.answers': answers },
});

const card = (name, ...numbers) => ({
	name: { formatted_name: name, first_name: name.split(' ')[0] },
	phones: numbers.map((phone) => ({ phone, type: 'CELL' })),
	origin: 'other',
});

const place = { latitude: 12.5, longitude: -7.25 };
const items = [
	{ product_retailer_id: 'SKU-1', quantity: 2, item_price: 9.5, currency: 'EUR' },
	{ product_retailer_id: 'SKU-2', quantity: 1, item_price: 4, currency: 'EUR' },
];

/** What customers send beside texts, by what it is. @type {() => Record<string, Content>} */
const kindsOfContent = () => ({
	place: {
		content: { type: 'location', location: { ...place, name: 'Workshop', address: 'Dock Lane 4' } },
		text: 'Workshop, Dock Lane 4',
		cells: { 'message.location.latitude': 12.5, 'message.location.name': 'Workshop' },
	},
	point: { content: { type: 'location', location: place }, text: '12.5, -7.25' },
	cards: {
		content: { type: 'contacts', contacts: [card('Rui Alba', '+15550110008', '+15550110009'), card('Ana Ilić')] },
		text: 'Rui Alba: +15550110008, +15550110009\nAna Ilić',
	},
	order: { content: { type: 'order', order: { catalog_id: '500', product_items: items } }, text: '2 × SKU-1, 1 × SKU-2' },
	'order with a note': {
		content: { type: 'order', order: { catalog_id: '500', text: 'As a gift, please', product_items: items } },
		text: 'As a gift, please',
	},
	product: { content: interactive('product', { catalog_id: '500', product_retailer_id: 'lamp-9' }), text: 'lamp-9' },
	'tapped button': {
		content: { type: 'button', button: { payload: 'BOOK-1', text: 'Book now' } },
		text: 'Book now',
		cells: { payload: 'BOOK-1' },
	},
	'reply button': {
		content: interactive('button_reply', { id: 'day-2', title: 'Tuesday' }),
		text: 'Tuesday',
		cells: { payload: 'day-2' },
	},
	'list row': {
		content: interactive('list_reply', { id: 'size-l', title: 'Large', description: 'up to 60 cm' }),
		text: 'Large',
		cells: { payload: 'size-l' },
	},
	form: form({ rating: 'Very good', comment: 'Nice shop', visits: 3 }),
	document: file('document', '700402', { filename: 'offer.pdf' }),
	'document with a caption': file('document', '700403', { filename: 'plan.pdf', caption: 'The plan' }),
	sticker: file('sticker', '700404', { animated: true }),
	'voice note': file('audio', '700405', { voice: true }),
	video: file('video', '700406', { caption: 'From the workshop' }),
});

module.exports = { deletion, edit, file, interactive, form, kindsOfContent, reaction, text };
