import { echo, echoes, history, metaBody, SECONDS } from '../support/samples';
import { Flow, itemsOf, killAndRestart, n8n, rest } from './world';

jest.setTimeout(120_000);
beforeAll(async () => await rest.login());

interface Execution {
	readonly id: string;
	readonly status: string;
}

const ENDED = ['success', 'crashed', 'error'];
const echoIds = async ({ id }: Execution): Promise<unknown[]> => (await itemsOf(id))[2]!.map(({ messageId }) => messageId);

test('nothing that was answered is lost when n8n is killed at once: each delivery came out or can be retried', async () => {
	const flow = await Flow.create();
	const sent = Array.from({ length: 8 }, (_, index) => `wamid.K${index}`);
	for (const id of sent) {
		expect(await flow.send(metaBody(echoes([echo(id)])))).toMatchObject({ status: 200, text: '{"status":"received"}' });
	}
	await killAndRestart();

	// n8n marks what it finds unfinished at its start.
	const executions: Execution[] = await n8n.until(async () => {
		const found: Execution[] = await rest.executions(flow.id);
		return found.every(({ status }) => ENDED.includes(status)) && found;
	});
	expect(executions.length).toBe(sent.length);

	const came: unknown[] = [];
	for (const execution of executions) {
		if (execution.status === 'success') came.push(...(await echoIds(execution)));
		else {
			const id = await rest.retry(execution.id);
			came.push(...(await n8n.until(async () => ((await rest.execution(id)).status === 'success' ? echoIds({ id, status: '' }) : false))));
		}
	}
	expect(came.sort()).toEqual(sent);
	expect(executions.filter(({ status }) => status === 'error')).toEqual([]);
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
