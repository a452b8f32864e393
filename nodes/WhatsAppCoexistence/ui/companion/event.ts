import type { INodeProperties } from 'n8n-workflow';
import { EVENTS } from '../../contract/outputs';
import { eventOptions } from '../eventOptions';

/** Parameters of the resource Event. */
export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['event'] } },
		options: [
			{
				name: 'Parse',
				value: 'parse',
				description: 'Turn a stored delivery into the items that the trigger gives',
				action: 'Parse a delivery',
			},
		],
		default: 'parse',
	},
	{
		displayName:
			'For replays, for deliveries that came another way, and for tests. Nothing is checked or deduplicated here: parse only what you trust. All items come out of one output; the field <b>event</b> tells them apart.',
		name: 'parseNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['event'], operation: ['parse'] } },
	},
	{
		displayName: 'Delivery',
		name: 'delivery',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description: 'The body of a delivery as text or object, what the Webhook node gives, or an item of the trigger that holds raw',
		displayOptions: { show: { resource: ['event'], operation: ['parse'] } },
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show: { resource: ['event'], operation: ['parse'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { resource: ['event'], operation: ['parse'] } },
		options: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: eventOptions,
				default: [...EVENTS],
				description: 'What comes out; all by default',
			},
			{
				displayName: 'Include Raw',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description: 'Whether to add the untouched part of the delivery as raw. Needs Simplify to be off.',
			},
			{
				displayName: 'Spreadsheet Safe',
				name: 'spreadsheetSafe',
				type: 'boolean',
				default: false,
				description: "Whether to put a ' before text that a spreadsheet would run as a formula",
			},
		],
	},
];
