import type { Credentials } from './credentials';
import type { Provider } from './sign';

/** The secret that signs the deliveries of a provider in the tests. */
export const SIGNING_SECRET: Record<Provider, string> = {
	meta: 'meta-app-secret',
	'360dialog': 'dialog-platform-secret',
};

/** The type name of each provider's credential. */
export const CREDENTIAL_TYPE: Record<Provider, string> = {
	meta: 'whatsAppCoexistenceMetaApi',
	'360dialog': 'whatsAppCoexistence360DialogApi',
};

/** A credential of a provider as its owner filled it in; `fields` adds or replaces. */
export function credentialsFor(provider: Provider, fields: Record<string, string> = {}): Credentials {
	const filled: Record<string, string> =
		provider === 'meta'
			? { appSecret: SIGNING_SECRET.meta, previousAppSecret: '', verifyToken: 'verify-me', accessToken: '' }
			: { signatureSecret: SIGNING_SECRET['360dialog'], previousSignatureSecret: '', apiKey: '' };
	return { [CREDENTIAL_TYPE[provider]]: { ...filled, headerName: '', headerValue: '', ...fields } };
}
