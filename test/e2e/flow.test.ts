import { contact, echo, echoes, everything, history, metaBody, SECONDS } from '../support/samples';
import { webhookUrl } from '../n8n/instance';
import { Flow, itemsOf, killAndRestart, n8n, post, rest, signed, TRIGGER } from './world';

jest.setTimeout(180_000);
beforeAll(async () => await rest.login());

const idsOf = (outputs: ReadonlyArray<ReadonlyArray<Readonly<Record<string, unknown>>>>): unknown[] => outputs.flat().map(({ id }) => id);

describe('listening for a test event', () => {
	test('gives the same items as production, for one call, and swallows nothing of the real one', async () => {
		const flow = await Flow.create({ publish: false });
		const body = metaBody(...everything());
		const bytes = Buffer.from(JSON.stringify(body));
		const testUrl = webhookUrl(n8n.base, flow.webhookId, 'webhook-test');
		for (const round of [1, 2]) {
			const workflow = await rest.call('GET', `/workflows/${flow.id}`);
			expect(await rest.listen(workflow, TRIGGER, 'Echoes')).toMatchObject({ waitingForWebhook: true });
			expect(await post(testUrl, bytes, signed(bytes))).toMatchObject({ status: 200, text: '{"status":"received"}' });
			await rest.ended(flow.id, round);
		}
		expect((await post(testUrl, bytes, signed(bytes))).status).toBe(404);
		const tested = await rest.ended(flow.id, 2);
		const [first, second] = [await itemsOf(tested[0]!.id), await itemsOf(tested[1]!.id)];
		expect(second).toEqual(first);
		await rest.publish(flow.stored);
		await n8n.live(flow.url);
		expect((await flow.send(body)).text).toBe('{"status":"received"}');
		const all = await rest.ended(flow.id, 3);
		const production = await itemsOf(all[2]!.id);
		expect(idsOf(production)).toEqual(idsOf(first));
		expect(production.every((items) => items.length > 0)).toBe(true);
	});
});

describe('repeats', () => {
	test('are dropped, also through the other envelope, in one delivery, and after n8n was killed', async () => {
		const flow = await Flow.create();
		const once = metaBody(contact('add'), echoes([echo('wamid.D1'), echo('wamid.D1'), echo(undefined)]));
		expect((await flow.deliver(once)).map((items) => items.length)).toEqual([1, 0, 2, 0, 0, 0]);
		// A message without an id is never taken for a repeat.
		expect((await flow.deliver(once)).map((items) => items.length)).toEqual([0, 0, 1, 0, 0, 0]);
		const partner = { id: 'EVT-1', event: 'smb_app_state_sync', data: { id: '200100200100200', ...(contact('add').value as object) } };
		expect(idsOf(await flow.deliver(partner))).toEqual([]);
		await killAndRestart();
		await n8n.live(flow.url);
		expect((await flow.deliver(metaBody(contact('add'), echoes([echo('wamid.D1'), echo('wamid.D2')])))).map((items) => items.length)).toEqual([0, 0, 1, 0, 0, 0]);
	});

	test('come out again when a crashed execution is retried from what was received', async () => {
		// A pause after the trigger: its ids are recorded by then, what it gave is not stored yet.
		const pause = { type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 8, unit: 'seconds' } };
		const flow = await Flow.create({
			change: (workflow) => ({
				...workflow,
				nodes: workflow.nodes.map((node) => (node.name === 'Echoes' ? { ...node, ...pause } : node)),
			}),
		});
		expect((await flow.send(metaBody(echoes([echo('wamid.R1')])))).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		await killAndRestart();
		const [crashed] = await rest.ended(flow.id, 1);
		expect(crashed!.status).toBe('crashed');
		const retried = await rest.retry(crashed!.id);
		const items = await n8n.until(async () => {
			const [, , list] = await itemsOf(retried);
			return list!.length > 0 && list;
		}, 60_000);
		expect(items).toMatchObject([{ event: 'echo.message', messageId: 'wamid.R1' }]);
	});
});

describe('history chunks that overlap', () => {
	test('give each message once, whatever the phase', async () => {
		const flow = await Flow.create();
		const first = await flow.deliver(metaBody(history([['wamid.P1', SECONDS], ['wamid.P2', SECONDS + 1]], 0)));
		const second = await flow.deliver(metaBody(history([['wamid.P2', SECONDS + 1], ['wamid.P3', SECONDS + 2]], 1)));
		expect([first[1], second[1]].map((items) => items!.map(({ messageId }) => messageId))).toEqual([['wamid.P1', 'wamid.P2'], ['wamid.P3']]);
		expect([first[4], second[4]].map((items) => items!.length)).toEqual([1, 1]);
	});
});
