import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bytesOf, signatureHeaders } from '../../simulator/sign';
import { Instance, webhookUrl } from '../n8n/instance';
import { Rest } from '../n8n/rest';
import { SECRET } from './credentials';
import { query } from './query';

/** A value of JSON that a test looks into. */
export type Json = Record<string, any>;

/** How long a test waits for n8n: far more than it needs, also on a busy machine. */
const WAIT_MS = 5 * 60_000;
jest.setTimeout(3 * WAIT_MS);

/** What setup.js has left for the tests. */
const state = JSON.parse(readFileSync(process.env['COEXISTENCE_EXAMPLES']!, 'utf8'));
export const n8n = new Instance(state);
export const rest = new Rest(n8n.base);
/** The id in n8n of each example, by the name of its file. */
export const ids: Record<string, string> = state.ids;

/** Rows of the Postgres that the examples write to. */
export async function sql(statement: string, values: unknown[] = []): Promise<Json[]> {
	return await query(state.postgres, statement, values as never[]);
}

/** What a service that an example talks to holds now. */
export async function service(name: string): Promise<any> {
	return await (await fetch(`${state.standIns}/state/${name}`)).json();
}
/** Calls a service as somebody else than n8n. */
export async function played(name: string, path: string, body: object): Promise<void> {
	await fetch(`${state.standIns}/${name}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
export async function emptied(name: string): Promise<void> {
	await fetch(`${state.standIns}/state/${name}`, { method: 'DELETE' });
}

/** Waits until a URL of a published workflow answers. */
export async function live(url: string): Promise<void> {
	await n8n.until(async () => (await fetch(url)).status !== 404, WAIT_MS);
}

/** Waits until `check` is true. */
export async function waitFor(check: () => Promise<boolean>): Promise<void> {
	await n8n.until(check, WAIT_MS);
}

/** One example in the n8n of the suite. */
export class Example {
	private constructor(
		readonly id: string,
		readonly workflow: Json,
		readonly url: string,
		private seen: number,
	) {}

	/** Publishes the example unless it is published. */
	static async published(name: string): Promise<Example> {
		await rest.login();
		const id = ids[name]!;
		let workflow = await rest.call('GET', `/workflows/${id}`);
		if (!workflow.active) {
			await rest.publish(workflow);
			workflow = await rest.call('GET', `/workflows/${id}`);
		}
		const trigger = workflow.nodes.find(({ type }: Json) => type.endsWith('whatsAppCoexistenceTrigger'));
		const url = trigger === undefined ? '' : webhookUrl(n8n.base, trigger.webhookId);
		if (url !== '') await live(url);
		return new Example(id, workflow, url, (await rest.executions(id)).length);
	}

	/** Makes the data tables, as the note of the examples that use them says. */
	static async setUpDataTables(): Promise<void> {
		await rest.login();
		const id = ids['data-tables']!;
		const example = new Example(id, await rest.call('GET', `/workflows/${id}`), '', (await rest.executions(id)).length);
		await example.run('Set up once', 'whatsapp_syncs');
	}

	/** A second workflow like this one, published, whose trigger has seen nothing yet. */
	async copied(): Promise<Example> {
		const { name, nodes, connections, settings } = this.workflow;
		const webhookId = randomUUID();
		const stored = await rest.createWorkflow({
			name: `${name}, again`,
			connections,
			settings,
			nodes: nodes.map((node: Json) => (node['webhookId'] === undefined ? node : { ...node, webhookId })),
		});
		await rest.publish(stored);
		const url = webhookUrl(n8n.base, webhookId);
		await live(url);
		return new Example(stored.id, stored, url, 0);
	}

	/** Runs from a trigger as the button in the editor does, up to a node, and gives what came of it. */
	async run(trigger: string, upTo: string): Promise<Json> {
		const { executionId } = await rest.listen(this.workflow, trigger, upTo);
		return await this.next(executionId);
	}

	/** Sends a signed delivery; it must be accepted. */
	async send(body: unknown): Promise<void> {
		const bytes = bytesOf(body);
		const headers = { 'content-type': 'application/json', ...signatureHeaders(bytes, SECRET) };
		const response = await fetch(this.url, { method: 'POST', body: new Uint8Array(bytes), headers });
		expect(response.status).toBe(200);
	}

	/** Sends a delivery and waits for the end of its execution, which must be a success. */
	async deliver(body: unknown): Promise<Json> {
		await this.send(body);
		return await this.next();
	}

	/** The next execution, which must fail. */
	async failing(): Promise<Json> {
		const found = await rest.ended(this.id, ++this.seen, WAIT_MS);
		const execution = await rest.execution(found.at(-1)!.id);
		expect(execution.status).toBe('error');
		return execution;
	}

	/** The next execution, or the one with that id; it must be a success. */
	async next(executionId?: string): Promise<Json> {
		const found = await rest.ended(this.id, ++this.seen, WAIT_MS);
		const execution = await rest.execution(executionId ?? found.at(-1)!.id);
		expect({ status: execution.status, error: execution.error?.message }).toEqual({ status: 'success', error: undefined });
		return execution;
	}
}
