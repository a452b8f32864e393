import './environment';
import { randomUUID } from 'node:crypto';
import { ExecutionLifecycleHooks, HookContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowBase,
	type NodeExecutionHint,
	type WebhookType,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { additionalData } from './additionalData';
import { answerOf, failed, refusedByHost, type Answer } from './answer';
import { CountingCredentials, type Credentials } from './credentials';
import { hostRequest, RefusedByHost, type Sent } from './request';
import { ResponseDouble } from './response';
import { throughDatabase } from './storage';

/** `webhook` is a published workflow, `manual` is "Listen for test event". */
export type WebhookMode = 'webhook' | 'manual';
/** `retry` runs a stored execution again. */
export type RunMode = WebhookMode | 'retry';

export interface TriggerOptions {
	/** Parameters that differ from the defaults of the node. */
	readonly parameters?: INodeParameters;
	readonly credentials?: Credentials;
	readonly workflowId?: string;
	readonly nodeId?: string;
	/** Name of the node type within the package. */
	readonly type?: string;
	readonly typeVersion?: number;
	/** Where this n8n is reached, `http://host:port`; default: an address that does not exist. */
	readonly base?: string;
}

export interface RunOptions {
	readonly mode?: RunMode;
}

/** How an execution ended: the json of each output, the whole items, the hints, and what went wrong. */
export interface Outcome {
	readonly outputs: IDataObject[][];
	readonly items: INodeExecutionData[][];
	readonly hints: NodeExecutionHint[];
	readonly error?: Error;
}

export type PostOptions = Pick<Sent, 'bodyParsed' | 'aborted' | 'onRead' | 'query'> & { readonly mode?: WebhookMode };

const NAME = 'Trigger';
/** n8n numbers the executions of all workflows. */
let executions = 0;

/** One trigger node in one workflow, driven through n8n's own contexts. */
export class TriggerUnderTest {
	readonly node: INode;
	readonly credentials: CountingCredentials;
	/** The static data as it is stored. */
	staticData: IDataObject = {};
	private readonly workflowId: string;
	private readonly base: string | undefined;

	constructor(private readonly nodeTypes: INodeTypes, options: TriggerOptions) {
		const { parameters = {}, credentials = {}, workflowId, nodeId, type = '', typeVersion = 1.1 } = options;
		const kept = Object.keys(credentials).map((name) => [name, { id: randomUUID(), name }]);
		this.workflowId = workflowId ?? randomUUID();
		this.base = options.base;
		this.credentials = new CountingCredentials({ ...credentials });
		this.node = {
			id: nodeId ?? randomUUID(),
			name: NAME,
			type,
			typeVersion,
			position: [0, 0],
			parameters,
			webhookId: randomUUID(),
			credentials: Object.fromEntries(kept) as INode['credentials'],
		};
	}

	/** Sends a POST to the node and gives what the sender gets and what n8n would start. */
	async post(bytes: Buffer, headers: Sent['headers'] = {}, options: PostOptions = {}): Promise<Answer> {
		const { mode, ...more } = options;
		return await this.receive('default', { method: 'POST', bytes, headers, ...more }, mode);
	}

	/** Sends a GET to the node, with the query as Express parses it. */
	async get(query: Record<string, unknown>, options: { mode?: WebhookMode } = {}): Promise<Answer> {
		return await this.receive('setup', { method: 'GET', query }, options.mode);
	}

	/** Runs the execution of an accepted delivery; without one there is no execution and nothing comes out. */
	async run(workflowData: INodeExecutionData[][] | undefined, { mode = 'webhook' }: RunOptions = {}): Promise<Outcome> {
		const outputs = this.description().outputs.length;
		const items: INodeExecutionData[][] = Array.from({ length: outputs as number }, () => []);
		if (workflowData === undefined) return { items, outputs: items.map(() => []), hints: [] };
		const { data, hints, error } = await this.execute(workflowData, mode);
		data.forEach((branch, index) => (items[index] = branch ?? []));
		const result = { items, outputs: items.map((branch) => branch.map(({ json }) => json)), hints };
		return error === undefined ? result : { ...result, error };
	}

	/** `post`, then `run`. */
	async deliver(
		bytes: Buffer,
		headers: Sent['headers'] = {},
		options: PostOptions = {},
	): Promise<Outcome & { readonly answer: Answer }> {
		const answer = await this.post(bytes, headers, options);
		return { answer, ...(await this.run(answer.workflowData, { mode: options.mode ?? 'webhook' })) };
	}

	/**
	 * Calls a webhook method as n8n does on publish (`checkExists`, `create`) and on unpublish (`delete`). `staticData`:
	 * what the workflow holds in memory, by default what is stored.
	 */
	async callHook(
		method: 'checkExists' | 'create' | 'delete',
		{ webhook = 'default' as WebhookType, activation = 'activate' as WorkflowActivateMode, staticData = this.staticData } = {},
	): Promise<boolean | undefined> {
		return await this.inWorkflow(async (workflow, node) => {
			const extra = additionalData(this.credentials, this.nextExecution(), undefined, this.base);
			const data = this.webhookData(webhook, extra, activation === 'manual');
			const mode = activation === 'manual' ? 'manual' : 'trigger';
			const context = new HookContext(workflow, node, extra, mode, activation, data);
			return await this.type().webhookMethods?.[webhook]?.[method]?.call(context);
		}, staticData);
	}

	private async receive(name: WebhookType, sent: Sent, mode: WebhookMode = 'webhook'): Promise<Answer> {
		const response = new ResponseDouble();
		try {
			const request = await hostRequest(sent, this.path());
			return await this.inWorkflow(async (workflow, node) => {
				const extra = additionalData(this.credentials, this.nextExecution(), { request, response: response.asResponse() });
				const data = this.webhookData(name, extra, mode === 'manual');
				const context = new WebhookContext(workflow, node, extra, mode, data, [], null);
				const webhook = this.type().webhook;
				if (webhook === undefined) throw new Error(`${this.node.type} has no webhook()`);
				try {
					return answerOf(await webhook.call(context), response, data.webhookDescription);
				} catch (error) {
					return failed(error);
				}
			});
		} catch (error) {
			if (error instanceof RefusedByHost) return refusedByHost(error.status, error.message);
			throw error;
		}
	}

	private async execute(workflowData: INodeExecutionData[][], mode: RunMode) {
		const main = throughDatabase(workflowData);
		return await this.inWorkflow(async (workflow, node) => {
			const executionId = this.nextExecution();
			const base = { id: this.workflowId, name: 'test', nodes: [], connections: {} } as unknown as IWorkflowBase;
			const extra = additionalData(this.credentials, executionId);
			extra.hooks = new ExecutionLifecycleHooks(mode, executionId, base);
			const nodeExecutionStack = [{ node, data: { main }, source: null }];
			const data = createRunExecutionData({ executionData: { nodeExecutionStack } });
			const run = await new WorkflowExecute(extra, mode, data).processRunExecutionData(workflow);
			const { error, runData } = run.data.resultData;
			const task = runData[NAME]?.[0];
			return { error: error as Error | undefined, data: task?.data?.['main'] ?? [], hints: task?.hints ?? [] };
		});
	}

	/** Builds the workflow anew for each step, as the processes of n8n do; it fills in parameter defaults. */
	private async inWorkflow<Result>(work: (workflow: Workflow, node: INode) => Promise<Result>, staticData = this.staticData): Promise<Result> {
		const workflow = new Workflow({
			id: this.workflowId,
			name: 'test',
			nodes: [structuredClone(this.node)],
			connections: {},
			active: true,
			nodeTypes: this.nodeTypes,
			settings: { executionOrder: 'v1' },
			staticData,
		});
		await workflow.expression.acquireIsolate();
		try {
			return await work(workflow, workflow.nodes[NAME]!);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	private webhookData(
		name: WebhookType,
		workflowExecuteAdditionalData: IWebhookData['workflowExecuteAdditionalData'],
		isTest: boolean,
	): IWebhookData {
		const webhookDescription = this.description().webhooks?.find((webhook) => webhook.name === name);
		if (webhookDescription === undefined) throw new Error(`${this.node.type} has no webhook ${name}`);
		const { workflowId } = this;
		const httpMethod = name === 'setup' ? 'GET' : 'POST';
		const path = this.path();
		return { httpMethod, node: NAME, path, webhookDescription, workflowId, workflowExecuteAdditionalData, isTest };
	}

	private path(): string {
		return `${this.node.webhookId}/webhook`;
	}

	private type() {
		return this.nodeTypes.getByNameAndVersion(this.node.type, this.node.typeVersion);
	}

	private description() {
		return this.type().description;
	}

	private nextExecution(): string {
		return String(++executions);
	}
}
