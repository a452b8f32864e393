'use strict';

const express = require('express');

/** Meta's Graph API: keeps the calls of sending and of the syncs. */
module.exports = () => {
	let calls = [];
	const router = express.Router();
	router.use((request, response, next) => {
		if (request.method === 'POST') calls.push({ path: request.path, body: request.body });
		next();
	});
	router.post('/:version/:number/messages', (request, response) => {
		response.json({ messaging_product: 'whatsapp', messages: [{ id: `wamid.SENT${calls.length}` }] });
	});
	return { router, state: () => calls, reset: () => (calls = []) };
};
