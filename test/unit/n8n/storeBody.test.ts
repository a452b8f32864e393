import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { storeBody, type Body } from '../../../nodes/WhatsAppCoexistence/n8n/storeBody';

const keep = async (stream: unknown): Promise<Buffer> => await buffer(stream as Readable);
const put = async (body: Readable, largest: number, store = keep) => await storeBody(body as unknown as Body, largest, store);
const kind = async (work: Promise<unknown>): Promise<unknown> => await work.then(() => 'none', (error: { kind?: string }) => error.kind);

test('a body is stored whole, with its size and hash', async () => {
	const chunks = [Buffer.from('one'), Buffer.from('two')];
	const { stored, size, sha256 } = await put(Readable.from(chunks), 6);
	expect([stored.toString(), size]).toEqual(['onetwo', 6]);
	expect(sha256).toBe(createHash('sha256').update('onetwo').digest('hex'));
});

test('a body goes on as it comes in, before its end', async () => {
	const body = new PassThrough();
	body.write('one');
	const { stored } = await put(body, 100, async (stream) => {
		for await (const chunk of stream as unknown as Readable) {
			if (String(chunk) === 'one') body.end('two');
			else return chunk as Buffer;
		}
		return Buffer.alloc(0);
	});
	expect(stored.toString()).toBe('two');
});

test('a body one byte too long is cut off and let go', async () => {
	const body = Readable.from([Buffer.from('one'), Buffer.from('two')]);
	expect(await kind(put(body, 5))).toBe('too_large');
	expect(body.destroyed).toBe(true);
});

test('a body that breaks off gives no file', async () => {
	const broken = new PassThrough();
	broken.write('one');
	setImmediate(() => broken.destroy(new Error('reset')));
	expect(await kind(put(broken, 100))).toBe('interrupted');
	const closed = new PassThrough();
	closed.write('one');
	setImmediate(() => closed.destroy());
	expect(await kind(put(closed, 100))).toBe('interrupted');
});

test('a storage that fails is no fault of the body', async () => {
	const body = new PassThrough();
	body.write('one');
	const full = async (): Promise<Buffer> => await Promise.reject(new Error('disk full'));
	await expect(put(body, 100, full)).rejects.toThrow('disk full');
	expect(body.destroyed).toBe(true);
});

test('a body that stands still is let go, one that goes on for too long too', async () => {
	const still = Object.assign(new PassThrough(), { setTimeout: (_: number, late: () => void) => void setImmediate(late) });
	expect(await kind(put(still, 100))).toBe('interrupted');
	const now = jest.spyOn(Date, 'now').mockReturnValueOnce(0).mockReturnValue(11 * 60_000);
	expect(await kind(put(Readable.from([Buffer.from('one')]), 100))).toBe('interrupted');
	now.mockRestore();
});
