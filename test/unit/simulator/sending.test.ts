import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disturb } from '../../../simulator/chaos';
import { itemsIn, readResults } from '../../../simulator/outcome/resultsFile';
import { sendAll } from '../../../simulator/sending';
import { signatureHeaders } from '../../../simulator/sign';
import { businessLife } from '../../../simulator/traffic/business';

/** A receiver on loopback that answers as told, and keeps what it got. */
class Receiver {
	readonly seen: Array<{ at: number; isSigned: boolean }> = [];
	open = 0;
	most = 0;
	private constructor(readonly server: Server) {}

	static async start(statusOf: (count: number, isSigned: boolean) => number, delay = 0): Promise<Receiver> {
		const server = createServer((request, response) => {
			receiver.most = Math.max(receiver.most, ++receiver.open);
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				const expected = signatureHeaders(Buffer.concat(parts), 'secret')['x-hub-signature-256'];
				const isSigned = request.headers['x-hub-signature-256'] === expected;
				receiver.seen.push({ at: performance.now(), isSigned });
				const status = statusOf(receiver.seen.length, isSigned);
				setTimeout(() => {
					receiver.open--;
					response.writeHead(status).end('{"status":"received"}');
				}, delay);
			});
		});
		const receiver = new Receiver(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return receiver;
	}

	url(path = '/webhook/x/webhook'): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

let receiver: Receiver;
afterEach(async () => await receiver.stop());
const honest = (_: number, isSigned: boolean): number => (isSigned ? 200 : 401);
const SENDER = { provider: 'meta', secret: 'secret' } as const;
const life = businessLife({ only: ['echoes'], echoes: 30 });
const posts = disturb(life);

test('every post is sent; what is damaged or forged does not fit its signature', async () => {
	receiver = await Receiver.start(honest);
	const disturbed = disturb(life, { corrupt: 3, forge: 2, redeliver: 2 });
	const { answers, wrong, stopped } = await sendAll(receiver.url(), disturbed, SENDER);
	expect([answers.length, wrong, stopped]).toEqual([disturbed.length, [], undefined]);
	expect(receiver.seen.filter(({ isSigned }) => !isSigned)).toHaveLength(5);
	expect(receiver.most).toBe(1);
});

test('an answer of another kind than it should be is wrong: a refused delivery, an accepted forgery', async () => {
	receiver = await Receiver.start(() => 200);
	expect((await sendAll(receiver.url(), disturb(life, { forge: 2, corrupt: 1 }), SENDER)).wrong.map(({ post }) => post.fate).sort()).toEqual(
		[expect.stringMatching(/changed|cut/), 'forged', 'forged'],
	);
	const refused = await sendAll(receiver.url(), posts, { ...SENDER, secret: 'other' });
	expect(refused.wrong).toEqual([]);
	await receiver.stop();
	receiver = await Receiver.start(honest);
	expect((await sendAll(receiver.url(), posts, { ...SENDER, secret: 'other' })).wrong).toHaveLength(posts.length);
});

test('the pace is kept, with as many under way as allowed', async () => {
	receiver = await Receiver.start(honest, 60);
	const started = performance.now();
	await sendAll(receiver.url(), posts.slice(0, 12), SENDER, { rate: 50, parallel: 4 });
	expect(performance.now() - started).toBeGreaterThan(220);
	const gaps = receiver.seen.map(({ at }) => at - receiver.seen[0]!.at);
	gaps.forEach((gap, index) => expect(gap).toBeGreaterThan(index * 20 - 30));
	expect(receiver.most).toBeGreaterThan(1);
	expect(receiver.most).toBeLessThanOrEqual(4);
});

test('it stops at the first 404, and says what to do at a test URL and at a production URL', async () => {
	receiver = await Receiver.start((count) => (count > 3 ? 404 : 200));
	const { answers, stopped } = await sendAll(receiver.url('/webhook-test/x/webhook'), posts, SENDER);
	expect(answers).toHaveLength(4);
	expect(stopped).toContain('press "Listen for test event" first');
	expect((await sendAll(receiver.url(), posts, SENDER)).stopped).toContain('No workflow is published at this address');
});

test('it stops when nobody is there any more', async () => {
	receiver = await Receiver.start((count) => {
		if (count === 5) setImmediate(() => void receiver.stop());
		return 200;
	});
	const { answers, stopped } = await sendAll(receiver.url(), posts, SENDER);
	expect(answers.length).toBeLessThan(posts.length);
	expect(stopped).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:\d+: ./);
});

describe('a results file', () => {
	const items = [{ event: 'a' }, { event: 'b' }];

	test.each([
		['a list of items', JSON.stringify(items)],
		['what n8n exports', JSON.stringify(items.map((json) => ({ json, pairedItem: 0 })))],
		['one in a line', '{"event":"a"}\n{"event":"b"}\n'],
		['a list in an object', JSON.stringify({ data: items })],
		['one item over several lines', JSON.stringify(items[0], null, 2)],
		['nothing', ' \n'],
	])('can be %s', (_, text) => {
		expect(itemsIn(text)).toEqual(text.trim() === '' ? [] : items.slice(0, text.includes('"b"') ? 2 : 1));
	});

	test('that is missing, broken or of something else is named', () => {
		const folder = mkdtempSync(join(tmpdir(), 'coexistence-results-'));
		const file = join(folder, 'results.json');
		try {
			expect(() => readResults(file)).toThrow(`${file} cannot be read (ENOENT)`);
			writeFileSync(file, '[{');
			expect(() => readResults(file)).toThrow(`${file} is not JSON`);
			writeFileSync(file, '[{"event":"a"},{"name":"b"}]');
			expect(() => readResults(file)).toThrow('entry 2 has no "event"');
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
