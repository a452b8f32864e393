'use strict';

/**
 * Copies of a delivery that arrive simultaneously. One process emits exactly one of them. Several processes read and
 * write n8n's list of ids without a lock: they emit at least one, and this measures how often they emit more.
 */
const assert = require('node:assert/strict');
const make = require('../../simulator/deliveries');
const { bytesOf } = require('../../simulator/sign');
const { boot, inParallel, post, publish, settled, TRIGGER } = require('./lab');

/** Ids and markers that the node keeps of recent events. */
const LIST_ENTRIES = 30_000;

const filler = (prefix, count) => make.echoes(Array.from({ length: count }, (_, index) => make.echo(`${prefix}${index}`, make.INES, 60, make.text('x'))));
const echoBytes = (content) => bytesOf(make.meta('smb_message_echoes', content));

/** How many copies were emitted in each round. */
async function emittedCopies(host, flow, { rounds, copies }, bytesOf) {
	const outcomes = [];
	for (let round = 0; round < rounds; round++) {
		const bytes = bytesOf(round);
		const answers = await inParallel(Array.from({ length: copies }), copies, async (_, index) => await post(flow.urls[index % flow.urls.length], bytes));
		assert.ok(answers.every(({ status }) => status === 200));
		flow.sent += copies;
		const executions = (await settled(host.rest, flow.id, flow.sent)).slice(-copies);
		let emitted = 0;
		await inParallel(executions, 8, async ({ id, status }) => {
			assert.equal(status, 'success');
			const { nodes } = await host.rest.execution(id);
			if ((nodes[TRIGGER] ?? []).flat().length > 0) emitted++;
		});
		outcomes.push(emitted);
	}
	return outcomes;
}

/** Fills the list of recent ids, so that reading and writing it takes as long as it can. */
async function fillList(host, flow) {
	for (let part = 0; part < 3; part++) {
		// A connection that n8n has just closed is no answer: send again, as a provider does.
		while ((await post(flow.urls[0], echoBytes(filler(`FILL${part}-`, LIST_ENTRIES / 3)))).status !== 200);
		flow.sent++;
	}
	await settled(host.rest, flow.id, flow.sent);
}

/**
 * @param {{ cluster?: object, rounds?: number, copies?: number, log: (line: string) => void }} options
 * @returns {Promise<void>} rejects when a delivery was lost, or when one process emitted a copy twice
 */
async function races({ cluster, rounds = 10, copies = 50, log }) {
	const host = await boot({ cluster });
	const { webhooks = [], workers = [] } = host.cluster ?? {};
	const processes = `${webhooks.length} webhook processes, ${workers.length} workers`;
	const where = cluster === undefined ? 'one process' : processes;
	try {
		const flow = { sent: 0, ...(await publish(host, { parameters: { options: {} } })) };
		for (const list of ['empty', 'full']) {
			if (list === 'full') await fillList(host, flow);
			const echoOf = (round) => echoBytes(filler(`${list}${round}-`, 1));
			const counts = await emittedCopies(host, flow, { rounds, copies }, echoOf);
			log(`${where}, ${copies} copies at the same moment, list ${list}: emitted in each round: ${counts.join(' ')}`);
			log(`rounds with more than one: ${counts.filter((count) => count > 1).length} of ${rounds}`);
			assert.ok(counts.every((count) => count >= 1), 'a delivery was lost');
			const isOnce = counts.every((count) => count === 1);
			assert.ok(isOnce || cluster !== undefined, 'one process emits each event exactly once');
		}
	} finally {
		await host.remove();
	}
}

module.exports = { races };
