import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { configured } from '../delivery/secret';
import type { Target } from './places';
import { credentialOf } from './client';
import { readPolicy } from './settings';

const idOf = (context: IHookFunctions, name: string): string => String(context.getNodeParameter(name, '')).trim();

/** What the parameters say to register for; null: nothing, its user does it. */
export function readTarget(context: IHookFunctions): Target | null {
	const { provider, registration } = readPolicy((name) => context.getNodeParameter(name));
	if (registration === 'manual') return null;
	if (provider === '360dialog') return { provider, registration, id: '' };
	const name = registration === 'phoneNumber' ? 'phoneNumberId' : 'whatsAppBusinessAccountId';
	return { provider, registration, id: idOf(context, name) };
}

/** Throws with what to fill in when something is missing without which nothing can be registered. */
export async function requireComplete(context: IHookFunctions, target: Target): Promise<void> {
	const missing = (words: string): NodeOperationError =>
		new NodeOperationError(context.getNode(), `The address was not registered: ${words}.`);
	const credential = await credentialOf(context, target.provider);
	const lacks = (name: string): boolean => configured([credential[name]]).length === 0;
	if (target.provider === '360dialog') {
		if (lacks('apiKey')) throw missing('enter the API Key of the number in the credential');
		return;
	}
	const what = target.registration === 'phoneNumber' ? 'Phone Number ID' : 'WhatsApp Business Account ID';
	if (!/^\d+$/.test(target.id)) throw missing(`enter the ${what}, digits only, as WhatsApp > API Setup shows it`);
	if (lacks('accessToken')) throw missing('enter an Access Token with whatsapp_business_management in the credential');
	if (lacks('verifyToken')) throw missing('enter a Verify Token in the credential, any text you choose');
}
