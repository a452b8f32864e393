import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { accountId, phoneNumberId } from './ids';

const GET: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	description: 'Read where webhooks are sent',
	action: 'Get a webhook',
};
const SET: INodePropertyOptions = {
	name: 'Set',
	value: 'set',
	description: 'Send webhooks to another address',
	action: 'Set a webhook',
};
const CLEAR: INodePropertyOptions = {
	name: 'Clear',
	value: 'clear',
	description: 'Remove the override, so that the address of the next level counts again',
	action: 'Clear a webhook',
};

const meta = { resource: ['webhook'], provider: ['meta'] };

/** Parameters of the resource Webhook. */
export const webhookProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: meta },
		options: [CLEAR, GET, SET],
		default: 'get',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['webhook'], provider: ['360dialog'] } },
		options: [GET, SET],
		default: 'get',
	},
	{
		displayName:
			'An override sends messages, history, contacts and echoes of one number, or of one account, to another address than that of the app. The number goes before the account, the account before the app. <b>Account updates are never overridden</b>: that a number was disconnected is always told to the app. What is sent at all, the app subscribes to.',
		name: 'overrideNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: meta },
	},
	{
		displayName: 'Level',
		name: 'level',
		type: 'options',
		options: [
			{ name: 'Account', value: 'account', description: 'All numbers of a WhatsApp Business account' },
			{ name: 'Phone Number', value: 'phoneNumber', description: 'One number' },
		],
		default: 'phoneNumber',
		description: 'What the address is set for',
		displayOptions: { show: meta },
	},
	phoneNumberId({ ...meta, level: ['phoneNumber'] }),
	accountId({ ...meta, level: ['account'] }),
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		description: 'The production URL of a trigger in a published workflow. Meta verifies it at once, with the verify token of the credential.',
		displayOptions: { show: { ...meta, operation: ['set'] } },
	},
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		description: 'The production URL of a trigger. The header of the credential, if it has one, is sent with each delivery. The host may hold no underscore, and the address no port.',
		displayOptions: { show: { resource: ['webhook'], provider: ['360dialog'], operation: ['set'] } },
	},
];
