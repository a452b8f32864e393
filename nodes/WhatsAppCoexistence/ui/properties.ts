import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_EVENTS } from '../contract/outputs';
import { eventOptions } from './eventOptions';
import { optionProperties } from './options';
import { registrationProperties } from './registration';

/** The parameters of the trigger (docs/contract.md, section 2), in the order of the panel. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: '360dialog',
				value: '360dialog',
				description: 'Partner webhook and number webhook of a 360dialog account',
			},
			{ name: 'Meta', value: 'meta', description: 'Webhooks of your own app at Meta' },
		],
		default: 'meta',
		description: 'Who calls the URL. It selects the credential; both envelopes are understood either way.',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Accept whatever arrives, from anybody who knows the address',
			},
			{
				name: 'Secret Header',
				value: 'header',
				description: 'A header that the provider, or a gateway before this node, was told to send',
			},
			{
				name: 'Signature',
				value: 'signature',
				description: 'The HMAC-SHA256 signature over the body as received',
			},
		],
		default: 'signature',
		description: 'How a delivery proves who sent it. What cannot prove it is answered with 401 and starts nothing.',
	},
	{
		displayName:
			'Nothing is checked: anybody who learns this address can put made-up contacts and messages into your workflow. Use it behind a gateway that checks for you, or for a first try.',
		name: 'noAuthenticationWarning',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	{
		displayName:
			'360dialog signs with the platform secret of the Partner Hub. Without access to the Partner Hub, choose Secret Header and set the same header in the webhook configuration of the number.',
		name: 'signatureNotice360Dialog',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['360dialog'], authentication: ['signature'], registration: ['manual'] } },
	},
	...registrationProperties,
	{
		displayName:
			'<b>At Meta</b><ul><li>1. Publish this workflow.</li><li>2. In your app open WhatsApp &gt; Configuration.</li><li>3. Callback URL: the production URL from "Webhook URLs" above.</li><li>4. Verify token: the one of the credential.</li><li>5. Subscribe to the fields <b>history</b>, <b>smb_app_state_sync</b> and <b>smb_message_echoes</b>; for other events also messages and account_update.</li><li>6. Subscribe the app to the WhatsApp Business account.</li></ul>',
		name: 'setupNoticeMeta',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['meta'], registration: ['manual'] } },
	},
	{
		displayName:
			'<b>At 360dialog</b><ul><li>1. Publish this workflow.</li><li>2. Partner Hub &gt; Integration &gt; Partner Webhook URL: the production URL from "Webhook URLs" above. History and contacts come there.</li><li>3. Webhook of the number: the same URL, with the secret header if you use one. Echoes and messages come there.</li><li>4. The host of the address may hold no underscore, and the address no port.</li></ul>',
		name: 'setupNotice360Dialog',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['360dialog'], registration: ['manual'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		options: eventOptions,
		default: [...DEFAULT_EVENTS],
		required: true,
		description: 'What starts the workflow. An element of a wanted kind that cannot be understood comes out on the last output as Unrecognized, selected or not.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionProperties,
	},
];
