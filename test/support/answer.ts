import type { INodeExecutionData, IWebhookDescription, IWebhookResponseData } from 'n8n-workflow';
import { ResponseDouble, type Written } from './response';

/** What the sender of a request gets, and what n8n starts an execution with. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** A parsed JSON body, a text, or undefined when there is none. */
	readonly body: unknown;
	/** The items of the execution that n8n starts; undefined: it starts none. */
	readonly workflowData: INodeExecutionData[][] | undefined;
	/** What `webhook()` threw. n8n answers 500 and stores a failed execution. */
	readonly thrown: unknown;
	/** Who wrote the answer. What the node writes goes out before n8n has stored the delivery. */
	readonly writtenBy: 'node' | 'n8n';
	/** False when n8n refused by itself and never called the node. */
	readonly nodeCalled: boolean;
}

/** An answer that n8n writes itself. */
function written(body: unknown, status = 200): Written {
	return new ResponseDouble().status(status).send(body).written;
}

function answer(response: Written, more: Partial<Answer> = {}): Answer {
	const { status, headers, body } = response;
	return {
		status,
		headers,
		body,
		workflowData: undefined,
		thrown: undefined,
		writtenBy: 'n8n',
		nodeCalled: true,
		...more,
	};
}

/** n8n refused the request before it called the node. */
export function refusedByHost(status: number, message: string): Answer {
	return answer(written({ code: status, message }, status), { nodeCalled: false });
}

/** `webhook()` threw: the sender gets 500, and an execution is stored as failed. */
export function failed(thrown: unknown): Answer {
	return answer(written({ message: 'Workflow could not be started!' }, 500), { thrown, workflowData: [[{ json: {} }]] });
}

/**
 * The answer that n8n makes from what `webhook()` returned, in responseMode `onReceived`. An answer that the
 * node wrote counts only with `noWebhookResponse`; the node's `webhookResponse` always goes out as 200, and for
 * a started execution only when the description says `responseData: ''`.
 */
export function answerOf(
	result: IWebhookResponseData,
	response: ResponseDouble,
	{ responseData }: Pick<IWebhookDescription, 'responseData'>,
): Answer {
	const { noWebhookResponse, webhookResponse, workflowData } = result;
	if (noWebhookResponse === true) {
		if (!response.written.ended) throw new Error('noWebhookResponse, but nothing was written: the sender would wait');
		return answer(response.written, { workflowData, writtenBy: 'node' });
	}
	if (response.written.ended) throw new Error('The node answered by itself without saying noWebhookResponse');
	if (workflowData === undefined) return answer(written(webhookResponse ?? { message: 'Webhook call received' }));
	// n8n takes null and empty branches for an execution with nothing in it.
	const started = { workflowData: workflowData ?? [] };
	if (responseData === 'noData') return answer(written(undefined), started);
	if (responseData === undefined) return answer(written('firstEntryJson'), started);
	if (responseData !== '') return answer(written(responseData), started);
	return answer(written(webhookResponse ?? { message: 'Workflow was started' }), started);
}
