'use strict';

/** One n8n in one setting: all workflows in it, and rounds in which each contestant has its turn. */
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { sleep } = require('../../n8n/rest');
const { boot } = require('../../soak/lab');
const { publishAll, SECRET } = require('./contestants');
const { processorTime } = require('./processor');
const { CHUNK_MESSAGES, chunks, echoes, flood, manyEchoes, send } = require('./traffic');

const RECEIVERS = ['trigger', 'undeduplicated', 'whatsApp', 'webhook', 'handMade'];
const REFUSERS = ['trigger', 'probe', 'whatsApp'];
/** In a round of chunks the trigger has several: a share of one in a hundred needs a hundred of them. */
const CHUNK_TURNS = ['trigger', 'webhook', 'trigger', 'whatsApp', 'trigger'];
/** The hand-made flow takes ten seconds for one, and differs little from one to the next. */
const handMadeInEveryFifth = (round) => (round % 5 === 0 ? [...CHUNK_TURNS, 'handMade'] : CHUNK_TURNS);
/** It blocks n8n meanwhile, and n8n takes a look at its database that comes late for a database that is gone. */
const PATIENT = { DB_PING_TIMEOUT_MS: '120000' };
/** Deliveries of 10,000 new ids each until a list is full: 220,000 entries of old chats, 30,000 recent ones. */
const FULL_OF_OLD = 22;
const FULL_OF_RECENT = 3;

/** A list, begun elsewhere each time, so that nobody always follows the same one. */
const rotated = (list, by) => list.map((_, index) => list[(index + by) % list.length]);

/** The newest execution that fits. A connection that n8n has just closed for idleness is no answer: once more. */
async function newest({ rest }, fitting) {
	const look = async () => await rest.call('GET', `/executions?limit=1&filter=${encodeURIComponent(JSON.stringify(fitting))}`);
	const { results } = await look().catch(async (error) => {
		if (error instanceof TypeError) return await look();
		throw error;
	});
	return results[0];
}

/** Waits until n8n has nothing left to do. */
async function idle(host) {
	for (const end = Date.now() + 300_000; Date.now() < end; await sleep(50)) {
		if ((await newest(host, { status: ['new', 'running'] })) === undefined) return;
	}
	throw new Error('n8n still had executions under way after 5 minutes');
}

/** Sends one delivery and waits for the end of its execution: milliseconds to the answer, and to the end. */
async function whole(host, { id, url }, bytes) {
	const before = (await newest(host, { workflowId: id }))?.id;
	const { status, ms, at } = await send(url, bytes, SECRET);
	assert.equal(status, 200);
	for (const end = Date.now() + 120_000; Date.now() < end; await sleep(25)) {
		const found = await newest(host, { workflowId: id });
		if (found === undefined || found.id === before || found.stoppedAt === null) continue;
		assert.equal(found.status, 'success');
		return { execution: found.id, ms, all: Date.parse(found.stoppedAt) - at, ran: Date.parse(found.stoppedAt) - Date.parse(found.startedAt) };
	}
	throw new Error('The execution of a delivery did not end within 2 minutes');
}

/** What a commit of SQLite changes: the file, or the log in front of it. */
function databaseState({ main }) {
	return ['database.sqlite', 'database.sqlite-wal'].map((name) => {
		const { mtimeNs, size } = fs.statSync(path.join(main.folder, '.n8n', name), { bigint: true });
		return `${name} ${mtimeNs} ${size}`;
	});
}

