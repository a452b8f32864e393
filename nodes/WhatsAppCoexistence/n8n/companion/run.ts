import { NodeApiError, NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData, type JsonObject } from 'n8n-workflow';
import { adviceFor } from '../../api/advice';
import { ApiFailure } from '../../api/failure';
import type { Provider } from '../../contract/events';
import { MediaProblem } from '../../api/mediaProblem';
import { mapTexts } from '../../api/redact';
import { redactor } from '../client';
import { parseEvents } from './event';
import { downloadMedia } from './media';
import { getMany, getStatus } from './number';
import type { Operation } from './operation';
import { startContacts, startHistory } from './sync';
import { clearWebhook, getWebhook, setWebhook } from './webhook';

/** Every operation by `resource.operation`. A test holds this list against the panel. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
	'event.parse': parseEvents,
	'media.download': downloadMedia,
	'number.getMany': getMany,
	'number.getStatus': getStatus,
	'sync.startContacts': startContacts,
	'sync.startHistory': startHistory,
	'webhook.clear': clearWebhook,
	'webhook.get': getWebhook,
	'webhook.set': setWebhook,
};

const unavailable = (context: IExecuteFunctions, itemIndex: number): Error =>
	new NodeOperationError(context.getNode(), 'This provider has no such operation', { itemIndex });

/** Words for a person: what went wrong with this item and what to do. Nothing of the request goes with it. */
function explained(context: IExecuteFunctions, error: unknown, operation: Operation | undefined, itemIndex: number): Error {
	const node = context.getNode();
	if (error instanceof ApiFailure) {
		const { message, description } = adviceFor(operation?.purpose ?? 'number', error);
		const { status, code } = error;
		return new NodeApiError(node, { code } as JsonObject, { message, description, itemIndex, ...(status !== null && { httpCode: String(status) }) });
	}
	if (error instanceof MediaProblem) return new NodeOperationError(node, error.message, { itemIndex, type: error.kind });
	if (error instanceof RangeError) return new NodeOperationError(node, error.message, { itemIndex });
	return error instanceof Error ? error : new NodeOperationError(node, 'The operation failed', { itemIndex });
}

/** Items without what a provider may have repeated of the secrets. What a delivery contains stays. */
async function redacted(context: IExecuteFunctions, provider: Provider, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const redact = await redactor(context, provider);
	return items.map((item) => ({ ...item, json: mapTexts(item.json, redact) as IDataObject }));
}

/** What came of an input item: output items, or the error to show. */
async function runItem(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[] | Error> {
	const parameter = (name: string, fallback?: unknown): unknown => context.getNodeParameter(name, itemIndex, fallback as string);
	const provider: Provider = parameter('provider', 'meta') === '360dialog' ? '360dialog' : 'meta';
	const resource = String(parameter('resource', ''));
	const operation = OPERATIONS[`${resource}.${String(parameter('operation', ''))}`];
	try {
		if (operation === undefined || !operation.providers.includes(provider)) throw unavailable(context, itemIndex);
		const items = await operation.run({ context, itemIndex, provider, parameter });
		return resource === 'event' ? items : await redacted(context, provider, items);
	} catch (error) {
		return explained(context, error, operation, itemIndex);
	}
}

/**
 * The execution of the companion node: each input item is one task, in turn, so that a provider is never
 * called by many at once. With "continue" a failed item becomes an item with `error`.
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const pairedItem = { item: itemIndex };
		const outcome = await runItem(context, itemIndex);
		if (outcome instanceof Error) {
			if (!context.continueOnFail()) throw outcome;
			const { message, description, type } = outcome as NodeOperationError;
			results.push({ json: { error: message, ...(description && { description }), ...(type && { code: type }) }, pairedItem });
		} else for (const made of outcome) results.push({ ...made, pairedItem });
	}
	return results;
}
