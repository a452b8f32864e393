'use strict';

/**
 * n8n's distributed mode under load while its parts die: what was answered 200 and is lost, what only a retry
 * brings out, what comes out twice. One fault at a time, each with a workflow of its own.
 */
const assert = require('node:assert/strict');
const { sleep } = require('../n8n/rest');
const { Provider, retryAll, settle, stoodStill, UNDER_WAY } = require('./ledger');
const { boot, countBy, publish } = require('./lab');
const { storedExecutions } = require('./stored');

/** How long a part is away. n8n's processes end by themselves when Redis is away for more than 10 s. */
const AWAY_MS = 2_000;

async function replace(instance) {
	await instance.stop('SIGKILL');
	await sleep(AWAY_MS);
	await instance.start();
}

async function restart(service, end) {
	await end.call(service);
	await sleep(AWAY_MS);
	await service.start();
}

/** What happens, by name. Orderly: the server writes what it holds. Killed: Redis forgets what it has not saved yet. */
const FAULTS = {
	'webhook process killed': async ({ webhooks }) => await replace(webhooks[0]),
	'worker killed': async ({ workers }) => await replace(workers[0]),
	'Redis restarted': async ({ redis }) => await restart(redis, redis.stop),
	'Redis killed': async ({ redis }) => await restart(redis, redis.kill),
	'Postgres restarted': async ({ postgres }) => await restart(postgres, postgres.stop),
	'Postgres killed': async ({ postgres }) => await restart(postgres, postgres.kill),
};

/** Starts what ended by itself, as a supervisor does; gives how many. */
async function revive({ processes }) {
	const ended = processes.filter((instance) => instance.ended !== undefined);
	for (const instance of ended) await instance.start();
	return ended.length;
}

/** One fault in the middle of the load. */
async function suffer(host, [name, fault], { deliveries, seed, log }) {
	const flow = await publish(host, { parameters: { options: {} } });
	const provider = new Provider(flow.urls, seed);
	let revived;
	provider.start(8);
	try {
		await provider.hasAccepted(Math.ceil(deliveries / 3));
		await fault(host.cluster);
		await sleep(1_000);
		revived = await revive(host.cluster);
		await provider.hasAccepted(Math.max(deliveries, provider.accepted.length + Math.ceil(deliveries / 3)));
		await provider.stop();
	} finally {
		provider.abandon();
	}
	const executions = await stoodStill(host, flow.id);
	const { lost } = await settle(host, flow.id, provider.accepted);
	log(
		`${name}: ${provider.accepted.length} deliveries answered 200, sent again after ${JSON.stringify(provider.unaccepted)}, swallowed at a start ${provider.swallowed}; ` +
			`executions ${JSON.stringify(countBy(executions, ({ status }) => status))}; ${lost} events not out; ${revived} processes of n8n ended by themselves`,
	);
	return { name, flow, provider, revived };
}

/**
 * n8n looks for executions that no job belongs to when its main process starts (and every three hours). A job of
 * a dead worker counts as alive until Bull finds it stalled, a minute or two later. Gives the seconds it took.
 */
async function recover(host, flows) {
	const started = Date.now();
	const underWay = async () => {
		const all = (await Promise.all(flows.map(({ id }) => storedExecutions(host, id)))).flat();
		return all.filter(({ status }) => UNDER_WAY.includes(status)).length;
	};
	for (let tries = 0; tries < 8 && (tries === 0 || (await underWay()) > 0); tries++) {
		if (tries > 0) await sleep(20_000);
		await replace(host.main);
		await sleep(2_000);
	}
	return { seconds: Math.round((Date.now() - started) / 1000), left: await underWay() };
}

/**
 * @param {{ faults?: string[], deliveries?: number, seed?: number, appendOnly?: boolean, log: (line: string) => void }} options `faults`:
 *   some of FAULTS, default all; `deliveries`: at least so many for each; `appendOnly`: of Redis
 */
async function clusterKills({ faults = Object.keys(FAULTS), deliveries = 60, seed = 1, appendOnly = false, log }) {
	// As the README asks for: n8n otherwise overwrites what a dead worker had in hand before it can be retried.
	const env = { QUEUE_WORKER_STALLED_INTERVAL: '0' };
	log('starting Postgres, Redis, a main process, two webhook processes and two workers');
	const host = await boot({ cluster: { webhooks: 2, workers: 2, concurrency: 2, appendOnly, env } });
	try {
		const suffered = [];
		for (const [index, name] of faults.entries()) suffered.push(await suffer(host, [name, FAULTS[name]], { deliveries, seed: seed * 10 + index, log }));
		const { seconds, left } = await recover(host, suffered.map(({ flow }) => flow));
		log(`n8n's own recovery took ${seconds} s; ${left} executions stay under way`);
		const results = [];
		for (const { name, flow, provider } of suffered) {
			const executions = await storedExecutions(host, flow.id);
			const { retried, outcomes } = await retryAll(host, executions);
			const counts = await settle(host, flow.id, provider.accepted);
			log(`${name}: retried ${retried}: ${JSON.stringify(outcomes)}; then ${counts.expected - counts.lost} of ${counts.expected} events had come out, ${counts.twice} more than once`);
			results.push({ name, retried, ...counts });
		}
		const lossy = results.filter(({ lost }) => lost > 0);
		assert.deepEqual(lossy, [], 'deliveries that were answered 200 are lost');
		return results;
	} finally {
		await host.remove();
	}
}

module.exports = { clusterKills, FAULTS };
