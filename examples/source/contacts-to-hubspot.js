'use strict';

const { CONTACT, EVENT, links, NEWER, notes, sorted, start, UPSERTED } = require('./crm');
const { node, RETRY, workflow } = require('./kit');

/** A call of HubSpot's API with the credential of HubSpot: its node creates nobody without an e-mail address. */
const call = (name, place, method, url, jsonBody) =>
	node(
		name,
		'httpRequest',
		4.2,
		place,
		{
			method,
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'hubspotAppToken',
			sendBody: true,
			specifyBody: 'json',
			jsonBody,
			options: {},
		},
		RETRY,
	);

const CONTACTS = 'https://api.hubapi.com/crm/v3/objects/contacts';
const FIND = `={{ JSON.stringify({
  filterGroups: ['whatsapp_id', 'phone', 'mobilephone'].map((propertyName) => ({ filters: [{ propertyName, operator: 'IN', values: $json.contact?.matchKeys.length ? $json.contact.matchKeys : ['nobody'] }] })),
  properties: ['firstname', 'lastname', 'phone', 'whatsapp_event_at'],
  limit: 1,
}) }}`;
const PROPERTIES = `={{ JSON.stringify({ properties: {
  ...(${CONTACT}.name ? { firstname: ${CONTACT}.firstName ?? ${CONTACT}.name, lastname: ${CONTACT}.firstName && ${CONTACT}.name.startsWith(${CONTACT}.firstName) ? ${CONTACT}.name.slice(${CONTACT}.firstName.length).trim() : '' } : {}),
  ...(${CONTACT}.phoneNumber ? { phone: ${CONTACT}.phoneNumber } : {}),
  whatsapp_id: ${CONTACT}.key,
  whatsapp_in_address_book: String(${UPSERTED}),
  whatsapp_event_at: ${EVENT}.timestamp ?? '',
} }) }}`;

module.exports = workflow({
	name: 'WhatsApp contacts → HubSpot',
	nodes: [
		...start(),
		call('Find', [2, 0], 'POST', `${CONTACTS}/search`, FIND),
		sorted([3, 0], { isKnown: '$json.total > 0', isNewer: `!$json.results[0]?.properties.whatsapp_event_at || $json.results[0].properties.whatsapp_event_at <= ${EVENT}.timestamp` }),
		call('Update', [4, -0.6], 'PATCH', `=${CONTACTS}/{{ $json.results[0].id }}`, PROPERTIES),
		call('Create', [4, 0.5], 'POST', CONTACTS, PROPERTIES),
	],
	notes: notes(
		'HubSpot',
		[
			'In HubSpot make a private app with `crm.objects.contacts.read` and `.write`, and its credential (HubSpot App Token) in n8n.',
			'In HubSpot make three properties of contacts, all single-line text: `whatsapp_id`, `whatsapp_in_address_book`, `whatsapp_event_at`.',
			'Choose the credentials in the trigger and in the three nodes *Find*, *Update*, *Create*; publish.',
		],
		'HubSpot is asked for every spelling of the number (`contact.matchKeys`) in its two phone fields, and for the user id. It needs some seconds until it finds somebody new.',
		2.1,
		NEWER,
	),
	links: links(['Find']),
});
