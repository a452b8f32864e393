'use strict';

/**
 * A version of the node that cannot normalize: its executions fail, and succeed on retry once the package is
 * repaired, from the delivery as it was stored; a retry emits again what deduplication has seen.
 */
const assert = require('node:assert/strict');
const make = require('../../simulator/deliveries');
const { bytesOf } = require('../../simulator/sign');
const { testBuild } = require('../n8n/testBuild');
const { boot, packed, post, publish, settled, TRIGGER } = require('./lab');

const echoOf = (id) => bytesOf(make.meta('smb_message_echoes', make.echoes([make.echo(id, make.INES, 60, make.text('On my way'))])));

/** Puts another build of the package into a running n8n, as an update does. */
async function install(host, tarball) {
	await host.main.stop();
	host.main.installPackage(tarball);
	await host.main.start();
	await host.rest.login();
}

/** @param {{ log: (line: string) => void }} options */
async function retry({ log }) {
	const broken = testBuild(packed(), 'pipeline.js', 'const now = options.now ?? Date.now();', "throw new Error('a broken build');");
	const host = await boot({ tarball: packed() });
	try {
		const flow = await publish(host, { parameters: { options: {} } });
		const idsOf = async (id) => {
			const { status, nodes } = await host.rest.execution(id);
			return [status, (nodes[TRIGGER] ?? []).flat().map(({ messageId }) => messageId)];
		};
		let sent = 0;
		const deliver = async (id) => {
			const { status, text } = await post(flow.urls[0], echoOf(id));
			assert.deepEqual([status, text], [200, '{"status":"received"}']);
			const executions = await settled(host.rest, flow.id, ++sent);
			return executions.at(-1).id;
		};
		assert.deepEqual(await idsOf(await deliver('BEFORE')), ['success', ['wamid.DEMOBEFORE']]);

		await install(host, broken);
		await host.main.live(flow.urls[0]);
		const failed = [await deliver('DURING'), await deliver('DURING')];
		for (const id of failed) {
			const { status, error } = await host.rest.execution(id);
			assert.deepEqual([status, error.message.includes('a broken build')], ['error', true]);
		}
		const stillFailing = await host.rest.retry(failed[0]);
		sent++;
		assert.equal((await host.rest.execution(stillFailing)).status, 'error');
		log('with a broken build: both deliveries answered 200, their executions failed, and failed again on retry');

		await install(host, packed());
		await host.main.live(flow.urls[0]);
		for (const id of failed) {
			const again = await host.rest.retry(id);
			sent++;
			await settled(host.rest, flow.id, sent);
			assert.deepEqual(await idsOf(again), ['success', ['wamid.DEMODURING']]);
		}
		log('with the repaired build: the first retry emitted, and so did the second, of the same message');
		assert.deepEqual(await idsOf(await deliver('DURING')), ['success', []]);
		assert.deepEqual(await idsOf(await deliver('BEFORE')), ['success', []]);
		assert.deepEqual(await idsOf(await deliver('AFTER')), ['success', ['wamid.DEMOAFTER']]);
		log('redeliveries of both gave nothing, a new one came out');
	} finally {
		await host.remove();
	}
}

module.exports = { retry };
