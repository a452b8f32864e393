import { gzipSync, deflateSync } from 'node:zlib';
import { echo, echoes, metaBody } from '../support/samples';
import { webhookUrl } from '../n8n/instance';
import { Flow, itemsOf, n8n, post, rest, SECRETS, signed, TRIGGER } from './world';

jest.setTimeout(60_000);
beforeAll(async () => await rest.login());

const bytesOf = (id: string): Buffer => Buffer.from(JSON.stringify(metaBody(echoes([echo(id)]))));

test('listening for a test event outlasts the verification and an unwanted delivery', async () => {
	const flow = await Flow.create({ publish: false, parameters: { events: ['echo.message'] } });
	const url = webhookUrl(n8n.base, flow.webhookId, 'webhook-test');
	const workflow = await rest.call('GET', `/workflows/${flow.id}`);
	expect(await rest.listen(workflow, TRIGGER, 'Echoes')).toMatchObject({ waitingForWebhook: true });

	const challenge = await fetch(`${url}?hub.mode=subscribe&hub.verify_token=${SECRETS.meta.verifyToken}&hub.challenge=1158201444`);
	expect([challenge.status, await challenge.text()]).toEqual([200, '1158201444']);
	const bytes = bytesOf('wamid.LISTEN');
	const unwanted = Buffer.from(JSON.stringify(metaBody(echoes([]))));
	expect((await post(url, unwanted, signed(unwanted))).status).toBe(200);

	expect(await post(url, bytes, signed(bytes))).toMatchObject({ status: 200, text: '{"status":"received"}' });
	const [execution] = await rest.ended(flow.id, 1);
	expect((await itemsOf(execution!.id))[2]).toMatchObject([{ event: 'echo.message', messageId: 'wamid.LISTEN' }]);
	expect((await post(url, bytes, signed(bytes))).status).toBe(404);
});

test('a refused delivery is answered 401 and fails the test event with the reason; the log names it too', async () => {
	const flow = await Flow.create({ publish: false });
	const url = webhookUrl(n8n.base, flow.webhookId, 'webhook-test');
	await rest.listen(await rest.call('GET', `/workflows/${flow.id}`), TRIGGER, 'Echoes');
	const bytes = bytesOf('wamid.REFUSED');
	const answer = await post(url, bytes, signed(bytes, 'meta', SECRETS.meta.verifyToken));
	expect([answer.status, JSON.parse(answer.text)]).toMatchObject([401, { error: 'signature_mismatch' }]);
	expect(answer.text).not.toContain('Verify Token');
	const [execution] = await rest.ended(flow.id, 1);
	const { status, error } = await rest.execution(execution!.id);
	expect([status, error.message]).toEqual(['error', expect.stringMatching(/^A delivery was refused: The signature does not fit/)]);
	expect(error.description).toMatch(/signed with the Verify Token/);
	expect(n8n.log()).toMatch(/refused a request: signature_mismatch\. .*signed with the Verify Token/);
	expect(n8n.log()).not.toContain(SECRETS.meta.verifyToken);
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
