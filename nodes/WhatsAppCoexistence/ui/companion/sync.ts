import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from './ids';

/** Parameters of the resource Sync. */
export const syncProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sync'] } },
		options: [
			{
				name: 'Start Contact Sync',
				value: 'startContacts',
				description: 'Ask the phone for its contacts. They come to the trigger as Contact Upserted.',
				action: 'Start a contact sync',
			},
			{
				name: 'Start History Sync',
				value: 'startHistory',
				description: 'Ask the phone for up to six months of chats. They come to the trigger as History Message.',
				action: 'Start a history sync',
			},
		],
		default: 'startContacts',
	},
	{
		displayName:
			'Each sync is possible <b>once</b> after a number was connected, within <b>24 hours</b>: contacts first, then history. Nothing is sent a second time, so publish the trigger and subscribe the app to the webhook fields <b>before</b> you start one. This call only asks: the data, or the refusal of the business to share its history, arrives at the trigger.',
		name: 'syncNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['sync'] } },
	},
	{
		displayName:
			'360dialog normally starts both syncs by itself when a number is connected. Use this only when nothing arrived.',
		name: 'syncNotice360Dialog',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['sync'], provider: ['360dialog'] } },
	},
	phoneNumberId({ resource: ['sync'], provider: ['meta'] }),
];