/** That each contestant does what it is measured for: an echo and a chunk come out whole, a forgery does not. */
async function check(host, flows) {
	for (const name of RECEIVERS) {
		const flow = flows[name];
		await host.main.until(async () => (await send(flow.url, echoes()(), SECRET)).status !== 404);
		await idle(host);
		for (const [kind, bytes, items] of [['echo', echoes()(), 1], ['chunk', chunks()(), CHUNK_MESSAGES]]) {
			const state = databaseState(host);
			const { execution } = await whole(host, flow, bytes);
			// What looks for a write after forgeries would have seen one.
			assert.notDeepEqual(databaseState(host), state);
			const { nodes } = await host.rest.execution(execution);
			if (flow.ends[kind]) assert.equal(nodes[flow.ends[kind]]?.[0].length, items, `${name}: items of one ${kind}`);
		}
	}
	await host.main.until(async () => (await send(flows.probe.url, echoes()(), SECRET)).status === 401);
}

/** Answers a second while echoes come as fast as they are answered, and how many a second were worked off. */
async function echoTurn(host, { url }, seconds) {
	const [started, used] = [performance.now(), processorTime(host)];
	const { answers, rate } = await flood(url, { secret: SECRET, seconds, status: 200 });
	await idle(host);
	return { rate, worked: answers / ((performance.now() - started) / 1000), cpu: (processorTime(host) - used) / answers };
}

/** Refusals a second; whether the database was written meanwhile, and whether an execution came of it. */
async function forgedTurn(host, { id, url }, name, seconds) {
	await sleep(300);
	const [state, before] = [databaseState(host), (await newest(host, { workflowId: id }))?.id];
	const used = processorTime(host);
	const { answers, rate } = await flood(url, { secret: 'another-secret', seconds, status: name === 'whatsApp' ? 200 : 401 });
	const cpu = (processorTime(host) - used) / answers;
	const wrote = databaseState(host).some((file, index) => file !== state[index]);
	return { rate, cpu, wrote, executed: (await newest(host, { workflowId: id }))?.id !== before };
}

/**
 * @param {Record<string, string>} env of n8n: its setting, and the way to the stand-in for Graph
 * @param {{ rounds: number, seconds: number, chunkRounds: number, echoes: number }} size `echoes`: pairs of single ones
 * @param {(line: string) => void} log
 * @returns {Promise<object>} for each measurement a list of rounds, each with the results by contestant
 */
async function measure(env, size, log) {
	const host = await boot({ env: { ...env, ...PATIENT, N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'probe'), N8N_LOG_LEVEL: 'warn' } });
	try {
		const flows = await publishAll(host);
		await check(host, flows);
		log('all contestants work; filling the lists of ids');
		const chunk = chunks();
		for (let count = 0; count < FULL_OF_OLD; count++) await whole(host, flows.trigger, chunk());
		const many = manyEchoes();
		for (let count = 0; count < FULL_OF_RECENT; count++) await whole(host, flows.trigger, many());
		for (const name of RECEIVERS) await echoTurn(host, flows[name], size.seconds);

		const results = { echo: [], forged: [], chunk: [], single: [] };
		const rounds = async (list, count, names, turn) => {
			for (let round = 0; round < count; round++) {
				const result = {};
				for (const name of rotated(typeof names === 'function' ? names(round) : names, round)) (result[name] ??= []).push(await turn(name));
				list.push(result);
			}
		};
		log(`echoes: ${size.rounds} rounds`);
		await rounds(results.echo, size.rounds, RECEIVERS, async (name) => await echoTurn(host, flows[name], size.seconds));
		log(`forged: ${size.rounds} rounds`);
		await rounds(results.forged, size.rounds, REFUSERS, async (name) => await forgedTurn(host, flows[name], name, size.seconds));
		log(`chunks of ${CHUNK_MESSAGES} messages: ${size.chunkRounds} rounds`);
		await rounds(results.chunk, size.chunkRounds, handMadeInEveryFifth, async (name) => await whole(host, flows[name], chunk()));
		log(`single echoes: ${size.echoes} pairs`);
		const echo = echoes();
		await rounds(results.single, size.echoes, ['trigger', 'undeduplicated'], async (name) => await whole(host, flows[name], echo()));
		return results;
	} finally {
		await host.remove();
	}
}

module.exports = { measure };
