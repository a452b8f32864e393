import { elements, isObject, number, own, text, type JsonObject } from '../wire/read';
import { answersOf, answersText } from './answers';
import { editedOf } from './content';

/** The texts that are there, with something between them; null if there are none. */
function joined(parts: ReadonlyArray<string | null>, between: string): string | null {
	const present = parts.filter((part) => part !== null);
	return present.length === 0 ? null : present.join(between);
}

/** The first body text among the components of a template. */
function templateText(content: JsonObject): string | null {
	for (const component of elements(content['components'])) {
		if (!isObject(component)) continue;
		const kind = text(component['type'])?.toLowerCase();
		if (kind === 'body' && text(component['text']) !== null) return text(component['text']);
	}
	return text(own(content['body'], 'text')) ?? text(content['body']);
}

/** The name of a product, else its id. */
function productText(product: unknown): string | null {
	return text(own(product, 'name')) ?? text(own(product, 'product_retailer_id')) ?? text(own(product, 'id'));
}

/** What a person tapped, filled in, allowed or was shown: replies first, then the message that asked. */
function interactiveText(content: JsonObject): string | null {
	return (
		text(own(content['button_reply'], 'title')) ??
		text(own(content['list_reply'], 'title')) ??
		answersText(answersOf('interactive', content)) ??
		text(own(content['nfm_reply'], 'body')) ??
		text(own(content['call_permission_reply'], 'response')) ??
		text(own(content['body'], 'text')) ??
		productText(content['product']) ??
		text(own(content['action'], 'product_retailer_id'))
	);
}

/** "name, address" of a place, else "latitude, longitude". */
function locationText(content: JsonObject): string | null {
	const place = joined([text(content['name']), text(content['address'])], ', ');
	const [latitude, longitude] = [number(content['latitude']), number(content['longitude'])];
	return place ?? (latitude === null || longitude === null ? null : `${latitude}, ${longitude}`);
}

/** "name: number, number" of a shared card. */
function cardText(card: unknown): string | null {
	const name = own(card, 'name');
	const parts = joined([text(own(name, 'first_name')), text(own(name, 'last_name'))], ' ');
	const shownName = text(own(name, 'formatted_name')) ?? parts ?? text(own(own(card, 'org'), 'company'));
	const numbers = elements(own(card, 'phones')).map((phone) => text(own(phone, 'phone')) ?? text(own(phone, 'wa_id')));
	return joined([shownName, joined(numbers, ', ')], ': ');
}

/** The note of an order, else "2 × SKU-1, 1 × SKU-2". */
function orderText(content: JsonObject): string | null {
	const lines = elements(content['product_items']).map((item) => {
		const quantity = text(own(item, 'quantity'));
		const product = productText(item);
		return product !== null && quantity !== null ? `${quantity} × ${product}` : product;
	});
	return text(content['text']) ?? joined(lines, ', ');
}

/** The body of a disappearing message, whose shape is not documented. */
function ephemeralText(content: JsonObject): string | null {
	const inner = editedOf(content);
	return text(content['body']) ?? text(own(content['text'], 'body')) ?? textOf(inner.type, inner.content);
}

/** How to read the content of each type; the caption for all others. */
const READERS = new Map<string, (content: JsonObject) => string | null>([
	['ephemeral', ephemeralText],
	['system', (content) => text(content['body'])],
	['button', (content) => text(content['text'])],
	['order', orderText],
	['interactive', interactiveText],
	['product', productText],
	['template', templateText],
	['location', locationText],
	['reaction', (content) => text(content['emoji'])],
	['document', (content) => text(content['caption']) ?? text(content['filename'])],
]);

const captionOf = (content: JsonObject): string | null => text(content['caption']);

/** What a person would read of a message, or null (docs/contract.md, section 5). */
export function textOf(type: string, content: unknown): string | null {
	if (type === 'contacts') return joined(elements(content).map(cardText), '\n');
	if (!isObject(content)) return type === 'text' || type === 'ephemeral' ? text(content) : null;
	return type === 'text' ? text(content['body']) : (READERS.get(type) ?? captionOf)(content);
}
