import type { INodeProperties } from 'n8n-workflow';

/** Parameters of the resource Media. */
export const mediaProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['media'] } },
		options: [
			{
				name: 'Download',
				value: 'download',
				description: 'Download the file of a message by its media ID',
				action: 'Download media',
			},
		],
		default: 'download',
	},
	{
		displayName: 'Media ID',
		name: 'mediaId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 4000100020003000',
		description: 'The media ID that an item of the trigger holds. Providers keep a file for 7 days.',
		displayOptions: { show: { resource: ['media'], operation: ['download'] } },
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { resource: ['media'], operation: ['download'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { resource: ['media'], operation: ['download'] } },
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				description: 'The name under which the file was sent; paths and special characters are taken out. Default: the media ID with the ending of its type.',
			},
			{
				displayName: 'Max Size (MB)',
				name: 'maxSize',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 100,
				description: 'Larger files are refused. It is kept in memory while it is checked; WhatsApp carries no more than 100 MB.',
			},
			{
				displayName: 'Phone Number ID',
				name: 'phoneNumberId',
				type: 'string',
				default: '',
				description: 'At Meta: refuse a file that belongs to another number',
			},
			{
				displayName: 'Received At',
				name: 'receivedAt',
				type: 'dateTime',
				default: '',
				description: 'When the message came in. With it a missing file is told apart from one that has expired.',
			},
		],
	},
];
