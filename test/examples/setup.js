'use strict';

/**
 * Boots the real n8n once for all examples: Postgres, the services that the examples talk to (see standIns/), the
 * packed package, and the files of examples/ imported with n8n's CLI exactly as they are, plus credentials.
 */
const fs = require('node:fs');
const path = require('node:path');
const { Instance } = require('../n8n/instance');
const { pack } = require('../n8n/pack');
const { startPostgres } = require('../n8n/services');
const { credentials, withCredentials } = require('./credentials');
const { startStandIns } = require('./standIns/server');

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

module.exports = async () => {
	const log = (line) => process.stderr.write(`${line}\n`);
	const postgres = await startPostgres({ log });
	const standIns = await startStandIns();
	const n8n = await Instance.create({ log, env: standIns.env });
	n8n.installPackage(pack(n8n.folder));
	const names = fs.readdirSync(EXAMPLES).filter((file) => file.endsWith('.json')).map((file) => path.basename(file, '.json'));
	const workflows = names.map((name, index) => {
		const content = JSON.parse(fs.readFileSync(path.join(EXAMPLES, `${name}.json`), 'utf8'));
		return { id: `Example${String(index).padStart(9, '0')}`, active: false, ...withCredentials(content) };
	});
	n8n.importAll({ credentials: credentials({ postgres: postgres.connection(), standIns: standIns.base }), workflows });
	await n8n.start();
	const state = path.join(n8n.folder, 'examples.json');
	const { host, folder, port, broker } = n8n;
	const ids = Object.fromEntries(names.map((name, index) => [name, workflows[index].id]));
	fs.writeFileSync(state, JSON.stringify({ host, folder, port, broker, ids, standIns: standIns.base, postgres: postgres.connection() }));
	process.env.COEXISTENCE_EXAMPLES = state;
	globalThis.coexistenceExamples = { n8n, postgres, standIns };
};
