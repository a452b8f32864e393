import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { SIGNING_SECRET } from '../support/credentialSets';
import { ALL_EVENTS, everyItemProblems } from '../support/itemChecks';
import { credentialsAt, startStandIn, type StandIn } from '../support/provider';
import * as sample from '../support/samples';
import { signedHeaders } from '../support/sign';
import type { Outcome, RunMode, TriggerUnderTest } from '../support/trigger';

/** docs/contract.md, sections 2 and 7: the option downloadMedia, and its place between the other steps. */
let host: CoreHost;
let provider: StandIn;

beforeAll(async () => {
	host = await CoreHost.load();
});
beforeEach(async () => {
	host.forgetEvents();
	provider = await startStandIn();
});
afterEach(async () => await provider.close());

const BYTES = Buffer.from('the bytes of a picture');
const put = (...ids: string[]): void => ids.forEach((id) => (provider.state.media[id] = { bytes: BYTES, mimeType: 'image/jpeg' }));
const picture = (message: string, media: string): object => ({ ...sample.echo(message), type: 'image', text: undefined, image: { id: media, mime_type: 'image/jpeg', sha256: 'x', caption: 'Bread' } });

function node(parameters: INodeParameters = {}, fields: Record<string, string> = {}): TriggerUnderTest {
	const { options = {}, ...more } = parameters;
	return host.trigger({
		parameters: { events: ALL_EVENTS, simplify: false, ...more, options: { downloadMedia: true, ...(options as object) } } as INodeParameters,
		credentials: credentialsAt(provider.base, 'meta', fields),
	});
}

async function receive(to: TriggerUnderTest, ...changes: sample.Change[]) {
	const bytes = sample.delivery(...changes);
	return (await to.post(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta))).workflowData;
}

async function deliver(to: TriggerUnderTest, messages: object[], mode: RunMode = 'webhook'): Promise<Outcome> {
	const outcome = await to.run(await receive(to, sample.echoes(messages)), { mode });
	expect(outcome.error).toBeUndefined();
	return outcome;
}

const errors = ({ outputs }: Outcome): unknown[] => outputs[2]!.map(({ message }) => ((message as IDataObject)['media'] as IDataObject | null)?.['downloadError']);
const asked = (): string[] => provider.calls.map(({ path }) => path.split('/').at(-1)!).filter((id) => id !== '');

describe('items', () => {
	it('carry the file in the binary field "data", and say that nothing went wrong', async () => {
		put('501');
		const outcome = await deliver(node(), [picture('wamid.1', '501'), sample.echo('wamid.2')]);
		const [first, second] = outcome.items[2]!;
		expect(Buffer.from(first!.binary!['data']!.data, 'base64')).toEqual(BYTES);
		expect(first!.binary!['data']).toMatchObject({ mimeType: 'image/jpeg', fileName: '501.jpg' });
		expect(second!.binary).toBeUndefined();
		expect(errors(outcome)).toEqual([null, undefined]);
		expect(everyItemProblems(outcome.outputs)).toEqual([]);
		expect(provider.calls[0]!.query).toEqual({ phone_number_id: sample.NUMBER_ID });
	});

	it('stay when the file cannot be had, and say why', async () => {
		put('501');
		provider.state.media['502'] = { bytes: BYTES, mimeType: 'image/jpeg', told: { sha256: '0'.repeat(64) } };
		const outcome = await deliver(node(), [picture('wamid.1', '404'), picture('wamid.2', '501'), picture('wamid.3', '502')]);
		expect(errors(outcome)).toEqual([expect.stringMatching(/^not_found: /), null, expect.stringMatching(/^wrong_hash: /)]);
		expect(outcome.items[2]!.map(({ binary }) => binary !== undefined)).toEqual([false, true, false]);
		expect(everyItemProblems(outcome.outputs)).toEqual([]);
	});

	it('have the column mediaError in the flat form, on the outputs with media', async () => {
		const trigger = node({ simplify: true });
		const outcome = await trigger.run(await receive(trigger, ...sample.everything(), sample.echoes([picture('wamid.9', '404')])));
		expect(outcome.outputs.map((items) => items.every((item) => 'mediaError' in item))).toEqual([false, true, true, true, false, false]);
		expect(outcome.outputs[2]!.map(({ mediaError }) => mediaError)).toEqual([null, null, expect.stringMatching(/^not_found: /)]);
		expect(everyItemProblems(outcome.outputs, { isFlat: true })).toEqual([]);
	});

	it.each([true, false])('have neither file nor column without the option (simplify: %s)', async (simplify) => {
		put('501');
		const outcome = await deliver(node({ simplify, options: { downloadMedia: false } }), [picture('wamid.1', '501')]);
		expect(JSON.stringify(outcome.items)).not.toMatch(/mediaError|downloadError|binary/);
		expect(provider.calls).toEqual([]);
	});

	it('say "expired" when the delivery is retried after the file was deleted', async () => {
		const trigger = node();
		const [[stored]] = (await receive(trigger, sample.echoes([picture('wamid.1', '404')]))) as [[{ json: IDataObject }]];
		stored.json['receivedAt'] = new Date(Date.now() - 8 * 86_400_000).toISOString();
		expect(errors(await trigger.run([[stored]], { mode: 'retry' }))).toEqual([expect.stringMatching(/^expired: /)]);
	});
});

