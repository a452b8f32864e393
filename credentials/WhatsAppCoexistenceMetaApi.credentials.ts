import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { baseUrlExpression } from '../nodes/WhatsAppCoexistence/api/baseUrl';
import { META_BASE_URL } from '../nodes/WhatsAppCoexistence/api/graphVersion';

const ACCESS_TOKEN_HINT =
	'Meta did not accept the access token. The trigger receives without one; enter a system user token with whatsapp_business_management to use it.';

/** What an app at Meta signs and verifies with, and a token to call the Graph API. */
export class WhatsAppCoexistenceMetaApi implements ICredentialType {
	name = 'whatsAppCoexistenceMetaApi';

	displayName = 'WhatsApp Coexistence Meta API';

	icon: Icon = {
		light: 'file:../nodes/WhatsAppCoexistence/whatsAppCoexistence.svg',
		dark: 'file:../nodes/WhatsAppCoexistence/whatsAppCoexistence.dark.svg',
	};

	documentationUrl =
		'https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint';

	properties: INodeProperties[] = [
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The key of the signature: your app at Meta, App settings > Basic > App secret. It is not the verify token. Without it every signed delivery is refused.',
		},
		{
			displayName: 'Previous App Secret',
			name: 'previousAppSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'While you replace the app secret: the old one, accepted as well. Empty it afterwards.',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Any text you choose, entered a second time beside the callback URL at Meta. It only serves the verification of the address.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'A system user token with whatsapp_business_management. Receiving works without it; the test of this credential asks Meta about it.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. X-Gateway-Secret',
			description: 'For authentication by secret header: the header that a gateway before this node sends',
		},
		{
			displayName: 'Header Value',
			name: 'headerValue',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The secret value of that header',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: META_BASE_URL,
			description: 'The Graph API with its version. Change it for another version or your own proxy; it must start with https://. The App Secret is sent to Meta only, so with a proxy the node does not check the subscribed fields when you publish.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression('meta'),
			url: '/debug_token',
			qs: { input_token: '={{$credentials.accessToken}}' },
		},
		rules: [
			{ type: 'responseCode', properties: { value: 400, message: ACCESS_TOKEN_HINT } },
			{ type: 'responseCode', properties: { value: 401, message: ACCESS_TOKEN_HINT } },
		],
	};
}
