'use strict';

const { CONTACT, EVENT, links, NEWER, notes, sorted, start, UPSERTED } = require('./crm');
const { node, RETRY, workflow } = require('./kit');

const fields = (values) => ({ fields: Object.entries(values).map(([fieldName, fieldValue]) => ({ fieldName, fieldValue })) });
const odoo = (name, place, operation, parameters, more = {}) =>
	node(name, 'odoo', 1, place, { resource: 'custom', customResource: 'res.partner', operation, ...parameters }, { ...RETRY, ...more });

const written = (name) => ({
	name,
	x_whatsapp_in_address_book: `={{ ${UPSERTED} }}`,
	x_whatsapp_event_at: `={{ ${EVENT}.timestamp }}`,
});

module.exports = workflow({
	name: 'WhatsApp contacts → Odoo',
	nodes: [
		...start(),
		odoo(
			'Find',
			[2, 0],
			'getAll',
			{
				returnAll: false,
				limit: 1,
				options: { fieldsList: ['name', 'phone', 'ref', 'x_whatsapp_event_at'] },
				filterRequest: { filter: [{ fieldName: "={{ $json.contact?.phoneNumber ? 'phone' : 'ref' }}", operator: 'in', value: '={{ $json.contact?.matchKeys ?? [] }}' }] },
			},
			{ alwaysOutputData: true },
		),
		sorted([3, 0], { isKnown: '$json.id !== undefined', isNewer: `!$json.x_whatsapp_event_at || $json.x_whatsapp_event_at <= ${EVENT}.timestamp` }),
		odoo('Update', [4, -0.6], 'update', { customResourceId: '={{ $json.id }}', fieldsToCreateOrUpdate: fields(written(`={{ ${CONTACT}.name ?? $json.name }}`)) }),
		odoo('Create', [4, 0.5], 'create', {
			fieldsToCreateOrUpdate: fields({
				...written(`={{ ${CONTACT}.name ?? ${CONTACT}.phoneNumber ?? ${CONTACT}.key }}`),
				phone: `={{ ${CONTACT}.phoneNumber ?? false }}`,
				ref: `={{ ${CONTACT}.key }}`,
			}),
		}),
	],
	notes: notes(
		'Odoo',
		[
			'In Odoo add two fields to *Contact* (`res.partner`): `x_whatsapp_in_address_book` (checkbox) and `x_whatsapp_event_at` (text).',
			'Choose the credentials in the trigger and in the three Odoo nodes; publish.',
			'When your Odoo writes numbers with spaces, take `phone_sanitized` in place of `phone` in *Find*.',
		],
		'Odoo is asked for every spelling of the number (`contact.matchKeys`); somebody without a number is found by the reference, which holds the WhatsApp user id.',
		2.1,
		NEWER,
	),
	links: links(['Find']),
});
