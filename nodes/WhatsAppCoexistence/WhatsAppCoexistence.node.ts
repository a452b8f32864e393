import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { run } from './n8n/companion/run';
import { companionProperties } from './ui/companion/properties';

/** The calls that coexistence needs beside the trigger: syncs, numbers, webhooks, media, stored deliveries. */
export class WhatsAppCoexistence implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Coexistence',
		name: 'whatsAppCoexistence',
		icon: { light: 'file:whatsAppCoexistence.svg', dark: 'file:whatsAppCoexistence.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Starts the syncs of a number that is used in the WhatsApp Business app and the Cloud API, and looks after its webhooks and media',
		defaults: { name: 'WhatsApp Coexistence' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'whatsAppCoexistenceMetaApi',
				required: true,
				// "hide", because the editor takes a parameter whose every value shows a credential for the
				// authentication of the node, and then leaves it out of the panel.
				displayOptions: { hide: { provider: ['360dialog'], resource: ['event'] } },
			},
			{
				name: 'whatsAppCoexistence360DialogApi',
				required: true,
				displayOptions: { show: { provider: ['360dialog'], resource: ['media', 'sync', 'webhook'] } },
			},
		],
		properties: companionProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this)];
	}
}
