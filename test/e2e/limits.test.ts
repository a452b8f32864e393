import { request } from 'node:http';
import { echo, echoes, history, metaBody, SECONDS } from '../support/samples';
import { Flow, n8n, post, rest, SECRETS, signed } from './world';

jest.setTimeout(120_000);
beforeAll(async () => await rest.login());

const MIB = 1024 * 1024;

/** Sends on a connection of its own, for a body that n8n stops reading: such a connection is of no use afterwards. */
async function statusOf(url: string, bytes: Buffer, headers: Record<string, string>): Promise<number | 'cut off'> {
	return await new Promise((resolve) => {
		const sending = request(url, { method: 'POST', headers: { ...headers, 'content-length': bytes.length }, agent: false });
		sending.on('response', (response) => {
			resolve(response.statusCode!);
			sending.destroy();
		});
		sending.on('error', () => resolve('cut off'));
		sending.end(bytes);
	});
}

test('a chunk of 10,000 messages is one execution that gives them all, oldest first, and nothing the second time', async () => {
	const flow = await Flow.create();
	const newestFirst = Array.from({ length: 10_000 }, (_, index) => [`wamid.BIG${index}`, SECONDS - index] as const);
	const body = metaBody(history(newestFirst));
	expect(JSON.stringify(body).length).toBeGreaterThan(1 * MIB);
	const [, messages, , , progress] = await flow.deliver(body);
	expect(messages!.map(({ messageId }) => messageId)).toEqual(newestFirst.map(([id]) => id).reverse());
	expect(progress).toMatchObject([{ event: 'history.progress', phase: 0, progress: 50, complete: false }]);
	// One id more than n8n keeps for the node: the chunk header. At most one of the messages may have been forgotten.
	expect((await flow.deliver(body)).flat().length).toBeLessThanOrEqual(1);
});

describe('what n8n refuses before it calls the node', () => {
	let flow: Flow;
	let log: number;
	beforeAll(async () => {
		flow = await Flow.create();
		log = n8n.log().length;
	});
	afterAll(async () => {
		expect(await flow.executionCount()).toBe(0);
		expect(n8n.log().slice(log)).not.toContain('refused a request');
	});

	test('invalid JSON: 422', async () => {
		expect((await flow.send(Buffer.from('{"object":'))).status).toBe(422);
	});

	test('a body over 16 MiB: 500, or the connection ends', async () => {
		const bytes = Buffer.from(JSON.stringify(metaBody(echoes([echo('wamid.HUGE', 'x'.repeat(16 * MIB))]))));
		expect([500, 'cut off']).toContain(await statusOf(flow.url, bytes, signed(bytes)));
	});

	test('another path: 404', async () => {
		expect((await post(`${flow.url}s`, Buffer.from('{}'), {})).status).toBe(404);
	});

	test.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('%s: 404', async (method) => {
		expect((await fetch(flow.url, { method })).status).toBe(404);
	});
});

describe('the signature of 360dialog', () => {
	let flow: Flow;
	beforeAll(async () => {
		flow = await Flow.create({ provider: '360dialog' });
	});

	let count = 0;
	const next = (): Buffer => Buffer.from(JSON.stringify(metaBody(echoes([echo(`wamid.D360-${count++}`)]))));
	const digestOf = (bytes: Buffer): string => signed(bytes, '360dialog')['x-360dialog-signature']!;

	test.each([
		['bare', (digest: string) => digest],
		['with the prefix of Meta', (digest: string) => `sha256=${digest}`],
	])('is accepted %s', async (_name, write) => {
		const bytes = next();
		const answer = await post(flow.url, bytes, { 'content-type': 'application/json', 'x-360dialog-signature': write(digestOf(bytes)) });
		expect(answer).toMatchObject({ status: 200, text: '{"status":"received"}' });
		expect((await flow.next())[2]).toMatchObject([{ event: 'echo.message' }]);
	});

	test.each([
		['signature_malformed', (bytes: Buffer) => ({ 'x-360dialog-signature': digestOf(bytes).toUpperCase() })],
		['signature_mismatch', (bytes: Buffer) => ({ 'x-360dialog-signature': digestOf(Buffer.concat([bytes, Buffer.from(' ')])) })],
		['signature_missing', (bytes: Buffer) => signed(bytes, 'meta', SECRETS['360dialog'].signatureSecret)],
		['signature_missing', () => ({})],
	])('is refused as %s', async (kind, headers) => {
		const bytes = next();
		const before = await flow.executionCount();
		const { status, text } = await post(flow.url, bytes, { 'content-type': 'application/json', ...headers(bytes) } as Record<string, string>);
		expect([status, JSON.parse(text).error]).toEqual([401, kind]);
		expect(await flow.executionCount()).toBe(before);
	});
});
