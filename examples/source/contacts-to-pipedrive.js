'use strict';

const { CONTACT, links, notes, sorted, start, UPSERTED } = require('./crm');
const { node, RETRY, workflow } = require('./kit');

const person = (name, place, operation, parameters, more = {}) =>
	node(name, 'pipedrive', 1, place, { authentication: 'apiToken', resource: 'person', operation, ...parameters }, { ...RETRY, ...more });

/** The fields of one's own have keys that only one's own Pipedrive knows. */
const own = {
	property: [
		{ name: 'put-the-key-of-your-field-whatsapp-id-here', value: `={{ ${CONTACT}.key }}` },
		{ name: 'put-the-key-of-your-field-in-address-book-here', value: `={{ ${UPSERTED} ? 'yes' : 'removed' }}` },
	],
};

module.exports = workflow({
	name: 'WhatsApp contacts → Pipedrive',
	nodes: [
		...start(),
		node('Every spelling', 'splitOut', 1, [2, 0], { fieldToSplitOut: 'contact.matchKeys', options: { destinationFieldName: 'term' } }, { alwaysOutputData: true }),
		person(
			'Find',
			[3, 0],
			'search',
			{ term: "={{ $json.term ?? 'nobody' }}", returnAll: false, limit: 1, additionalFields: { exactMatch: true, fields: 'phone,custom_fields' } },
			{ alwaysOutputData: true },
		),
		node('The first', 'limit', 1, [4, 0], { maxItems: 1, keep: 'firstItems' }),
		sorted([5, 0], { isKnown: '$json.id !== undefined' }),
		person('Update', [6, -0.6], 'update', {
			personId: '={{ $json.id }}',
			updateFields: { name: `={{ ${CONTACT}.name ?? $json.name }}`, customProperties: own },
		}),
		person('Create', [6, 0.5], 'create', {
			name: `={{ ${CONTACT}.name ?? ${CONTACT}.phoneNumber ?? ${CONTACT}.key }}`,
			additionalFields: { phone: [`={{ ${CONTACT}.phoneNumber ?? '' }}`], customProperties: own },
		}),
	],
	notes: notes(
		'Pipedrive',
		[
			'In Pipedrive add two text fields to *Person*: *WhatsApp id* and *In address book*. Copy their keys (the three dots beside the field → Copy API key) into *Update* and *Create*.',
			'Choose the credentials in the trigger and in the three Pipedrive nodes; publish.',
		],
		'Pipedrive looks for one text at a time: so each spelling of the number (`contact.matchKeys`) is tried, in the phone fields and in *WhatsApp id*, and the first person that is found is taken.',
		4.1,
		'Pipedrive does not tell the time of the last event: events are applied as they arrive.',
	),
	links: links(['Every spelling', 'Find', 'The first']),
});
