import type { INodeTypeDescription } from 'n8n-workflow';

/** What the panel of the trigger says before anything has arrived. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive coexistence webhooks',
	executionsHelp: {
		inactive:
			'The addresses are under "Webhook URLs" above. <b>While building</b>, click the listen button and let the provider send one delivery to the <b>test URL</b>: it works for one call. A delivery that is refused ends the test with the reason. <b>When it is ready</b>, publish the workflow and give the provider the <b>production URL</b>, unless Registration does that for you; what arrives then is in the executions list, not here.',
		active:
			'The workflow is published: deliveries to the <b>production URL</b> run it, and you find them in the executions list. To look at one here, click the listen button and send a delivery to the <b>test URL</b>.',
	},
	activationHint:
		'Once published, the workflow runs for every delivery to the production URL. Give this address to the provider, not the test URL; with Registration set, the node does that.',
};
