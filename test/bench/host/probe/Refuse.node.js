'use strict';

const { createHmac, timingSafeEqual } = require('node:crypto');

/**
 * The cheapest refusal of a forgery that a node of n8n can give: it has no parameters, knows the secret by heart,
 * computes the signature and answers. What n8n itself needs for a request that starts nothing is measured with it.
 */
class Refuse {
	constructor() {
		this.description = {
			displayName: 'Refuse',
			name: 'refuse',
			group: ['trigger'],
			// Above 1: n8n evaluates an expression on every request of a node of version 1.
			version: 1.1,
			description: 'Refuses every request',
			defaults: { name: 'Refuse' },
			inputs: [],
			outputs: ['main'],
			webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' }],
			properties: [],
		};
	}

	async webhook() {
		const { rawBody, headers } = this.getRequestObject();
		const expected = Buffer.from(`sha256=${createHmac('sha256', 'a-secret-of-its-own').update(rawBody).digest('hex')}`);
		const received = Buffer.from(headers['x-hub-signature-256'] ?? '');
		if (received.length === expected.length && timingSafeEqual(received, expected)) throw new Error('No signature is right here');
		this.getResponseObject().status(401).json({ error: 'refused' });
		return { noWebhookResponse: true };
	}
}

module.exports = { Refuse };