it('fetches through 360dialog with the API key', async () => {
	put('501');
	const parameters = { provider: '360dialog', authentication: 'none', events: ALL_EVENTS, options: { downloadMedia: true } } as INodeParameters;
	const trigger = host.trigger({ parameters, credentials: credentialsAt(provider.base, '360dialog') });
	const bytes = sample.delivery(sample.echoes([picture('wamid.1', '501')]));
	const { items } = await trigger.deliver(bytes, { 'content-type': 'application/json' });
	expect(items[2]).toMatchObject([{ json: { mediaError: null }, binary: { data: { fileName: '501.jpg' } } }]);
	expect(provider.calls.map(({ path, status }) => [path, status])).toEqual([['/501', 200], ['/whatsapp_business/attachments/', 200]]);
});

describe('a credential without a way to download', () => {
	it('costs no item and no call', async () => {
		expect(errors(await deliver(node({}, { accessToken: '' }), [picture('wamid.1', '501')]))).toEqual([expect.stringMatching(/^no_key: /)]);
		expect(provider.calls).toEqual([]);
	});

	it('is not tried again for each file', async () => {
		const messages = Array.from({ length: 20 }, (_, index) => picture(`wamid.${index}`, `60${index}`));
		const outcome = await deliver(node({}, { accessToken: 'revoked' }), messages);
		expect(errors(outcome)).toEqual(messages.map(() => expect.stringMatching(/^refused: /)));
		expect(provider.calls.length).toBeLessThanOrEqual(3);
	});
});

describe('repeats', () => {
	it('are downloaded once for one delivery, and do not come out later', async () => {
		put('501', '502');
		const trigger = node();
		expect((await deliver(trigger, [picture('wamid.1', '501'), picture('wamid.1', '501')])).outputs[2]).toHaveLength(1);
		expect(asked()).toEqual(['501']);
		expect((await deliver(trigger, [picture('wamid.1', '501'), picture('wamid.2', '502')])).outputs[2]).toHaveLength(1);
	});

	it('are downloaded by a retry and by a test, which emit them', async () => {
		put('501');
		const trigger = node();
		for (const mode of ['webhook', 'retry', 'manual'] as const) {
			const { items } = await deliver(trigger, [picture('wamid.1', '501')], mode);
			expect(items[2]).toMatchObject([{ binary: { data: {} } }]);
		}
		expect(asked()).toEqual(['501', '501', '501']);
	});

	it('are recorded last: a failure after the download has recorded nothing', async () => {
		put('501');
		const trigger = node({ events: ['echo.message'] });
		host.deduplicator.failures = 9;
		const stored = await receive(trigger, sample.echoes([picture('wamid.1', '501')]));
		const { error, outputs } = await trigger.run(stored);
		expect([error !== undefined, outputs.flat(), asked()]).toEqual([true, [], ['501']]);
		host.deduplicator.failures = 0;
		expect((await trigger.run(stored)).items[2]).toMatchObject([{ binary: { data: {} } }]);
		expect((await trigger.run(stored)).outputs.flat()).toEqual([]);
	});
});

describe('many files', () => {
	let slow: Server;
	let running = 0;
	let most = 0;

	beforeAll(async () => {
		slow = createServer((request, response) => {
			const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
			most = Math.max(most, ++running);
			setTimeout(() => {
				running--;
				const url = `http://${request.headers.host}/file?id=${pathname.split('/').at(-1)}`;
				const body = pathname === '/file' ? `file ${searchParams.get('id')}` : JSON.stringify({ url, mime_type: 'image/jpeg' });
				response.setHeader('content-type', pathname === '/file' ? 'image/jpeg' : 'application/json');
				response.end(body);
			}, 20);
		});
		await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => new Promise((resolve) => slow.close(resolve)));

	it('are fetched a few at a time, each for its own item', async () => {
		const messages = Array.from({ length: 12 }, (_, index) => picture(`wamid.${index}`, `70${index}`));
		const { port } = slow.address() as AddressInfo;
		const { items } = await deliver(node({}, { baseUrl: `http://127.0.0.1:${port}` }), messages);
		const texts = items[2]!.map(({ binary }) => Buffer.from(binary!['data']!.data, 'base64').toString());
		expect(texts).toEqual(messages.map((_, index) => `file 70${index}`));
		expect(most).toBe(3);
	});
});
