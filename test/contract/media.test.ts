import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsAt, KEY, startStandIn, TOKEN, type File, type StandIn } from '../support/provider';
import type { Provider } from '../support/sign';

/** Downloads of the companion node, and what a hostile or broken answer of a provider does to them. */
let host: CoreHost;
let provider: StandIn;
/** A host that nobody allowed: what it is asked, with the headers. */
let stranger: Server;
let strangerPort: number;
const asked: IncomingMessage[] = [];

beforeAll(async () => {
	host = await CoreHost.load();
	stranger = createServer((request, response) => {
		asked.push(request);
		response.end('not yours');
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	strangerPort = (stranger.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => stranger.close(resolve)));
beforeEach(async () => {
	asked.length = 0;
	provider = await startStandIn();
});
afterEach(async () => await provider.close());

const ID = '5000100020003000';
const BYTES = Buffer.from('the bytes of a picture');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const put = (file: Partial<File> = {}): void => void (provider.state.media[ID] = { bytes: BYTES, mimeType: 'image/jpeg', ...file });
const downloads = () => provider.calls.filter(({ path }) => path.startsWith('/whatsapp_business'));

async function run(options: IDataObject = {}, from: Provider = 'meta', more: INodeParameters = {}) {
	const parameters = { provider: from, resource: 'media', operation: 'download', mediaId: ID, options, ...more } as INodeParameters;
	const node = host.companion({ parameters, credentials: credentialsAt(provider.base, from) });
	return await node.run([[{ json: {} }]]);
}

async function give(...parameters: Parameters<typeof run>): Promise<INodeExecutionData> {
	const { error, items } = await run(...parameters);
	expect(error).toBeUndefined();
	return items[0]![0]!;
}

/** The kind of problem and its words; nothing came out, and nothing of the token shows. */
async function problem(...parameters: Parameters<typeof run>): Promise<string> {
	const { error, outputs } = await run(...parameters);
	expect(outputs.flat()).toEqual([]);
	expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(TOKEN);
	return String((error as Error & { type?: string }).type);
}

describe('a download', () => {
	it('looks the file up, fetches it with the token, compares the hash and stores it', async () => {
		put();
		const { json, binary, pairedItem } = await give();
		expect(json).toEqual({ mediaId: ID, mimeType: 'image/jpeg', fileName: `${ID}.jpg`, size: BYTES.length, sha256: SHA256, sha256Verified: true });
		expect(binary!['data']).toMatchObject({ mimeType: 'image/jpeg', fileName: `${ID}.jpg`, fileExtension: 'jpg' });
		expect(Buffer.from(binary!['data']!.data, 'base64')).toEqual(BYTES);
		expect(pairedItem).toEqual({ item: 0 });
		expect(provider.calls.map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
	});

	it('goes into the field and under the name that were asked for, and names the number to Meta', async () => {
		put();
		const { json, binary } = await give({ fileName: 'Bread.jpg', phoneNumberId: '300' }, 'meta', { binaryPropertyName: 'file' });
		expect([json['fileName'], Object.keys(binary!)]).toEqual(['Bread.jpg', ['file']]);
		expect(provider.calls[0]!.query).toEqual({ phone_number_id: '300' });
	});

	it('at 360dialog takes the place of Meta\'s host, with the API key', async () => {
		put();
		expect((await give({}, '360dialog')).json).toMatchObject({ sha256: SHA256, sha256Verified: true });
		expect(provider.calls.map(({ path, headers }) => [path, headers['d360-api-key']])).toEqual([[`/${ID}`, KEY], ['/whatsapp_business/attachments/', KEY]]);
	});

	it('compares a hash in base64 too, and says when there was none', async () => {
		put({ told: { sha256: Buffer.from(SHA256, 'hex').toString('base64') } });
		expect((await give()).json['sha256Verified']).toBe(true);
		put({ told: { sha256: undefined } });
		expect((await give()).json['sha256Verified']).toBe(false);
	});

	it('takes an address anew when the first one has died', async () => {
		put({ served: { status: 404, times: 1 } });
		expect((await give()).json['sha256']).toBe(SHA256);
		expect(downloads().map(({ status }) => status)).toEqual([404, 200]);
	});

	it('waits as long as the provider names when it is throttled', async () => {
		put();
		provider.fail({ path: /attachments/, status: 429, headers: { 'retry-after': '1' }, times: 1 });
		expect((await give()).json['sha256']).toBe(SHA256);
		expect(downloads().map(({ status }) => status)).toEqual([429, 200]);
	});

	it('tells a file that never was from one that has expired', async () => {
		expect(await problem()).toBe('not_found');
		const days = (count: number) => ({ receivedAt: new Date(Date.now() - count * 86_400_000).toISOString() });
		expect(await problem(days(6))).toBe('not_found');
		expect(await problem(days(8))).toBe('expired');
		expect(await problem({}, '360dialog')).toBe('not_found');
		put({ served: { status: 404 } });
		expect(await problem()).toBe('expired');
		expect(downloads()).toHaveLength(2);
	});
});

describe('a hostile answer', () => {
	it.each<[string, () => string]>([
		['the address of a cloud\'s own metadata', () => 'http://169.254.169.254/latest/meta-data/'],
		['another port of this machine', () => `http://127.0.0.1:${strangerPort}/`],
		['this machine by name', () => `http://localhost:${strangerPort}/`],
		['this machine as one number', () => `http://2130706433:${strangerPort}/`],
		['this machine in IPv6', () => `http://[::ffff:127.0.0.1]:${strangerPort}/`],
		['a private network', () => 'https://10.0.0.1/'],
		['a host that begins like Meta\'s', () => 'https://lookaside.fbsbx.com.example.org/'],
		['a host that ends like Meta\'s', () => 'https://evil-lookaside.fbsbx.com/'],
		['Meta\'s host as a user name', () => `http://lookaside.fbsbx.com@127.0.0.1:${strangerPort}/`],
		['a user at the provider', () => provider.base.replace('//', '//user@')],
		['a password at the provider', () => provider.base.replace('//', '//:password@')],
		['Meta\'s host without TLS', () => 'http://lookaside.fbsbx.com/'],
		['Meta\'s host on another port', () => 'https://lookaside.fbsbx.com:8443/'],
		['a file of this machine', () => 'file:///etc/passwd'],
		['no address', () => 'nowhere'],
	])('that names %s is not followed', async (_, url) => {
		put({ told: { url: url() } });
		expect(await problem()).toBe('host_not_allowed');
		expect(asked).toEqual([]);
		expect(provider.calls).toHaveLength(1);
	});

	it.each<[string, () => string]>([
		['a stranger', () => `http://127.0.0.1:${strangerPort}/`],
		['the same host', () => `${provider.base}/elsewhere`],
	])('that redirects to %s is not followed, and the token stays', async (_, redirect) => {
		put({ served: { redirect: redirect() } });
		expect(await problem()).toBe('redirected');
		expect(asked).toEqual([]);
		expect(provider.calls).toHaveLength(2);
	});

	it('with other bytes than announced gives no file', async () => {
		put({ told: { sha256: 'f'.repeat(64) } });
		expect(await problem()).toBe('wrong_hash');
	});

	it('without an end is cut off at the largest size', async () => {
		put({ served: { endless: true }, told: { sha256: undefined, file_size: undefined } });
		expect(await problem({ maxSize: 1 })).toBe('too_large');
	});

	it('that is too large by its own words is not even asked for', async () => {
		put({ told: { file_size: 1024 * 1024 + 1 } });
		expect(await problem({ maxSize: 1 })).toBe('too_large');
		expect(downloads()).toEqual([]);
	});

	it('that is a page instead of the picture gives no file', async () => {
		put({ served: { type: 'text/html; charset=utf-8' }, told: { sha256: undefined } });
		expect(await problem()).toBe('wrong_type');
	});

	it('with an odd type and a path in its name stores neither', async () => {
		put({ mimeType: 'application/octet-stream', told: { mime_type: 'text/html"><script>' } });
		const { json, binary } = await give({ fileName: '../../etc/\u202epasswd\u0000' });
		expect(json).toMatchObject({ fileName: 'passwd', mimeType: 'application/octet-stream' });
		expect(binary!['data']).toMatchObject({ fileName: 'passwd', mimeType: 'application/octet-stream' });
		expect(binary!['data']!.directory).toBeUndefined();
	});

	it.each([
		[401, 'refused'],
		[403, 'refused'],
		[500, 'unavailable'],
	])('with status %i says that the file is %s', async (status, kind) => {
		put({ served: { status } });
		expect(await problem()).toBe(kind);
	});

	it('to a media ID that is a path never comes, because nobody is asked', async () => {
		const { error } = await run({}, 'meta', { mediaId: '../me' });
		expect(error!.message).toMatch(/Media ID is not an ID/);
		expect(provider.calls).toEqual([]);
	});
});
