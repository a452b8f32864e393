import type { INodeProperties } from 'n8n-workflow';
import { accountId, phoneNumberId } from './ids';

const meta = { resource: ['number'], provider: ['meta'] };

/** Parameters of the resource Number, which only Meta has. */
export const numberProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: meta },
		options: [
			{
				name: 'Get Coexistence Status',
				value: 'getStatus',
				description: 'Find out whether a number is used in the WhatsApp Business app and the Cloud API at once',
				action: 'Get the coexistence status of a number',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				description: 'List the numbers of a WhatsApp Business account',
				action: 'Get many numbers',
			},
		],
		default: 'getStatus',
	},
	phoneNumberId({ ...meta, operation: ['getStatus'] }),
	accountId({ ...meta, operation: ['getMany'] }),
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { ...meta, operation: ['getMany'] } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { ...meta, operation: ['getMany'], returnAll: [false] } },
	},
];
