import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { baseUrlExpression } from '../nodes/WhatsAppCoexistence/api/baseUrl';
import { DIALOG_BASE_URL } from '../nodes/WhatsAppCoexistence/api/graphVersion';

const API_KEY_HINT =
	'360dialog did not accept the API key. Create one for the number in the 360dialog Hub; the trigger receives without it.';

/** What 360dialog signs or labels its deliveries with, and a key to call its API. */
export class WhatsAppCoexistence360DialogApi implements ICredentialType {
	name = 'whatsAppCoexistence360DialogApi';

	displayName = 'WhatsApp Coexistence 360dialog API';

	icon: Icon = {
		light: 'file:../nodes/WhatsAppCoexistence/whatsAppCoexistence.svg',
		dark: 'file:../nodes/WhatsAppCoexistence/whatsAppCoexistence.dark.svg',
	};

	documentationUrl =
		'https://docs.360dialog.com/partner/onboarding/whatsapp-coexistence/coexistence-webhooks';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The API key of the number (D360-API-KEY). Receiving works without it; the test of this credential reads the webhook configuration with it.',
		},
		{
			displayName: 'Signature Secret',
			name: 'signatureSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The platform secret of the Partner Hub, the key of x-360dialog-signature. Without Partner Hub use a secret header instead.',
		},
		{
			displayName: 'Previous Signature Secret',
			name: 'previousSignatureSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'While you replace the secret: the old one, accepted as well. Empty it afterwards.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. X-Webhook-Secret',
			description:
				'For authentication by secret header: a header that you set in the webhook configuration of the number',
		},
		{
			displayName: 'Header Value',
			name: 'headerValue',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The secret value of that header. Choose at least 32 random characters.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DIALOG_BASE_URL,
			description: 'The messaging API of 360dialog. Change it for your own proxy; it must start with https://.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'D360-API-KEY': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: baseUrlExpression('360dialog'), url: '/v1/configs/webhook' },
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: API_KEY_HINT } },
			{ type: 'responseCode', properties: { value: 403, message: API_KEY_HINT } },
		],
	};
}
