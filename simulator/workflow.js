'use strict';

const OUTPUTS = ['Contacts', 'History', 'Echoes', 'Messages', 'Sync Status', 'Other'];
const EVENTS = [
	'contact.upserted',
	'contact.removed',
	'history.message',
	'history.media',
	'history.progress',
	'history.declined',
	'history.error',
	'echo.message',
	'echo.edited',
	'echo.revoked',
	'message.received',
	'message.edited',
	'message.revoked',
	'message.status',
	'account.updated',
	'identity.changed',
	'preference.changed',
	'unrecognized',
];

/** Selected in a new trigger: contacts, history, echoes. n8n stores no parameter that has its default value. */
const DEFAULT_EVENTS = EVENTS.filter((event) => /^(contact|history|echo)\./.test(event));

const PACKAGE = 'n8n-nodes-whatsapp-coexistence';
const TRIGGER_TYPE = `${PACKAGE}.whatsAppCoexistenceTrigger`;
const CREDENTIAL_TYPES = { meta: 'whatsAppCoexistenceMetaApi', '360dialog': 'whatsAppCoexistence360DialogApi' };

/**
 * A workflow with the trigger and, behind each output, a node of its name that does nothing.
 * @param {{ id?: string, name?: string, webhookId: string, provider?: 'meta' | '360dialog',
 *   credential?: { id: string, name: string }, parameters?: object }} options `parameters` override all events on
 * @returns {object} a workflow as n8n imports it
 */
function workflowOf({ id, name = 'WhatsApp Coexistence', webhookId, provider = 'meta', credential, parameters = {} }) {
	const trigger = {
		id: 'trigger',
		name: 'WhatsApp Coexistence Trigger',
		type: TRIGGER_TYPE,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId,
		parameters: { provider, events: EVENTS, ...parameters },
		...(credential === undefined ? {} : { credentials: { [CREDENTIAL_TYPES[provider]]: credential } }),
	};
	const ends = OUTPUTS.map((output, index) => ({
		id: `output-${index}`,
		name: output,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [420, (index - 2.5) * 130],
		parameters: {},
	}));
	return {
		...(id === undefined ? {} : { id }),
		name,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [trigger, ...ends],
		connections: {
			[trigger.name]: { main: OUTPUTS.map((output) => [{ node: output, type: 'main', index: 0 }]) },
		},
	};
}

module.exports = { CREDENTIAL_TYPES, DEFAULT_EVENTS, EVENTS, OUTPUTS, PACKAGE, TRIGGER_TYPE, workflowOf };
