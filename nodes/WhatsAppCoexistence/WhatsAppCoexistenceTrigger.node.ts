import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { emit } from './n8n/emit';
import { receive } from './n8n/receive';
import { isRegistered, register, unregister } from './n8n/registration';
import { properties } from './ui/properties';
import { triggerPanel } from './ui/triggerPanel';

/** Receives the coexistence webhooks of Meta and 360dialog and emits typed items on six outputs. */
export class WhatsAppCoexistenceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Coexistence Trigger',
		name: 'whatsAppCoexistenceTrigger',
		icon: { light: 'file:whatsAppCoexistence.svg', dark: 'file:whatsAppCoexistence.dark.svg' },
		group: ['trigger'],
		version: 1.1,
		subtitle: '={{$parameter["provider"] === "meta" ? "Meta" : "360dialog"}}',
		description:
			'Starts the workflow on contacts, chat history and echoes of a number that is used in the WhatsApp Business app and the Cloud API',
		defaults: { name: 'WhatsApp Coexistence Trigger' },
		inputs: [],
		outputs: [
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
		],
		outputNames: ['Contacts', 'History', 'Echoes', 'Messages', 'Sync Status', 'Other'],
		credentials: [
			{
				name: 'whatsAppCoexistenceMetaApi',
				required: true,
				// "hide", because the editor takes a parameter whose every value shows a credential for the
				// authentication of the node, and then leaves it out of the panel.
				displayOptions: { hide: { provider: ['360dialog'] } },
			},
			{
				name: 'whatsAppCoexistence360DialogApi',
				required: true,
				displayOptions: { show: { provider: ['360dialog'] } },
			},
		],
		webhooks: [
			{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'webhook' },
			// responseData is empty so that n8n sends our answer, and only after it has stored the execution.
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
		triggerPanel,
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emit(this);
	}
}
