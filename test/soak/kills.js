'use strict';

/** n8n is killed again and again under load: what was answered 200 has come out, or comes out on retry. */
const assert = require('node:assert/strict');
const { random } = require('../../simulator/random');
const { sleep } = require('../n8n/rest');
const { Provider, retryAll, settle, stoodStill } = require('./ledger');
const { boot, countBy, publish } = require('./lab');

/**
 * One process with SQLite. Each time it dies after a random number of answers and some random milliseconds.
 * @param {{ kills?: number, deliveries?: number, seed?: number, version?: 'v1' | 'v2', tarball?: string, log: (line: string) => void }} options
 */
async function kills({ kills: rounds = 20, deliveries = 200, seed = 1, version = 'v2', tarball, log }) {
	const host = await boot({ version, tarball });
	let provider;
	try {
		const flow = await publish(host, { parameters: { options: {} } });
		provider = new Provider(flow.urls, seed);
		const chance = random(seed);
		const usual = Math.ceil(deliveries / rounds);
		provider.start();
		for (let round = 1; round <= rounds; round++) {
			await provider.hasAccepted(provider.accepted.length + 1 + chance.below(2 * usual));
			await sleep(chance.below(40));
			await host.main.stop('SIGKILL');
			await host.main.start();
			log(`kill ${round} of ${rounds}: ${provider.accepted.length} deliveries answered 200 so far`);
		}
		await provider.hasAccepted(deliveries);
		await provider.stop();
		await host.rest.login();

		const executions = await stoodStill(host, flow.id);
		const before = await settle(host, flow.id, provider.accepted);
		log(`${provider.accepted.length} deliveries answered 200; sent again after ${JSON.stringify(provider.unaccepted)} (0: no answer); n8n itself answered 200 while it started, and threw away: ${provider.swallowed}`);
		log(`executions after the last start: ${JSON.stringify(countBy(executions, ({ status }) => status))}; ${before.lost} of ${before.expected} events wait for a retry`);
		const { retried, outcomes } = await retryAll(host, executions);
		const after = await settle(host, flow.id, provider.accepted);
		log(`retried ${retried}: ${JSON.stringify(outcomes)}; then ${after.expected - after.lost} of ${after.expected} events had come out, ${after.twice} more than once`);
		assert.equal(after.lost, 0, `${after.lost} events of ${after.lostDeliveries} deliveries that were answered 200 are lost`);
		return { retried, ...after };
	} finally {
		provider?.abandon();
		await host.remove();
	}
}

module.exports = { kills };
