'use strict';

const express = require('express');

/** Meta's Graph API: keeps the calls of sending and of the syncs. */
module.exports = () => {
	let calls = [];
	/** Syncs that were asked for; each is possible once. */
	let syncs = new Set();
	const router = express.Router();
	router.use((request, response, next) => {
		if (request.method === 'POST') calls.push({ path: request.path, body: request.body });
		next();
	});
	router.post('/:version/:number/messages', (request, response) => {
		response.json({ messaging_product: 'whatsapp', messages: [{ id: `wamid.SENT${calls.length}` }] });
	});
	router.get('/:version/:number', (request, response) => {
		const { number } = request.params;
		const isBoth = number !== '300900300900300';
		response.json({ id: number, display_phone_number: '+1 555-010-0001', is_on_biz_app: isBoth, platform_type: isBoth ? 'CLOUD_API' : 'NOT_APPLICABLE' });
	});
	router.post('/:version/:number/smb_app_data', (request, response) => {
		const sync = `${request.params.number} ${request.body.sync_type}`;
		if (syncs.has(sync)) {
			const error = { message: '(#4) The sync limit of this phone number has been reached', type: 'OAuthException', code: 4 };
			return void response.status(400).json({ error });
		}
		syncs.add(sync);
		response.json({ messaging_product: 'whatsapp', request_id: `request-${syncs.size}` });
	});
	return {
		router,
		state: () => calls,
		reset: () => {
			calls = [];
			syncs = new Set();
		},
	};
};
