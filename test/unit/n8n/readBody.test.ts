import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { readBody } from '../../../nodes/WhatsAppCoexistence/n8n/readBody';

const kind = async (work: Promise<unknown>): Promise<unknown> => await work.then(() => 'none', (error: { kind?: string }) => error.kind);

test('a body is read whole, with its hash', async () => {
	const chunks = [Buffer.from('one'), Buffer.from('two')];
	const { bytes, sha256 } = await readBody(Readable.from(chunks), 6);
	expect(bytes.toString()).toBe('onetwo');
	expect(sha256).toBe(createHash('sha256').update('onetwo').digest('hex'));
});

test('a body one byte too long is cut off and let go', async () => {
	const body = Readable.from([Buffer.from('one'), Buffer.from('two')]);
	expect(await kind(readBody(body, 5))).toBe('too_large');
	expect(body.destroyed).toBe(true);
});

test('a body that breaks off gives no file', async () => {
	const broken = new PassThrough();
	broken.write('one');
	setImmediate(() => broken.destroy(new Error('reset')));
	expect(await kind(readBody(broken, 100))).toBe('interrupted');
	const closed = new PassThrough();
	closed.write('one');
	setImmediate(() => closed.destroy());
	expect(await kind(readBody(closed, 100))).toBe('interrupted');
});

test('a body that stands still is let go, one that goes on for too long too', async () => {
	const still = Object.assign(new PassThrough(), { setTimeout: (_: number, late: () => void) => void setImmediate(late) });
	expect(await kind(readBody(still, 100))).toBe('interrupted');
	const now = jest.spyOn(Date, 'now').mockReturnValueOnce(0).mockReturnValue(11 * 60_000);
	expect(await kind(readBody(Readable.from([Buffer.from('one')]), 100))).toBe('interrupted');
	now.mockRestore();
});
