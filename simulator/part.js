'use strict';

const { businessLife } = require('./traffic/business');
const { bodyOf, givesOf } = require('./traffic/delivery');

/**
 * One part of the traffic of a made-up business, always the same business.
 * @param {string} part one of PARTS
 * @param {'meta' | '360dialog'} provider
 * @returns {import('./story').Delivery[]}
 */
function partOfBusiness(part, provider) {
	const seen = new Set();
	const isNew = ({ once }) => once === null || (!seen.has(once) && seen.add(once));
	return businessLife({ only: [part] }).deliveries.map((delivery) => ({
		kind: part,
		what: delivery.what,
		field: delivery.field,
		body: bodyOf(delivery, provider),
		gives: givesOf(delivery)
			.filter(isNew)
			.map(({ cells }) => cells.event),
	}));
}

module.exports = { partOfBusiness };
