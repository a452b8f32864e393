import { callbackTarget, type CallbackTarget, type SendRequest, type TargetId } from '../api/callbackTarget';
import type { Provider } from '../contract/events';
import { configured } from '../delivery/secret';
import { credentialOf, type ApiContext } from './client';

/** A field of the node's credential without leading and trailing spaces; empty when it is not set. */
export async function credentialField(context: ApiContext, provider: Provider, name: string): Promise<string> {
	return configured([(await credentialOf(context, provider))[name]])[0] ?? '';
}

/** The webhook URL of a target, with the credential of the node. Rejects as n8n does when there is no credential. */
export async function credentialCallback(
	context: ApiContext,
	target: TargetId,
	send: SendRequest,
): Promise<CallbackTarget> {
	const field = async (name: string): Promise<string> => await credentialField(context, target.provider, name);
	const tokens = { verifyToken: await field('verifyToken'), accessToken: await field('accessToken') };
	return callbackTarget(target, send, tokens);
}
