import { gzipSync, deflateSync } from 'node:zlib';
import { echo, echoes, metaBody } from '../support/samples';
import { webhookUrl } from '../n8n/instance';
import { Flow, itemsOf, n8n, post, rest, SECRETS, signed, TRIGGER } from './world';

jest.setTimeout(60_000);
beforeAll(async () => await rest.login());

const bytesOf = (id: string): Buffer => Buffer.from(JSON.stringify(metaBody(echoes([echo(id)]))));

test('listening for a test event outlasts the verification, a refused and an unwanted delivery', async () => {
	const flow = await Flow.create({ publish: false, parameters: { events: ['echo.message'] } });
	const url = webhookUrl(n8n.base, flow.webhookId, 'webhook-test');
	const workflow = await rest.call('GET', `/workflows/${flow.id}`);
	expect(await rest.listen(workflow, TRIGGER, 'Echoes')).toMatchObject({ waitingForWebhook: true });

	const challenge = await fetch(`${url}?hub.mode=subscribe&hub.verify_token=${SECRETS.meta.verifyToken}&hub.challenge=1158201444`);
	expect([challenge.status, await challenge.text()]).toEqual([200, '1158201444']);
	const bytes = bytesOf('wamid.LISTEN');
	expect((await post(url, bytes, signed(bytes, 'meta', 'another-secret'))).status).toBe(401);
	const unwanted = Buffer.from(JSON.stringify(metaBody(echoes([]))));
	expect((await post(url, unwanted, signed(unwanted))).status).toBe(200);

	expect(await post(url, bytes, signed(bytes))).toMatchObject({ status: 200, text: '{"status":"received"}' });
	const [execution] = await rest.ended(flow.id, 1);
	expect((await itemsOf(execution!.id))[2]).toMatchObject([{ event: 'echo.message', messageId: 'wamid.LISTEN' }]);
	expect((await post(url, bytes, signed(bytes))).status).toBe(404);
});

describe('a delivery on the wire', () => {
	let flow: Flow;
	beforeAll(async () => {
		flow = await Flow.create();
	});
	test.each([
		['gzip as JSON', 'application/json', 'gzip', gzipSync],
		['deflate as JSON', 'application/json', 'deflate', deflateSync],
		['gzip of no known type', 'application/octet-stream', 'gzip', gzipSync],
	])('%s starts one execution', async (name, type, encoding, pack) => {
		const bytes = bytesOf(`wamid.${name.replace(/ /g, '-')}`);
		const answer = await post(flow.url, pack(bytes), { ...signed(bytes), 'content-type': type, 'content-encoding': encoding });
		expect(answer).toMatchObject({ status: 200, text: '{"status":"received"}' });
		expect((await flow.next())[2]).toMatchObject([{ messageId: `wamid.${name.replace(/ /g, '-')}` }]);
	});
});
