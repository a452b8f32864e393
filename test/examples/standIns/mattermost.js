'use strict';

const express = require('express');

/** A Mattermost: keeps the posts. */
module.exports = () => {
	let posts = [];
	const router = express.Router();
	router.post('/api/v4/posts', (request, response) => {
		posts.push({ ...request.body, token: request.headers.authorization });
		response.status(201).json({ id: `post${posts.length}`, ...request.body });
	});
	return { router, state: () => posts, reset: () => (posts = []) };
};
