'use strict';

const express = require('express');

/** HubSpot's contacts: search with groups of filters, create, update. Starts with somebody who was there before. */
module.exports = () => {
	let contacts, log;
	const reset = () => {
		contacts = [{ id: '101', properties: { firstname: 'Tomo', lastname: 'A.', phone: '15550110002', email: 'tomo@example.com' } }];
		log = [];
	};
	reset();
	const router = express.Router();
	const matches = ({ properties }) => ({ propertyName, operator, values }) => operator === 'IN' && values.includes(properties[propertyName]);
	router.post('/crm/v3/objects/contacts/search', (request, response) => {
		const isEmpty = ({ values }) => values.length === 0;
		if (request.body.filterGroups.some(({ filters }) => filters.some(isEmpty))) return void response.status(400).json({ message: 'There was a problem with the request.' });
		const found = contacts.filter((contact) => request.body.filterGroups.some(({ filters }) => filters.every(matches(contact))));
		response.json({ total: found.length, results: found.slice(0, request.body.limit) });
	});
	router.post('/crm/v3/objects/contacts', (request, response) => {
		const contact = { id: String(101 + contacts.length), properties: request.body.properties };
		contacts.push(contact);
		log.push(`create ${contact.id}`);
		response.status(201).json(contact);
	});
	router.patch('/crm/v3/objects/contacts/:id', (request, response) => {
		const contact = contacts.find(({ id }) => id === request.params.id);
		Object.assign(contact.properties, request.body.properties);
		log.push(`update ${contact.id}`);
		response.json(contact);
	});
	return { router, state: () => ({ log, people: contacts.map(({ properties }) => properties) }), reset };
};
