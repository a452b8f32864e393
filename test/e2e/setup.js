'use strict';

/**
 * Boots the real n8n once for the whole suite, provisioned as a user would: package, credential, workflow.
 * COEXISTENCE_N8N says which version: v2 (default) or v1.
 */
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Instance, webhookUrl } = require('../n8n/instance');
const { pack } = require('../n8n/pack');
const { CREDENTIAL_TYPES, workflowOf } = require('../../simulator/workflow');

module.exports = async () => {
	const log = (line) => process.stderr.write(`${line}\n`);
	const version = process.env.COEXISTENCE_N8N || 'v2';
	const n8n = await Instance.create({ version, log });
	n8n.installPackage(pack(n8n.folder));
	const imported = { id: 'ImportedFlow0001', webhookId: randomUUID() };
	const credential = { id: 'ImportedCred0001', name: 'Imported' };
	const secrets = { appSecret: 'imported-app-secret', verifyToken: 'imported-verify-token' };
	n8n.provision({
		credentials: [{ ...credential, type: CREDENTIAL_TYPES.meta, data: secrets }],
		workflows: [workflowOf({ ...imported, credential })],
	});
	await n8n.start();
	await n8n.live(webhookUrl(n8n.base, imported.webhookId));
	const state = path.join(n8n.folder, 'e2e.json');
	const { host, folder, port, broker } = n8n;
	fs.writeFileSync(state, JSON.stringify({ host, version, folder, port, broker, pid: n8n.child.pid, imported, secrets }));
	process.env.COEXISTENCE_E2E = state;
	globalThis.coexistenceInstance = n8n;
};
