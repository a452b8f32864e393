'use strict';

const { file, form, interactive } = require('./contents');

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
	order: {
		content: { type: 'order', order: { catalog_id: '500', product_items: items } },
		text: '2 × SKU-1, 1 × SKU-2',
	},
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
	'voice note of a gateway': file('voice', '700407'),
	template: {
		content: {
			type: 'template',
			template: { name: 'pickup', components: [{ type: 'body', text: 'Your lamp is ready' }] },
		},
		text: 'Your lamp is ready',
	},
	question: {
		content: { type: 'interactive', interactive: { type: 'list', body: { text: 'Which size?' } } },
		text: 'Which size?',
	},
	video: file('video', '700406', { caption: 'From the workshop' }),
});

module.exports = { kindsOfContent };
