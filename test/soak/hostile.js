'use strict';

/** A flood of forged and malformed requests, and bodies made to hurt: good deliveries come through, n8n stays up. */
const assert = require('node:assert/strict');
const http = require('node:http');
const { random } = require('../../simulator/random');
const { sleep } = require('../n8n/rest');
const { echoOf, flood } = require('./flood');
const { hardBodies, slowBodies } = require('./hardBodies');
const { boot, countBy, inParallel, memoryNow, peakMemory, post, publish, quantile, SECRETS, settled, TRIGGER, watch } = require('./lab');

/** What a flood may add to the memory of n8n: the noise of its garbage collector, not a piece of each request. */
const NOISE_MIB = 150;

/** Over a connection of its own, as strangers do; the status, 0 when the connection was cut or nothing came for a minute. */
async function send(url, { bytes, headers }) {
	return await new Promise((resolve) => {
		const options = { method: 'POST', headers: { ...headers, 'content-length': bytes.length }, agent: false, timeout: 60_000 };
		const request = http.request(url, options, (response) => response.resume().on('close', () => resolve(response.statusCode)));
		request.on('timeout', () => request.destroy()).on('error', () => resolve(0)).end(bytes);
	});
}

async function theFlood(host, { good, bad, seed, log }) {
	const flow = await publish(host, { parameters: { events: ['echo.message', 'contact.upserted'], options: {} } });
	const requests = flood(random(seed), SECRETS.appSecret, { good, bad });
	const samples = [];
	const stopWatching = watch(host.main);
	let next = 0.1;
	let again = 0;
	const started = performance.now();
	const statuses = await inParallel(requests, 8, async (request, index) => {
		if (index % Math.ceil(requests.length / 100) === 0) samples.push(memoryNow(host.main));
		if (index >= next * requests.length) log(`flood: ${Math.round(100 * next)} %, ${Math.round((1000 * index) / (performance.now() - started))} requests a second, ${samples.at(-1)} MiB`);
		if (index >= next * requests.length) next += 0.1;
		const status = await send(flow.urls[0], request);
		if (status !== 0) return status;
		// n8n had just closed the connection; a provider sends once more.
		again++;
		return await send(flow.urls[0], request);
	});
	const seconds = (performance.now() - started) / 1000;
	const executions = await settled(host.rest, flow.id, good);
	const came = new Set();
	await inParallel(executions, 4, async ({ id }) => {
		for (const { messageId } of (await host.rest.execution(id)).nodes[TRIGGER].flat()) came.add(messageId);
	});
	const wrong = requests.map(({ what, status }, index) => ({ what, status, got: statuses[index] })).filter(({ status, got }) => got !== status);
	const tenth = Math.ceil(samples.length / 10);
	// The first tenth warms n8n up.
	const [before, after] = [samples.slice(tenth, 2 * tenth), samples.slice(-tenth)].map((list) => quantile(list, 0.5));
	const lines = host.main.log().split('\n').filter((line) => line.includes('refused a request')).length;
	log(`flood: ${bad} bad and ${good} good requests in ${seconds.toFixed(1)} s; answers ${JSON.stringify(countBy(statuses, (status) => status))}`);
	log(`executions ${JSON.stringify(countBy(executions, ({ status }) => status))}; ${came.size} of ${good} good messages came out; ${lines} lines in the log about refusals`);
	log(`memory ${before} MiB at the start, ${after} MiB at the end, peak ${peakMemory([host.main])} MiB; n8n's longest silence ${await stopWatching()} ms`);
	assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} unexpected answers`);
	const expected = Array.from({ length: good }, (_, index) => `wamid.DEMOGOOD${index}`);
	assert.deepEqual([...came].sort(), expected.sort(), 'what came out is not what the provider sent');
	assert.ok(executions.length <= good + again, `${executions.length} executions for ${good} good deliveries`);
	assert.ok(executions.every(({ status }) => status === 'success'), 'a stranger caused a failed execution');
	assert.ok(lines <= 8 * (1 + seconds / 60), 'the flood reached the log');
	assert.ok(after - before <= NOISE_MIB, `the memory grew by ${after - before} MiB`);
}

/** One body at a time, with a look at how long n8n answers nobody meanwhile, and at a good delivery right after it. */
async function theHardBodies(host, { log, isQuick }) {
	const parameters = { simplify: false, events: ['echo.message', 'contact.upserted', 'unrecognized'], options: { includeRaw: true } };
	const flow = await publish(host, { parameters });
	let sent = 0;
	for (const { what, copies = 1, status, by, seconds, ...request } of hardBodies(SECRETS.appSecret, isQuick)) {
		const stopWatching = watch(host.main);
		const started = performance.now();
		const answers = await Promise.all(Array.from({ length: copies }, async () => await send(flow.urls[0], request)));
		const answered = Math.round(performance.now() - started);
		if (request.starts === true) sent++;
		const after = await post(flow.urls[0], echoOf(`AFTER-${what}`));
		sent++;
		assert.ok(answers.every((answer) => [status].flat().includes(answer)), `${what}: answered ${answers}`);
		assert.equal(after.status, 200, `${what}: the next delivery was not accepted`);
		const executions = await settled(host.rest, flow.id, sent, 300_000);
		const silence = await stopWatching();
		log(
			`${what}: ${(request.bytes.length / 1e6).toFixed(1)} MB${copies > 1 ? ` × ${copies}` : ''} → ${[...new Set(answers)].join(', ')}${by === undefined ? '' : ` (by ${by})`} after ${answered} ms, ` +
				`worked off after ${Math.round(performance.now() - started)} ms; longest silence ${silence} ms; next delivery ${after.status} in ${Math.round(after.ms)} ms; ${memoryNow(host.main)} MiB`,
		);
		assert.equal(executions.length, sent, `${what}: started an execution`);
		assert.ok(executions.every((execution) => execution.status === 'success'), `${what}: a failed execution`);
		assert.ok(performance.now() - started < seconds * 1_000, `${what}: took longer than ${seconds} s`);
	}
}

/**
 * Connections that send a byte a second, and how a good delivery fares beside them. n8n holds what evaluates
 * expressions for every request from its first byte on, unless it is told to wait until there is one to evaluate.
 */
async function theSlow(host, { engine, connections, log }) {
	const flow = await publish(host, { parameters: { options: {} } });
	const stopWatching = watch(host.main);
	const slow = await slowBodies(flow.urls[0], echoOf('SLOW'), SECRETS.appSecret, connections);
	const times = [];
	let finished;
	try {
		for (let index = 0; index < 20; index++) {
			const { status, ms } = await post(flow.urls[0], echoOf(`QUICK${index}`));
			assert.equal(status, 200, 'a delivery beside the slow ones was not accepted');
			times.push(ms);
			await sleep(100);
		}
		finished = await slow.finishOne();
	} finally {
		slow.close();
	}
	const executions = await settled(host.rest, flow.id, 21);
	log(`${engine}, ${connections} connections that send a byte a second: a delivery beside them takes ${Math.round(quantile(times, 0.5))} ms (median), longest silence ${await stopWatching()} ms; a slow one that ends well: ${finished}`);
	assert.equal(finished, 200);
	assert.deepEqual(countBy(executions, ({ status }) => status), { success: 21 });
}

/** In an n8n of its own. */
async function inOne(env, work) {
	const host = await boot({ env });
	try {
		await work(host);
	} finally {
		await host.remove();
	}
}

/** @param {{ good?: number, bad?: number, seed?: number, log: (line: string) => void }} options */
async function hostileFlood({ good = 1_000, bad = 10_000, seed = 1, log }) {
	await inOne({}, async (host) => await theFlood(host, { good, bad, seed, log }));
}

/** @param {{ isQuick?: boolean, log: (line: string) => void }} options */
async function hostileBodies({ isQuick = false, log }) {
	await inOne({}, async (host) => {
		await theHardBodies(host, { log, isQuick });
		log(`peak memory ${peakMemory([host.main])} MiB`);
	});
}

/** @param {{ isQuick?: boolean, log: (line: string) => void }} options */
async function hostileSlow({ isQuick = false, log }) {
	const lazy = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
	await inOne({}, async (host) => await theSlow(host, { engine: "n8n's default", connections: isQuick ? 50 : 100, log }));
	await inOne(lazy, async (host) => await theSlow(host, { engine: Object.keys(lazy)[0], connections: isQuick ? 50 : 500, log }));
}

module.exports = { hostileBodies, hostileFlood, hostileSlow };
