import type { INodeProperties } from 'n8n-workflow';
import { eventProperties } from './event';
import { mediaProperties } from './media';
import { numberProperties } from './number';
import { syncProperties } from './sync';
import { webhookProperties } from './webhook';

const EVENT = { name: 'Event', value: 'event' };
const MEDIA = { name: 'Media', value: 'media' };
const NUMBER = { name: 'Number', value: 'number' };
const SYNC = { name: 'Sync', value: 'sync' };
const WEBHOOK = { name: 'Webhook', value: 'webhook' };

/** The parameters of the companion node, in the order of the panel. */
export const companionProperties: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: '360dialog', value: '360dialog', description: 'A number of a 360dialog account' },
			{ name: 'Meta', value: 'meta', description: 'A number of your own app at Meta' },
		],
		default: 'meta',
		description: 'Who runs the number. It selects the credential, and what can be done.',
	},
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { provider: ['meta'] } },
		options: [EVENT, MEDIA, NUMBER, SYNC, WEBHOOK],
		default: 'sync',
	},
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { provider: ['360dialog'] } },
		options: [EVENT, MEDIA, SYNC, WEBHOOK],
		default: 'sync',
	},
	...syncProperties,
	...numberProperties,
	...webhookProperties,
	...mediaProperties,
	...eventProperties,
];
