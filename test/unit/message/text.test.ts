import { textOf } from '../../../nodes/WhatsAppCoexistence/message/text';

const flow = (response_json: unknown, body = 'Sent') => ({ type: 'nfm_reply', nfm_reply: { name: 'flow', body, response_json } });
const order = (...product_items: object[]) => ({ catalog_id: '5', product_items });

describe('the text of a message is', () => {
	test.each<[string, string, unknown, string | null]>([
		['the name and address of a place', 'location', { latitude: 1, longitude: 2, name: 'Quay', address: 'Dock Lane 4' }, 'Quay, Dock Lane 4'],
		['the name of a place without an address', 'location', { latitude: 1, longitude: 2, name: 'Quay' }, 'Quay'],
		['the coordinates of a place without a name', 'location', { latitude: '1.5', longitude: -2 }, '1.5, -2'],
		['nothing for half of a place', 'location', { latitude: 1 }, null],
		['each card on a line, with its numbers', 'contacts', [{ name: { formatted_name: 'Rui Alba' }, phones: [{ phone: '+1555' }, { wa_id: '1556' }, {}] }, { name: { first_name: 'Ida', last_name: 'Ley' } }], 'Rui Alba: +1555, 1556\nIda Ley'],
		['the company or the number of a card without a name', 'contacts', [{ org: { company: 'Lamps' } }, { phones: [{ phone: '1' }] }], 'Lamps\n1'],
		['nothing for empty cards', 'contacts', [{}, null, 5], null],
		['the emoji of a reaction', 'reaction', { emoji: '👍' }, '👍'],
		['nothing for a removed reaction', 'reaction', { message_id: 'm' }, null],
		['the caption of a document before its file name', 'document', { caption: 'The offer', filename: 'offer.pdf' }, 'The offer'],
		['the file name of a document', 'document', { filename: 'offer.pdf' }, 'offer.pdf'],
		['not the file name of an image', 'image', { filename: 'x.jpg' }, null],
		['the note of an order', 'order', { ...order({ product_retailer_id: 'A', quantity: 1 }), text: 'Please today' }, 'Please today'],
		['the products of an order', 'order', order({ product_retailer_id: 'A', quantity: '2' }, { product_retailer_id: 'B' }, {}), '2 × A, B'],
		['the name of a product before its id', 'interactive', { type: 'product', product: { name: 'Lamp', product_retailer_id: 'L' } }, 'Lamp'],
		['a product as a type', 'product', { product_retailer_id: 'L' }, 'L'],
		['the title of a button before its body', 'interactive', { button_reply: { id: '1', title: 'Yes' }, body: { text: 'Sure?' } }, 'Yes'],
		['the answers of a form, nested ones as JSON', 'interactive', flow('{"flow_token":"t","name":"Ida","days":["mon"],"n":0,"ok":false,"none":null}'), 'name: Ida\ndays: ["mon"]\nn: 0\nok: false\nnone: '],
		['the body of a form without answers', 'interactive', flow('{"flow_token":"t"}'), 'Sent'],
		['the body of a form that is not JSON', 'interactive', flow('{"a":'), 'Sent'],
		['the answers of a form that came parsed', 'interactive', flow({ name: 'Ida' }), 'name: Ida'],
		['the only answer of a form', 'interactive', flow('"yes"'), 'yes'],
		['the response to a call permission', 'interactive', { type: 'call_permission_reply', call_permission_reply: { response: 'reject' } }, 'reject'],
		['the body of a message that asks', 'interactive', { type: 'list', body: { text: 'Which size?' } }, 'Which size?'],
		['the body of a disappearing message', 'ephemeral', { body: 'read me once' }, 'read me once'],
		['the text inside a disappearing message', 'ephemeral', { text: { body: 'e' } }, 'e'],
		['the message inside a disappearing message', 'ephemeral', { message: { type: 'image', image: { caption: 'c' } } }, 'c'],
		['the product of a message that shows one', 'interactive', { type: 'product', action: { catalog_id: '5', product_retailer_id: 'lamp' } }, 'lamp'],
		['the caption of any other type', 'hologram', { caption: 'c', body: 'b' }, 'c'],
		['nothing for content that is not an object', 'image', 'x', null],
	])('%s', (_, type, content, expected) => expect(textOf(type, content)).toBe(expected));
});
