'use strict';

/** The workflows that are compared, all published in one n8n, each with one node that does nothing at its end. */
const { randomUUID } = require('node:crypto');
const { CREDENTIAL_TYPES, OUTPUTS, workflowOf } = require('../../../simulator/workflow');
const { webhookUrl } = require('../../n8n/instance');
const { SECRETS } = require('../../soak/lab');
const { flattenCode } = require('./flatten');

const SECRET = SECRETS.appSecret;
const base = (type) => `n8n-nodes-base.${type}`;

const node = (name, type, typeVersion, parameters = {}, more = {}) => ({ id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...more });
const end = (name) => node(name, base('noOp'), 1);

/** A workflow of nodes; `wires` gives the names behind each output of a node. */
function workflow(name, nodes, wires) {
	const connections = Object.fromEntries(
		Object.entries(wires).map(([from, outputs]) => [from, { main: outputs.map((to) => [{ node: to, type: 'main', index: 0 }]) }]),
	);
	return { name, active: false, settings: { executionOrder: 'v1' }, nodes, connections };
}

/** n8n's Webhook node; its address is made like that of a trigger. */
const webhookNode = (id, options) => node('Webhook', base('webhook'), 2.1, { httpMethod: 'POST', path: `${id}/webhook`, options }, { webhookId: id });

const equals = (left, right) => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
	combinator: 'and',
	conditions: [{ id: randomUUID(), leftValue: left, rightValue: right, operator: { type: 'string', operation: 'equals' } }],
});

/** What people build without a trigger for coexistence: check the signature over the raw body, flatten, route. */
function handMade(id, credential) {
	const hmac = { action: 'hmac', type: 'SHA256', binaryData: true, binaryPropertyName: 'data', dataPropertyName: 'digest', encoding: 'hex' };
	const kinds = ['contact', 'history', 'echo'];
	const rules = kinds.map((kind) => ({ conditions: equals('={{ $json.event }}', kind), renameOutput: true, outputKey: kind }));
	const nodes = [
		webhookNode(id, { rawBody: true }),
		node('Crypto', base('crypto'), 2, hmac, { credentials: { crypto: credential } }),
		node('If', base('if'), 2.3, { conditions: equals("={{ 'sha256=' + $json.digest }}", "={{ $json.headers['x-hub-signature-256'] }}"), options: {} }),
		node('Code', base('code'), 2, { jsCode: flattenCode }),
		node('Switch', base('switch'), 3.4, { rules: { values: rules }, options: {} }),
		...kinds.map(end),
	];
	return workflow('Hand-made', nodes, { Webhook: ['Crypto'], Crypto: ['If'], If: ['Code'], Code: ['Switch'], Switch: kinds });
}

function whatsAppTrigger(id, credential) {
	const more = { webhookId: id, credentials: { whatsAppTriggerApi: credential } };
	const trigger = node('WhatsApp Trigger', base('whatsAppTrigger'), 1, { updates: ['messages'], options: {} }, more);
	return workflow('WhatsApp Trigger', [trigger, end('End')], { 'WhatsApp Trigger': ['End'] });
}

const bareWebhook = (id) => workflow('Webhook', [webhookNode(id, {}), end('End')], { Webhook: ['End'] });
const probe = (id) => workflow('Refuse', [node('Refuse', 'CUSTOM.refuse', 1.1, {}, { webhookId: id }), end('End')], { Refuse: ['End'] });

/** Only the two outputs that are used: n8n loads the whole workflow for each request, and the others have one end. */
function withEnds(workflow) {
	const used = [OUTPUTS[1], OUTPUTS[2]];
	const isKept = (name) => used.includes(name) || !OUTPUTS.includes(name);
	const connections = Object.fromEntries(
		Object.entries(workflow.connections).map(([from, { main }]) => [from, { main: main.map((to) => to.filter(({ node: name }) => isKept(name))) }]),
	);
	return { ...workflow, nodes: workflow.nodes.filter(({ name }) => isKept(name)), connections };
}

/**
 * Publishes all of them.
 * @param {{ rest: import('../../n8n/rest').Rest, main: import('../../n8n/instance').Instance }} host
 * @returns {Promise<Record<string, { id: string, url: string, ends: Record<string, string> }>>} by name; `ends`: the nodes
 *   that get the items of an echo and of a chunk, for those that take them apart
 */
async function publishAll({ rest, main }) {
	const mine = await rest.createCredential(CREDENTIAL_TYPES.meta, SECRETS);
	const theirs = await rest.createCredential('whatsAppTriggerApi', { clientId: '500100500100500', clientSecret: SECRET });
	const crypto = await rest.createCredential('crypto', { hmacSecret: SECRET });
	const ours = (id, options) => withEnds(workflowOf({ webhookId: id, credential: mine, name: `Coexistence ${id}`, parameters: { options } }));
	const makers = {
		trigger: [(id) => ours(id, {}), { echo: OUTPUTS[2], chunk: OUTPUTS[1] }],
		undeduplicated: [(id) => ours(id, { deduplicate: false }), { echo: OUTPUTS[2], chunk: OUTPUTS[1] }],
		whatsApp: [(id) => whatsAppTrigger(id, theirs), {}],
		webhook: [bareWebhook, {}],
		handMade: [(id) => handMade(id, crypto), { echo: 'echo', chunk: 'history' }],
		probe: [probe, {}],
	};
	const published = {};
	for (const [name, [make, ends]] of Object.entries(makers)) {
		const webhookId = randomUUID();
		const stored = await rest.createWorkflow(make(webhookId));
		await rest.publish(stored);
		published[name] = { id: stored.id, url: webhookUrl(main.base, webhookId), ends };
	}
	return published;
}

module.exports = { publishAll, SECRET };
