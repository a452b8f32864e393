'use strict';

const { randomUUID } = require('node:crypto');
const { CREDENTIAL_TYPES, TRIGGER_TYPE } = require('../../simulator/workflow');

const SECRET = 'an-app-secret';
const idOf = (type) => `Cred${type.slice(-12)}`.padEnd(16, '0');

/** The credential type that a node of an example asks the user for; undefined for none. */
function credentialTypeOf({ type, parameters }) {
	const own = {
		[TRIGGER_TYPE]: CREDENTIAL_TYPES.meta,
		'n8n-nodes-whatsapp-coexistence.whatsAppCoexistence': CREDENTIAL_TYPES.meta,
		'n8n-nodes-base.postgres': 'postgres',
		'n8n-nodes-base.mattermost': 'mattermostApi',
		'n8n-nodes-base.telegram': 'telegramApi',
		'n8n-nodes-base.slack': 'slackApi',
		'n8n-nodes-base.odoo': 'odooApi',
		'n8n-nodes-base.pipedrive': 'pipedriveApi',
		'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
		'n8n-nodes-base.whatsApp': 'whatsAppApi',
		'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
		'n8n-nodes-base.httpRequest': parameters.nodeCredentialType,
	};
	return own[type];
}

/** Nodes that have an address; the editor gives them one of their own when it imports a workflow. */
const WITH_WEBHOOK = [TRIGGER_TYPE, 'n8n-nodes-base.formTrigger'];

/** The workflow as after its user has imported it in the editor and chosen a credential in each node. */
function withCredentials(workflow) {
	const nodes = workflow.nodes.map((node) => {
		const type = credentialTypeOf(node);
		return {
			...node,
			...(WITH_WEBHOOK.includes(node.type) && { webhookId: randomUUID() }),
			...(type !== undefined && { credentials: { [type]: { id: idOf(type), name: type } } }),
		};
	});
	return { ...workflow, nodes };
}

/** A credential of each type, with a base address of here where the type has one. */
function credentials({ postgres, standIns }) {
	const data = {
		[CREDENTIAL_TYPES.meta]: { appSecret: SECRET, verifyToken: 'a-verify-token', accessToken: 'a-token', baseUrl: `${standIns}/graph/v1.0` },
		postgres: { ...postgres, ssl: 'disable' },
		mattermostApi: { accessToken: 'a-token', baseUrl: `${standIns}/mattermost` },
		telegramApi: { accessToken: '1:a-token', baseUrl: `${standIns}/telegram` },
		slackApi: { accessToken: 'a-token' },
		odooApi: { url: `${standIns}/odoo`, username: 'somebody', password: 'a-password', db: 'crm' },
		pipedriveApi: { apiToken: 'a-token' },
		hubspotAppToken: { appToken: 'a-token' },
		googleSheetsOAuth2Api: { clientId: 'an-id', clientSecret: 'a-secret', oauthTokenData: { access_token: 'a-token', token_type: 'Bearer', refresh_token: 'another' } },
		whatsAppApi: { accessToken: 'a-token', businessAccountId: '200100200100200' },
		openAiApi: { apiKey: 'a-key', url: `${standIns}/model/v1` },
	};
	return Object.entries(data).map(([type, content]) => ({ id: idOf(type), name: type, type, data: content }));
}

module.exports = { credentials, credentialTypeOf, SECRET, withCredentials };
