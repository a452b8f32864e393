'use strict';

const express = require('express');

/** Pipedrive's persons: exact search in phones and fields of one's own, create, update. */
module.exports = () => {
	let persons, log;
	const reset = () => {
		persons = [{ id: 21, name: 'Tomo A.', phone: ['15550110002'] }];
		log = [];
	};
	reset();
	const router = express.Router();
	router.get('/v1/persons/search', (request, response) => {
		const { term, limit } = request.query;
		const found = persons.filter(({ phone, name: _name, id: _id, ...own }) => [...phone, ...Object.values(own)].includes(term));
		const items = found.slice(0, limit).map(({ id, name, phone }) => ({ result_score: 1, item: { id, name, phones: phone } }));
		response.json({ success: true, data: { items } });
	});
	router.post('/v1/persons', (request, response) => {
		persons.push({ id: 21 + persons.length, ...request.body });
		log.push(`create ${persons.at(-1).id}`);
		response.status(201).json({ success: true, data: persons.at(-1) });
	});
	router.put('/v1/persons/:id', (request, response) => {
		const found = persons.find(({ id }) => String(id) === request.params.id);
		Object.assign(found, request.body);
		log.push(`update ${found.id}`);
		response.json({ success: true, data: found });
	});
	return { router, state: () => ({ log, people: persons }), reset };
};
