'use strict';

const { deliveryOf } = require('./delivery');
const { receipt } = require('./elements');

const failure = (code, title) => ({ code, title, message: title, error_data: { details: `${title}, again later` } });
/** The second one is of 2026: this type cannot go to a user id. */
const FAILURES = [failure(131026, 'Message undeliverable'), failure(131062, 'Type not supported for user ids')];

/** What Meta adds to receipts: price, conversation, and the business's own data. */
const details = (index) => ({
	recipient_type: 'individual',
	pricing: { billable: index % 2 === 0, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
	conversation: { id: `conversation-${index}`, origin: { type: 'service' } },
	biz_opaque_callback_data: `invoice-${index}`,
});

/** Receipts with all that they may hold, and failures: two of one message with other codes are two events. */
function receipts(world, customers) {
	const { now, chance, nameOf } = world;
	const persons = Array.from({ length: 6 }, () => chance.pick(customers));
	const deliver = (what, elements) => deliveryOf(world, { kind: 'receipts', what, field: 'messages', elements });
	const told = persons.flatMap((person, index) => {
		const wire = details(index);
		const cells = {
			groupId: null,
			'status.recipientType': 'individual',
			'status.pricing': wire.pricing,
			'status.conversation': wire.conversation,
			'status.callbackData': wire.biz_opaque_callback_data,
		};
		const name = nameOf('XS', index, person, 'business');
		return ['sent', 'delivered', 'read', 'played'].map((status, step) =>
			receipt({ name, person, status, seconds: now - 20 + step, wire, cells }),
		);
	});
	// No profile stands beside a failure.
	const failed = persons.flatMap((person, index) =>
		FAILURES.map((error) =>
			receipt({
				name: nameOf('XF', index, person, 'business'),
				person,
				status: 'failed',
				seconds: now - 10,
				variant: error.code,
				wire: { errors: [error] },
				cells: { 'status.errors.0.details': error.error_data.details, 'status.pricing': null },
				isNamed: false,
			}),
		),
	);
	return [deliver('receipts with price and conversation', chance.shuffle(told)), deliver('failed messages', failed)];
}

module.exports = { receipts };
