import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Provider } from '../contract/events';
import type { Known } from '../delivery/diagnose';
import { registeredSecret } from '../delivery/registeredHeader';

export const CREDENTIAL_TYPES: Record<Provider, string> = {
	meta: 'whatsAppCoexistenceMetaApi',
	'360dialog': 'whatsAppCoexistence360DialogApi',
};

const SIGNING = ['appSecret', 'previousAppSecret', 'signatureSecret', 'previousSignatureSecret'];
/** What is known where no credential is selected. */
export const NO_SECRETS: Known = {
	signing: [],
	headerName: undefined,
	headerValue: undefined,
	verifyToken: undefined,
	registered: undefined,
	former: [],
};

/** The header value that the node registers at 360dialog, under the API key of this credential. */
export function registeredSecretOf(context: IHookFunctions | IWebhookFunctions, credential: ICredentialDataDecryptedObject) {
	return registeredSecret(credential['apiKey'], context.getWorkflow().id ?? '', context.getNode().id);
}

function secretsOf(context: IWebhookFunctions, credential: ICredentialDataDecryptedObject): Known {
	const { headerName, headerValue, verifyToken } = credential;
	const registered = registeredSecretOf(context, credential);
	return { signing: SIGNING.map((name) => credential[name]), headerName, headerValue, verifyToken, registered, former: [] };
}

/** Reads the secrets that check a request from the credential of the node. Never rejects. */
export async function readSecrets(context: IWebhookFunctions, provider: Provider): Promise<Known> {
	try {
		return secretsOf(context, await context.getCredentials(CREDENTIAL_TYPES[provider]));
	} catch {
		// No credential is selected, or it is gone: the check refuses for want of a secret and says so.
		return NO_SECRETS;
	}
}
