'use strict';

const { envelope } = require('../deliveries');

/**
 * What must come out of one element: an item of the trigger, as far as it is certain. `once` names what repeats share
 * that come out one time only; null when every arrival comes out.
 * @typedef {{ once: string | null, cells: Record<string, unknown> & { event: string } }} Gives
 *
 * One thing that a delivery tells: an entry, a message, a status.
 * @typedef {{ raw: object, gives: Gives[], [more: string]: unknown }} Element
 *
 * One delivery before it is written: `head` comes out once more for each delivery that carries it, `build` makes
 * the value of some of its elements, so that a delivery can be split.
 * @typedef {{ kind: string, what: string, field: string, id: string, elements: Element[], head?: Gives[],
 *   build: (elements: Element[]) => object }} Delivery
 */

/**
 * The body of a delivery, in the envelope of its provider.
 * @param {Delivery} delivery
 * @param {'meta' | '360dialog'} provider
 * @returns {object}
 */
const bodyOf = ({ field, id, elements, build }, provider) => envelope(provider, field, build(elements), id);

/** What must come out of one delivery when nothing of it came before. */
const givesOf = ({ elements, head = [] }) => [...head, ...elements.flatMap(({ gives }) => gives)];

/**
 * Divides a delivery: each part tells some of its elements, in order, as if the provider had sent them apart.
 * @param {Delivery} delivery
 * @param {number} parts at most as many as there are elements
 * @returns {Delivery[]}
 */
function split(delivery, parts) {
	const size = Math.ceil(delivery.elements.length / parts);
	const divided = [];
	for (let start = 0; start < delivery.elements.length; start += size) {
		const id = `${delivery.id}-${divided.length + 1}`;
		divided.push({ ...delivery, id, elements: delivery.elements.slice(start, start + size) });
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

module.exports = { bodyOf, givesOf, itemTime, pieces, split, wireTime };
