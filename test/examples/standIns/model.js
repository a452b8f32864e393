'use strict';

const express = require('express');

const DELAY_MS = 1_500;

/** A language model behind OpenAI's API: thinks for a while, then answers with the question in it. */
module.exports = () => {
	let asked = [];
	const router = express.Router();
	router.post('/v1/chat/completions', (request, response) => {
		const question = request.body.messages.at(-1).content;
		asked.push(question);
		const message = { role: 'assistant', content: `You said: ${typeof question === 'string' ? question : question[0].text}` };
		const choices = [{ index: 0, message, finish_reason: 'stop' }];
		const answer = { id: 'answer', object: 'chat.completion', created: 1, model: 'a-model', choices, usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };
		setTimeout(() => response.json(answer), DELAY_MS);
	});
	return { router, state: () => asked, reset: () => (asked = []) };
};
