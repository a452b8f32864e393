'use strict';

const express = require('express');

/** Telegram's bot API: keeps the messages. */
module.exports = () => {
	let messages = [];
	const router = express.Router();
	router.post('/:bot/sendMessage', (request, response) => {
		messages.push({ ...request.body, bot: request.params.bot });
		response.json({ ok: true, result: { message_id: messages.length, text: request.body.text } });
	});
	return { router, state: () => messages, reset: () => (messages = []) };
};
