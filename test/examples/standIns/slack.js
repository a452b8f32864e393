'use strict';

const express = require('express');

/** Slack's web API: keeps the messages. */
module.exports = () => {
	let messages = [];
	const router = express.Router();
	router.post('/api/chat.postMessage', (request, response) => {
		messages.push({ ...request.body, token: request.headers.authorization });
		response.json({ ok: true, channel: 'C0000000001', ts: `${messages.length}.000100`, message: { text: request.body.text } });
	});
	return { router, state: () => messages, reset: () => (messages = []) };
};
