import { echo, echoes, history, metaBody, SECONDS } from '../support/samples';
import { Flow, itemsOf, killAndRestart, n8n, rest, state } from './world';

jest.setTimeout(120_000);
beforeAll(async () => await rest.login());

interface Execution {
	readonly id: string;
	readonly status: string;
}

const echoIds = async ({ id }: Pick<Execution, 'id'>): Promise<unknown[]> => (await itemsOf(id))[2]!.map(({ messageId }) => messageId);

async function retriedIds(execution: Execution): Promise<unknown[]> {
	const id: string | null = await rest.retry(execution.id).catch((error: Error) => {
		if (state.version === 'v1' && error.message.includes('500')) return null;
		throw error;
	});
	if (id === null) return [];
	await n8n.until(async () => (await rest.execution(id)).status === 'success');
	return await echoIds({ id });
}

test('nothing that was answered is lost when n8n is killed at once: each delivery came out or can be retried', async () => {
	const flow = await Flow.create();
	const sent = Array.from({ length: 8 }, (_, index) => `wamid.K${index}`);
	for (const id of sent) {
		expect(await flow.send(metaBody(echoes([echo(id)])))).toMatchObject({ status: 200, text: '{"status":"received"}' });
	}
	await killAndRestart();

	const executions: Execution[] = await rest.executions(flow.id);
	const came: unknown[] = [];
	for (const execution of executions) {
		if (execution.status === 'success') came.push(...(await echoIds(execution)));
		else came.push(...(await retriedIds(execution)));
	}
	came.sort();
	// n8n 1 answers before it stores: the last that it answered can be gone, or their executions be without data.
	const stored = state.version === 'v1' ? Math.max(came.length, sent.length - 3) : sent.length;
	expect(came).toEqual(sent.slice(0, stored));
	// `new` and `running`: killed before n8n could note that it had begun; n8n does not find it again, but it can be retried.
	for (const { status } of executions) expect(['success', 'crashed', 'running', 'new']).toContain(status);
});

test('the same delivery twelve times at the same moment comes out once, also when thousands of ids are remembered', async () => {
	const flow = await Flow.create();
	// n8n reads and rewrites all ids of a node each time: the more there are, the longer two executions can overlap.
	await flow.deliver(metaBody(history(Array.from({ length: 9_000 }, (_, index) => [`wamid.OLD${index}`, SECONDS] as const))));
	const sent = Array.from({ length: 40 }, (_, index) => `wamid.B${index}`);
	const body = metaBody(echoes(sent.map((id) => echo(id))));
	const answers = await Promise.all(Array.from({ length: 12 }, async () => await flow.send(body)));
	expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
	const executions: Execution[] = await rest.ended(flow.id, 13);
	expect(executions.map(({ status }) => status)).toEqual(Array(13).fill('success'));
	const came = (await Promise.all(executions.map(echoIds))).flat();
	expect(came.sort()).toEqual(sent.sort());
});
