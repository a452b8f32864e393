'use strict';

/** One onboarding of 118,000 messages through the real n8n into a real Postgres table: complete, each once. */
const assert = require('node:assert/strict');
const { onboarding } = require('../../simulator/onboarding');
const { startPostgres } = require('../n8n/services');
const { boot, inParallel, peakMemory, post, publish, quantile, settled, watch } = require('./lab');

const TABLE = `create table %s (event text, id text, timestamp text, "contactPhone" text, "contactName" text, "contactId" text,
	direction text, type text, text text, "messageId" text, "mediaId" text, status text, "businessPhone" text,
	"phoneNumberId" text, "safeToAutoReply" boolean, "humanReply" boolean)`;
const CONTACT_TABLE = TABLE.replace(/,\s+"safeToAutoReply" boolean, "humanReply" boolean/, '');

/** Behind an output: a Postgres node that writes every item into a table, without any key that would hide a repeat. */
function intoTable(workflow, output, table, credential) {
	const node = workflow.nodes.find(({ name }) => name === output);
	Object.assign(node, {
		type: 'n8n-nodes-base.postgres',
		typeVersion: 2.6,
		credentials: { postgres: credential },
		parameters: {
			operation: 'insert',
			schema: { __rl: true, mode: 'name', value: 'public' },
			table: { __rl: true, mode: 'name', value: table },
			columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
			options: {},
		},
	});
	return workflow;
}

/** @param {{ cluster?: object, log: (line: string) => void, size?: object }} options */
async function scale({ cluster, log, size = {} }) {
	const target = await startPostgres({ log });
	await target.query(TABLE.replace('%s', 'history'));
	await target.query(CONTACT_TABLE.replace('%s', 'contacts'));
	const host = await boot({ cluster });
	try {
		const data = { host: '127.0.0.1', port: target.port, database: 'postgres', user: 'n8n', password: 'n8n', ssl: 'disable' };
		const credential = await host.rest.createCredential('postgres', data, 'Target');
		const flow = await publish(host, {
			parameters: { events: ['contact.upserted', 'contact.removed', 'history.message'] },
			change: (workflow) => intoTable(intoTable(workflow, 'History', 'history', credential), 'Contacts', 'contacts', credential),
		});
		const { deliveries, messageIds, contacts } = onboarding(size);
		const megabytes = deliveries.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
		log(`${deliveries.length} deliveries, ${megabytes.toFixed(1)} MB: ${messageIds.length} messages and ${contacts} contacts, with repeats, out of order`);
		const stopWatching = watch(host.main);
		const started = performance.now();
		const answers = await inParallel(deliveries, 2, async ({ bytes }) => await post(flow.urls[0], bytes));
		const answered = performance.now() - started;
		assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
		const executions = await settled(host.rest, flow.id, deliveries.length, 900_000);
		const ended = performance.now() - started;
		const failed = executions.filter(({ status }) => status !== 'success').length;
		const [{ rows, ids }] = await target.query('select count(*)::int as rows, count(distinct id)::int as ids from history');
		const [people] = await target.query('select count(*)::int as rows, count(distinct id)::int as ids from contacts');
		log(`answers: median ${Math.round(quantile(answers.map(({ ms }) => ms), 0.5))} ms, all after ${(answered / 1000).toFixed(1)} s; in the table after ${(ended / 1000).toFixed(1)} s`);
		log(`history: ${rows} rows, ${ids} messages of ${messageIds.length}; contacts: ${people.rows} rows, ${people.ids} of ${contacts}; failed executions: ${failed}`);
		log(`peak memory ${peakMemory(host.processes).join(', ')} MiB; n8n's longest block ${await stopWatching()} ms`);
		assert.deepEqual({ failed, ids, people: people.ids }, { failed: 0, ids: messageIds.length, people: contacts });
		assert.deepEqual({ rows, people: people.rows }, { rows: messageIds.length, people: contacts }, 'something came out more than once');
	} finally {
		await host.remove();
		await target.remove();
	}
}

module.exports = { scale };
