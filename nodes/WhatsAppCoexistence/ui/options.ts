import type { INodeProperties } from 'n8n-workflow';

/** What can be added under Options. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Deduplicate',
		name: 'deduplicate',
		type: 'boolean',
		default: true,
		description:
			'Whether to drop events that this node has emitted before. Providers repeat deliveries, and phases of a history overlap.',
	},
	{
		displayName: 'Download Media',
		name: 'downloadMedia',
		type: 'boolean',
		default: false,
		description:
			'Whether to download pictures, voice messages and documents into the binary field "data". Needs the access token, or the API key, in the credential. Providers keep a file for 7 days; when one cannot be had, its item comes out anyway and says why.',
	},
	{
		displayName: 'Include Raw',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the untouched part of the delivery as raw. Needs Simplify to be off. It multiplies the personal data in your executions.',
	},
	{
		displayName: 'Phone Number IDs',
		name: 'phoneNumberIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 300100300100300, 300200400400500',
		description:
			'Only deliveries for these business numbers, separated by commas; empty means all. Events without a number ID, such as account updates, always pass.',
	},
	{
		displayName: 'Spreadsheet Safe',
		name: 'spreadsheetSafe',
		type: 'boolean',
		default: false,
		description:
			"Whether to put a ' before text that a spreadsheet would run as a formula. Phone columns stay as they are.",
	},
	{
		displayName: 'Take Over While Listening',
		name: 'takeOverWhileListening',
		type: 'boolean',
		default: false,
		displayOptions: { hide: { '/registration': ['manual'] } },
		description:
			'Whether listening for a test event may take the deliveries away from the address that gets them now. They go back there when it ends.',
	},
];
