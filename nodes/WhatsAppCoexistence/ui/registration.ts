import type { INodeProperties } from 'n8n-workflow';

/** Who tells the provider the address, and for what. The choices differ, so each provider has its own list. */
export const registrationProperties: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Manual', value: 'manual', description: 'You enter the address at the provider, in the steps below' },
			{
				name: 'Phone Number',
				value: 'phoneNumber',
				description: 'The node sets the callback override of one business number on publish, and undoes it on unpublish',
			},
			{
				name: 'WhatsApp Business Account',
				value: 'whatsAppBusinessAccount',
				description: 'The node sets the callback override of one account on publish, and undoes it on unpublish',
			},
		],
		default: 'manual',
		displayOptions: { show: { provider: ['meta'] } },
		description: 'Who tells the provider the address of this node',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Manual', value: 'manual', description: 'You enter the address at the provider, in the steps below' },
			{
				name: 'Phone Number',
				value: 'phoneNumber',
				description: 'The node sets the webhook of the number with a secret header on publish, and undoes it on unpublish',
			},
		],
		default: 'manual',
		displayOptions: { show: { provider: ['360dialog'] } },
		description: 'Who tells the provider the address of this node',
	},
	{
		displayName: 'Phone Number ID',
		name: 'phoneNumberId',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: '',
		placeholder: 'e.g. 300100300100300',
		displayOptions: { show: { provider: ['meta'], registration: ['phoneNumber'] } },
		description: 'The ID of the business number, not the number itself. In your app: WhatsApp > API Setup.',
	},
	{
		displayName: 'WhatsApp Business Account ID',
		name: 'whatsAppBusinessAccountId',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: '',
		placeholder: 'e.g. 200100200100200',
		displayOptions: { show: { provider: ['meta'], registration: ['whatsAppBusinessAccount'] } },
		description: 'The ID of the account. In your app: WhatsApp > API Setup.',
	},
	{
		displayName: 'WhatsApp Business Account ID',
		name: 'whatsAppBusinessAccountId',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. 200100200100200',
		displayOptions: { show: { provider: ['meta'], registration: ['phoneNumber'] } },
		description:
			'The account of the number, to check that it is subscribed to your app. Needed only when the access token is for more than one account.',
	},
	{
		displayName:
			'<b>Before you publish</b><ul><li>1. The credential needs a verify token and an access token with whatsapp_business_management.</li><li>2. Your app is subscribed to the fields <b>history</b>, <b>smb_app_state_sync</b> and <b>smb_message_echoes</b>, and the account to your app. The node checks both.</li><li>3. n8n is reachable from the internet over https.</li></ul>All that Meta can send to an override comes here, messages too. Account updates always go to the address of the app. A failed registration is shown at the Publish button, not here.',
		name: 'registrationNoticeMeta',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['meta'], registration: ['phoneNumber', 'whatsAppBusinessAccount'] } },
	},
	{
		displayName:
			'<b>Before you publish</b><ul><li>1. The credential needs the API key of the number.</li><li>2. The host of this n8n holds no underscore and its address no port.</li></ul>The node makes a secret header from the API key and checks it; it proves the deliveries of the number whatever Authentication says. After you replace the key, unpublish and publish. <b>History</b> and, on older accounts, <b>contacts</b> come to the Partner Webhook URL, which only you can set: Partner Hub &gt; Integration.',
		name: 'registrationNotice360Dialog',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['360dialog'], registration: ['phoneNumber'] } },
	},
];
