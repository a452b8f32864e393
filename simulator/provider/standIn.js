'use strict';

/**
 * A stand-in for the APIs of Meta (Graph) and 360dialog on loopback: behaves as documented, remembers what was set,
 * and can be told to fail. Point `baseUrl` of a credential at it. Nothing here reaches the network, except for the
 * verification of an address that is set as a callback, as at the provider.
 */
const express = require('express');
// 360dialog first: its /v1 would pass for a version of Graph.
const routes = [
	require('./dialogWebhooks'),
	require('./graph'),
	require('./graphWebhooks'),
	require('./graphNumbers'),
	require('./graphMedia'),
	require('./dialogApi'),
];

/**
 * A call as it was received.
 * @typedef {{ method: string, path: string, query: Record<string, any>, headers: Record<string, any>, body: any, status: number }} Call
 */

/**
 * A failure that was asked for: the next `times` calls that fit are answered with it (default 1), after `skip` others (default 0);
 * `fail` gives what ends it earlier. Status 0 closes the connection without an answer. With `afterEffect` the call does its work first:
 * only its answer is lost.
 * @typedef {{ method?: string, path: RegExp, status: number, body?: any, headers?: Record<string, string>, skip?: number, times?: number, afterEffect?: boolean }} Failure
 */

/** Answers with a failure. */
function answer(request, response, { status, headers = {}, body = {} }) {
	if (status === 0) return void request.socket.destroy();
	return void response.status(status).set(headers).type('json').end(JSON.stringify(body));
}

/** Lets the call do its work, and answers with a failure in place of its answer. */
function answerAfterwards(request, response, failure) {
	response.json = () => {
		delete response.json;
		answer(request, response, failure);
		return response;
	};
}

/**
 * Starts a stand-in.
 * @param {{ port?: number, state?: object }} [options] `port` 0 (default): any free one; `state` overrides what the
 *   provider knows at the start, see the route modules
 * @returns {Promise<{ base: string, calls: Call[], state: any, fail: (failure: Failure) => () => void, close: () => Promise<void> }>}
 */
async function startStandIn({ port = 0, state = {} } = {}) {
	const app = express();
	const calls = [];
	const failures = [];
	const known = Object.assign({}, ...routes.map(({ initialState }) => initialState()), state);
	app.use(express.json({ limit: '20mb' }), express.urlencoded({ extended: true }));
	app.use((request, response, next) => {
		const { method, path, query, headers, body } = request;
		const call = { method, path, query, headers, body };
		calls.push(call);
		response.once('finish', () => (call.status = response.statusCode));
		const failure = failures.find((one) => (one.method ?? method) === method && one.path.test(path));
		if (failure === undefined) return next();
		if (failure.skip > 0) return void failure.skip--, next();
		failure.times = (failure.times ?? 1) - 1;
		if (failure.times === 0) failures.splice(failures.indexOf(failure), 1);
		if (failure.afterEffect !== true) return answer(request, response, failure);
		answerAfterwards(request, response, failure);
		return next();
	});
	for (const { register } of routes) register(app, known);
	app.use((request, response) => response.status(404).json({ error: { message: `The stand-in knows no ${request.method} ${request.path}`, code: 2500 } }));
	const server = await new Promise((resolve, reject) => {
		const started = app.listen(port, '127.0.0.1', (error) => (error ? reject(error) : resolve(started)));
	});
	return {
		base: `http://127.0.0.1:${server.address().port}`,
		calls,
		state: known,
		fail(failure) {
			const added = { ...failure };
			failures.push(added);
			return () => void (failures.includes(added) && failures.splice(failures.indexOf(added), 1));
		},
		close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
	};
}

module.exports = { startStandIn };
