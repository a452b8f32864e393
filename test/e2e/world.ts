import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { signatureHeaders } from '../../simulator/sign';
import { CREDENTIAL_TYPES, OUTPUTS, workflowOf } from '../../simulator/workflow';
import { Instance, webhookUrl } from '../n8n/instance';
import { Rest } from '../n8n/rest';
import type { Json } from '../support/expectations';

type Provider = 'meta' | '360dialog';
type Headers = Record<string, string>;

/** What setup.js has left for the tests. */
interface State {
	readonly host: { readonly node: string; readonly bin: string };
	readonly version: 'v1' | 'v2';
	readonly folder: string;
	readonly port: number;
	readonly broker: number;
	readonly pid: number;
	readonly imported: { readonly id: string; readonly webhookId: string };
	readonly secrets: { readonly appSecret: string; readonly verifyToken: string };
}

const file = process.env['COEXISTENCE_E2E']!;
export const state = JSON.parse(readFileSync(file, 'utf8')) as State;
export const TRIGGER = 'WhatsApp Coexistence Trigger';

/** The n8n of the suite, seen from a test. */
export const n8n = new Instance(state);
export const rest = new Rest(n8n.base, state.version);

export const SECRETS = {
	meta: { appSecret: 'an-app-secret', verifyToken: 'a-verify-token' },
	'360dialog': { signatureSecret: 'a-platform-secret', headerName: 'X-Webhook-Secret', headerValue: 'a-header-value' },
} as const;
const SIGNING: Record<Provider, string> = { meta: SECRETS.meta.appSecret, '360dialog': SECRETS['360dialog'].signatureSecret };

/** Kills n8n without a warning and starts it again on the same data; the suite goes on with the new one. */
export async function killAndRestart(): Promise<void> {
	process.kill((JSON.parse(readFileSync(file, 'utf8')) as State).pid, 'SIGKILL');
	// The port is free again as soon as nobody answers on it.
	while (await fetch(n8n.base).then(() => true, () => false)) await new Promise((resolve) => setTimeout(resolve, 50));
	await n8n.start();
	writeFileSync(file, JSON.stringify({ ...state, pid: n8n.child!.pid }));
	await rest.login();
}

/** The headers of a signed JSON delivery. */
export function signed(bytes: Buffer, provider: Provider = 'meta', secret = SIGNING[provider]): Headers {
	return { 'content-type': 'application/json', ...signatureHeaders(bytes, secret, provider) };
}

/** An answer as it came over the wire. */
export interface Answer {
	readonly status: number;
	readonly type: string | null;
	readonly text: string;
}

/** Sends bytes and reads the answer. */
export async function post(url: string, bytes: Buffer, headers: Headers): Promise<Answer> {
	const request = { method: 'POST', body: new Uint8Array(bytes), headers };
	// n8n closes a connection that was idle for 5 s; what is written to it at this moment gets no answer.
	const response = await fetch(url, request).catch(async () => await fetch(url, request));
	return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** The items of each output of the trigger in an execution. */
export async function itemsOf(executionId: string): Promise<Json[][]> {
	const { nodes } = await rest.execution(executionId);
	return OUTPUTS.map((_: string, index: number) => (nodes[TRIGGER]?.[index] ?? []) as Json[]);
}

/** The part of a workflow that tests change. */
export interface Workflow {
	readonly nodes: ReadonlyArray<{ readonly name: string }>;
}

/** A published workflow of its own for one test or group of tests. */
export class Flow {
	private seen = 0;

	private constructor(
		readonly id: string,
		readonly webhookId: string,
		readonly url: string,
		readonly credential: { id: string; name: string },
		readonly provider: Provider,
		readonly stored: { id: string; versionId: string },
	) {}

	/** Creates credential and workflow, and publishes it unless told otherwise. */
	static async create({
		provider = 'meta' as Provider,
		parameters = {} as object,
		secrets = SECRETS[provider] as Record<string, string>,
		publish = true,
		change = (workflow: Workflow): Workflow => workflow,
	} = {}): Promise<Flow> {
		const credential = await rest.createCredential(CREDENTIAL_TYPES[provider], secrets, `Credential ${randomUUID()}`);
		const webhookId = randomUUID();
		const workflow = workflowOf({ name: `Flow ${webhookId}`, webhookId, provider, credential, parameters });
		const stored = await rest.createWorkflow(change(workflow as Workflow));
		const url = webhookUrl(n8n.base, webhookId);
		if (publish) {
			await rest.publish(stored);
			await n8n.live(url);
		}
		return new Flow(stored.id, webhookId, url, credential, provider, stored);
	}

	/** Sends a signed body, as an object or as bytes. */
	async send(body: unknown, headers: Headers = {}): Promise<Answer> {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
		return await post(this.url, bytes, { ...signed(bytes, this.provider), ...headers });
	}

	/** Sends a signed delivery that must be accepted, and gives the items of the one execution that it starts. */
	async deliver(body: unknown): Promise<Json[][]> {
		const { status, text } = await this.send(body);
		expect([status, text]).toEqual([200, '{"status":"received"}']);
		return await this.next();
	}

	/** The items of the next execution, which must be the only new one and a success. */
	async next(): Promise<Json[][]> {
		this.seen++;
		const executions = await rest.ended(this.id, this.seen);
		expect(executions).toHaveLength(this.seen);
		const { id, status } = executions.at(-1)!;
		expect(status).toBe('success');
		return await itemsOf(id);
	}

	/** How many executions there are, whatever became of them, once n8n has had time to store one. */
	async executionCount(): Promise<number> {
		await new Promise((resolve) => setTimeout(resolve, 300));
		return (await rest.executions(this.id)).length;
	}
}
