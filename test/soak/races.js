'use strict';

/**
 * Equal deliveries at the same moment. In one process exactly one comes out. On a cluster n8n's list of ids is
 * read and written without a lock, by workers that do not know of each other: how often does that show?
 */
const assert = require('node:assert/strict');
const make = require('../../simulator/deliveries');
const { bytesOf } = require('../../simulator/sign');
const { boot, inParallel, post, publish, settled, TRIGGER } = require('./lab');

const filler = (prefix, count) => make.echoes(Array.from({ length: count }, (_, index) => make.echo(`${prefix}${index}`, make.INES, 60, make.text('x'))));
const echoBytes = (content) => bytesOf(make.meta('smb_message_echoes', content));

/** How often each round came out. */
async function copiesThatCameOut(host, flow, { rounds, copies }, bytesOf) {
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

/** @param {{ cluster?: object, rounds?: number, copies?: number, log: (line: string) => void }} options */
async function races({ cluster, rounds = 10, copies = 50, log }) {
	const host = await boot({ cluster });
	const where = cluster === undefined ? 'one process' : `${host.cluster.webhooks.length} webhook processes, ${host.cluster.workers.length} workers`;
	try {
		const flow = { sent: 0, ...(await publish(host, { parameters: { options: {} } })) };
		const tell = (what, outcomes) => {
			const twice = outcomes.filter((count) => count !== 1).length;
			log(`${where}, ${copies} copies at once, ${what}: came out ${outcomes.join(' ')} times; ${twice} of ${outcomes.length} rounds not exactly once`);
			assert.ok(outcomes.every((count) => count >= 1), 'a delivery was lost');
			if (cluster === undefined) assert.equal(twice, 0, 'one process lets each through exactly once');
			return twice / outcomes.length;
		};
		const fresh = tell('nothing remembered', await copiesThatCameOut(host, flow, { rounds, copies }, (round) => echoBytes(filler(`A${round}-`, 1))));
		// A connection that n8n has just closed is no answer: as a provider does, once more.
		const fill = echoBytes(filler('FILL', 9_999));
		while ((await post(flow.urls[0], fill)).status !== 200);
		flow.sent++;
		await settled(host.rest, flow.id, flow.sent);
		const full = tell('window full', await copiesThatCameOut(host, flow, { rounds, copies }, (round) => echoBytes(filler(`B${round}-`, 1))));
		return { fresh, full };
	} finally {
		await host.remove();
	}
}

module.exports = { races };
