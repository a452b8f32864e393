import { createHash } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';
import type { Callback, CallbackTarget, TargetId } from '../api/callbackTarget';
import type { Provider } from '../contract/events';
import { REGISTERED_HEADER } from '../delivery/registeredHeader';
import { credentialOf } from './client';
import { credentialCallback, credentialField } from './credentialCallback';
import { callWithRetry, type HookCall } from './outcome';
import { registeredSecretOf } from './secrets';
import { readPolicy } from './settings';

const idOf = (context: IHookFunctions, name: string): string => String(context.getNodeParameter(name, '')).trim();

/** The secret that this node registers as a header at 360dialog; empty at Meta, and without an API key. */
export async function headerSecret(context: IHookFunctions, provider: Provider): Promise<string> {
	if (provider === 'meta') return '';
	return registeredSecretOf(context, await credentialOf(context, provider)) ?? '';
}

/**
 * 360dialog has no ids: a fingerprint of the API key takes their place, so that another key is noticed. It is made
 * from a secret that is itself a digest of the key.
 */
export async function keyFingerprint(context: IHookFunctions): Promise<string> {
	const secret = await headerSecret(context, '360dialog');
	return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}

/** The target that the parameters name; null with manual registration. */
export async function readTarget(context: IHookFunctions): Promise<TargetId | null> {
	const { provider, registration } = readPolicy((name) => context.getNodeParameter(name));
	if (registration === 'manual') return null;
	if (provider === '360dialog') return { provider, registration, id: await keyFingerprint(context) };
	const name = registration === 'phoneNumber' ? 'phoneNumberId' : 'whatsAppBusinessAccountId';
	return { provider, registration, id: idOf(context, name) };
}

/** Whether two targets are the same. */
export function isSameTarget(one: TargetId, other: TargetId): boolean {
	return one.provider === other.provider && one.registration === other.registration && one.id === other.id;
}

/** What has to be filled in before anything can be registered, as advice; null when nothing is missing. */
export async function missingFor(context: IHookFunctions, target: TargetId): Promise<string | null> {
	const { provider, registration, id } = target;
	const lacks = async (name: string): Promise<boolean> => (await credentialField(context, provider, name)) === '';
	if (provider === '360dialog') {
		return (await lacks('apiKey')) ? 'enter the API Key of the number in the credential' : null;
	}
	const what = registration === 'phoneNumber' ? 'Phone Number ID' : 'WhatsApp Business Account ID';
	if (!/^\d+$/.test(id)) return `enter the ${what}, digits only, as WhatsApp > API Setup shows it`;
	if (await lacks('accessToken')) return 'enter an Access Token with whatsapp_business_management in the credential';
	return (await lacks('verifyToken')) ? 'enter a Verify Token in the credential, any text you choose' : null;
}

/** The webhook URL of a target as the node reads and sets it while n8n publishes a workflow. */
export async function callbackOf(
	context: IHookFunctions,
	target: TargetId,
	call: HookCall = callWithRetry,
): Promise<CallbackTarget> {
	return await credentialCallback(context, target, async (request) => await call(context, target.provider, request));
}

/** What this node sets at a target: its URL, at 360dialog with the header that proves the deliveries. */
export async function ownCallback(context: IHookFunctions, target: TargetId): Promise<Callback> {
	const secret = await headerSecret(context, target.provider);
	const url = context.getNodeWebhookUrl('default') ?? '';
	return { url, headers: secret === '' ? {} : { [REGISTERED_HEADER]: secret } };
}

/** The secret in the header that a callback was registered with; empty when it has none. */
export function secretIn({ headers }: Callback): string {
	const name = Object.keys(headers).find((each) => each.toLowerCase() === REGISTERED_HEADER.toLowerCase());
	return name === undefined ? '' : headers[name] ?? '';
}
