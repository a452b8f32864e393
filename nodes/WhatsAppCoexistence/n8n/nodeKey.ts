import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What tells a node from every other in this n8n: a copied workflow holds nodes with the ids of the first. */
export function nodeKey(context: IExecuteFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}
