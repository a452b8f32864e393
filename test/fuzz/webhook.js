'use strict';

/**
 * Fuzz target: any bytes as the body of a request, through the code of webhook() and the normalizer. Nothing may throw,
 * the answer is one of the contract, and every item has its event and id.
 */
const NODE = '../../dist/nodes/WhatsAppCoexistence';
// Only what is fuzzed is loaded: the fuzzer counts the coverage of every module on every run.
const { flatten } = require(`${NODE}/contract/flat`);
const { EVENTS } = require(`${NODE}/contract/outputs`);
const { receive } = require(`${NODE}/n8n/receive`);
const { normalizeDelivery } = require(`${NODE}/pipeline`);

const PARAMETERS = { provider: 'meta', authentication: 'none', events: EVENTS, simplify: false, options: {} };

/** As much of n8n's webhook context as the node asks for; the real one is used by the other tiers. */
function contextOf(bytes, answer) {
	const response = {
		status: (code) => ((answer.status = code), response),
		json: (body) => ((answer.body = body), response),
	};
	return {
		getNodeParameter: (name) => PARAMETERS[name],
		getWebhookName: () => 'default',
		getRequestObject: () => ({ rawBody: bytes, headers: { 'content-type': 'application/octet-stream' } }),
		getResponseObject: () => response,
		getNode: () => ({ id: 'fuzz' }),
		getWorkflow: () => ({ id: 'fuzz' }),
		logger: { warn() {} },
	};
}

/** Fails with what is wrong about an item. */
function check(event) {
	if (!EVENTS.includes(event.event)) throw new Error(`an item without a known event: ${event.event}`);
	if (typeof event.id !== 'string' || event.id === '') throw new Error(`an item of ${event.event} without an id`);
	if (event.timestamp !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(event.timestamp)) throw new Error(`a time that is none: ${event.timestamp}`);
	for (const value of Object.values(flatten(event))) {
		if (typeof value === 'object' && value !== null) throw new Error(`a flat ${event.event} that is not flat`);
		if (value === undefined || value === '') throw new Error(`a flat ${event.event} with an empty cell`);
	}
}

module.exports.fuzz = async (bytes) => {
	const answer = {};
	const { workflowData, webhookResponse, noWebhookResponse } = await receive(contextOf(bytes, answer));
	if (noWebhookResponse) {
		if (answer.status !== 400) throw new Error(`an answer of ${answer.status}`);
		return;
	}
	const isEmpty = workflowData === undefined;
	if (webhookResponse.status !== (isEmpty ? 'ignored' : 'received')) throw new Error('an answer that does not fit');
	if (isEmpty) return;
	const { delivery } = workflowData[0][0].json;
	const events = normalizeDelivery(delivery, { events: EVENTS });
	if (events.length === 0) throw new Error('an accepted delivery without items');
	events.forEach(check);
};
