'use strict';

/**
 * Everything that the node can be told and made to refuse, with canaries in the place of names, texts, numbers,
 * tokens and secrets, and n8n's log at its most talkative: none of them may be found there.
 */
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { signatureHeaders } = require('../../simulator/sign');
const { testBuild } = require('../n8n/testBuild');
const { canaryDeliveries, leaksIn } = require('./canaries');
const { flowOf, KEY_OF, send, theListener, theRefused, theRegistration, theSamples } = require('./canaryTraffic');
const { boot, packed } = require('./lab');

const LOUD = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console' };

/** What n8n has written: its output, and its event log. */
function written({ main }) {
	const folder = path.join(main.folder, '.n8n');
	const events = fs.readdirSync(folder).filter((file) => file.endsWith('.log'));
	return [main.log(), ...events.map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))].join('\n');
}

/** A build that logs what it receives: were it not found, the search would prove nothing. */
async function findsALeak(deliveries) {
	const parsed = "const delivery = bytes.toString('utf8');";
	const leaky = testBuild(packed(), 'n8n/receive.js', parsed, `${parsed} context.logger.debug('received ' + delivery);`);
	const host = await boot({ env: LOUD, tarball: leaky });
	try {
		const flow = await flowOf(host, 'meta', {});
		const { bytes } = deliveries.find(({ name }) => name.includes('echoes/text_basic'));
		assert.equal(await send(flow.url, bytes, signatureHeaders(bytes, KEY_OF.meta)), 200);
		return leaksIn(written(host)).length;
	} finally {
		await host.remove();
	}
}

/** @param {{ isQuick?: boolean, log: (line: string) => void }} options `isQuick`: every fifth delivery, no registration */
async function privacy({ isQuick = false, log }) {
	const all = canaryDeliveries();
	const deliveries = all.filter(({ name }, index) => !isQuick || index % 5 === 0 || name.includes('echoes/text_basic'));
	const found = await findsALeak(deliveries);
	log(`a build that logs what it receives: ${found} lines found`);
	assert.ok(found > 0, 'the search finds no leak');
	const host = await boot({ env: LOUD });
	try {
		await theSamples(host, deliveries, log);
		const digests = await theRefused(host, deliveries);
		await theListener(host, deliveries);
		if (!isQuick) {
			const { outcomes, calls } = await theRegistration(host);
			log(`registration: ${outcomes.join(', ')}; ${calls} calls to the provider`);
			assert.deepEqual(outcomes, ['published', 'failed', 'failed', 'published', 'failed', 'failed']);
		}
		const text = written(host);
		const lines = text.split('\n');
		const refusals = lines.filter((line) => line.includes('refused a request')).length;
		const leaks = leaksIn(text, digests);
		log(`${lines.length} lines in the log, ${lines.filter((line) => /debug/.test(line)).length} of them debug, ${refusals} about refusals; with a canary: ${leaks.length}`);
		for (const line of leaks.slice(0, 20)) log(`leak: ${line.slice(0, 300)}`);
		assert.ok(refusals >= 18, 'the node did not log each of its refusals: what was looked at?');
		assert.equal(leaks.length, 0, 'something that must stay secret stands in the log');
	} finally {
		await host.remove();
	}
}

module.exports = { privacy };
