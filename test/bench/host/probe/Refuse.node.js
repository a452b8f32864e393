'use strict';

/**
 * The cheapest refusal that a node of n8n can give: it looks at nothing and answers. What n8n itself needs for a
 * request that starts nothing is measured with it.
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
		this.getResponseObject().status(401).json({ error: 'refused' });
		return { noWebhookResponse: true };
	}
}

module.exports = { Refuse };
