import { createHmac } from 'crypto';
import { configured } from './secret';

/** The header that this node has 360dialog send with every delivery to an address that it registered. */
export const REGISTERED_HEADER = 'X-Coexistence-Secret';

/**
 * The value of that header: derived from the API key for one node of one workflow. Nothing has to be stored, every
 * process of n8n comes to the same value, and who sees the value learns nothing about the key. In: what the
 * credential holds as API key, and the ids. Out: 64 hex digits; undefined without an API key.
 */
export function registeredSecret(apiKey: unknown, workflowId: string, nodeId: string): string | undefined {
	const key = configured([apiKey])[0];
	if (key === undefined) return undefined;
	return createHmac('sha256', key).update(JSON.stringify(['webhook header', workflowId, nodeId])).digest('hex');
}
