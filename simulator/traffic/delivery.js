'use strict';

const { envelope, value } = require('../deliveries');

/**
 * What must come out of one element: an item of the trigger, as far as it is certain. `once` names what repeats share
 * that come out one time only; null when every arrival comes out. `cells`: by the name of their column, or by their
 * path in the full item; `{ holds: [...] }` in place of a value: it contains these texts. `whenFresh`: cells of an item
 * that is emitted within 10 minutes of the message; `fields`: those to which it may belong, if its delivery names none.
 * @typedef {{ once: string | null, cells: Record<string, unknown> & { event: string }, whenFresh?: object,
 *   fields?: string[] }} Gives
 *
 * One thing that a delivery tells: an entry, a message, a status. `array`: where it stands in the value; `profile`: an
 * entry of `contacts` that comes with it.
 * @typedef {{ raw: unknown, gives: Gives[], array?: string, profile?: object | null, [more: string]: unknown }} Element
 *
 * One delivery before it is written: `head` comes out once more for each delivery that carries it, `build` makes
 * the value of some of its elements, so that a delivery can be split.
 * the value of some of its elements, so that a delivery can be split; `time`: seconds, when Meta sent it.
 * @typedef {{ kind: string, what: string, field?: string, id: string, time?: number, elements: Element[],
 *   head?: Gives[], build: (elements: Element[]) => object }} Delivery
 */

/** The arrays of a value with the elements in them, and each entry of `contacts` once. */
function contentOf(elements) {
	const profiles = new Map(elements.flatMap(({ profile }) => (profile ? [[JSON.stringify(profile), profile]] : [])));
	const arrays = {};
	for (const { array, raw } of elements) (arrays[array] ??= []).push(raw);
	return { ...(profiles.size > 0 ? { contacts: [...profiles.values()] } : {}), ...arrays };
}

/**
 * A delivery of elements that stand in arrays of the value.
 * @param {{ business: object }} world
 * @param {{ kind: string, what: string, field?: string, elements: Element[], wrap?: (content: object) => object }} of
 *   `wrap`: what the value holds, made of the arrays
 * @returns {Omit<Delivery, 'id'>}
 */
const deliveryOf = ({ business }, { wrap = (content) => content, ...of }) => ({
	...of,
	build: (list) => value(wrap(contentOf(list)), business),
});

/**
 * The body of a delivery, in the envelope of its provider.
 * @param {Delivery} delivery
 * @param {'meta' | '360dialog'} provider
 * @returns {object}
 */
const bodyOf = ({ field, id, time, elements, build }, provider) => envelope(provider, field, build(elements), id, time);

/** What must come out of one delivery when nothing of it came before. */
const givesOf = ({ elements, head = [] }) => [...head, ...elements.flatMap(({ gives }) => gives)];

/**
 * Divides a delivery: each part tells some of its elements, in order, as if the provider had sent them apart.
 * @param {Delivery} delivery
 * @param {number} parts at most as many as there are elements
 * @param {'meta' | '360dialog'} [provider] 360dialog's envelope gives each part an event id, and so another head
 * @returns {Delivery[]}
 */
function split(delivery, parts, provider = 'meta') {
	const size = Math.ceil(delivery.elements.length / parts);
	const divided = [];
	for (let start = 0; start < delivery.elements.length; start += size) {
		const id = `${delivery.id}-${divided.length + 1}`;
		const occurrence = provider === 'meta' ? '' : id;
		const head = delivery.head?.map((gives) => ({ ...gives, once: `${gives.once} ${occurrence}` }));
		divided.push({ ...delivery, id, head, elements: delivery.elements.slice(start, start + size) });
	}
	return divided;
}

/** Cuts a list into pieces of so many. */
function pieces(list, size) {
	const cut = [];
	for (let start = 0; start < list.length; start += size) cut.push(list.slice(start, start + size));
	return cut;
}

/** Seconds since 1970 as the wire writes them, and as the items write them. */
const wireTime = (seconds) => String(seconds);
const itemTime = (seconds) => new Date(seconds * 1_000).toISOString();

module.exports = { bodyOf, deliveryOf, givesOf, itemTime, pieces, split, wireTime };
