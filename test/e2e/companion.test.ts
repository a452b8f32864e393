import { createHash } from 'node:crypto';
import { PACKAGE } from '../../simulator/workflow';
import type { Json } from '../support/expectations';
import { startStandIn, TOKEN, type StandIn } from '../support/provider';
import { ACCOUNT_ID, echo, echoes, metaBody, NUMBER_ID } from '../support/samples';
import { Flow, n8n, rest, SECRETS, TRIGGER, type Workflow } from './world';

// n8n's own storage format. Required, not imported: its types are declared for ES modules only.
const { parse } = require('flatted') as { parse(text: string): unknown };

jest.setTimeout(120_000);

/** The companion node and downloads of the trigger in the real n8n, against the stand-in for the providers. */
let provider: StandIn;
beforeAll(async () => await rest.login());
beforeEach(async () => {
	provider = await startStandIn();
});
afterEach(async () => await provider.close());

const BYTES = Buffer.from('the bytes of a picture');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const picture = (id: string, media: string): object => ({ ...echo(id), type: 'image', text: undefined, image: { id: media, mime_type: 'image/jpeg', sha256: SHA256 } });
const secrets = () => ({ ...SECRETS.meta, accessToken: TOKEN, baseUrl: `${provider.base}/v25.0` });

interface Step {
	readonly name: string;
	readonly parameters: object;
	readonly onError?: string;
}

/** A published workflow that runs companion nodes one after the other for each echo. */
async function flowOf(steps: readonly Step[], parameters: object = {}): Promise<Flow> {
	const change = (workflow: Workflow): Workflow => {
		const { credentials } = workflow.nodes.find(({ name }) => name === TRIGGER) as unknown as { credentials: object };
		const nodes = steps.map(({ name, ...step }, index) => ({ id: name, name, type: `${PACKAGE}.whatsAppCoexistence`, typeVersion: 1, position: [300 + index * 200, 0], credentials, ...step }));
		const to = (index: number) => ({ node: steps[index]!.name, type: 'main', index: 0 });
		const chain = steps.slice(1).map((_, index) => [steps[index]!.name, { main: [[to(index + 1)]] }]);
		const connections = { [TRIGGER]: { main: [[], [], [to(0)]] }, ...Object.fromEntries(chain) };
		return { ...workflow, nodes: [...workflow.nodes, ...nodes], connections } as Workflow;
	};
	return await Flow.create({ parameters, secrets: secrets(), change });
}

/** Sends echoes and gives the execution that they start, with the items of each node. */
async function runWith(flow: Flow, ...messages: object[]) {
	expect((await flow.send(metaBody(echoes(messages)))).status).toBe(200);
	const executions = await rest.ended(flow.id, 1);
	const execution = await rest.execution(executions[0]!.id);
	return { id: executions[0]!.id as string, ...execution, of: (name: string) => (execution.nodes[name]?.[0] ?? []) as Json[] };
}

/** The bytes of the file that an item of a node holds, as n8n's editor downloads them. */
async function fileOf(executionId: string, node: string, output: number, place: number): Promise<{ fileName: string; bytes: Buffer } | null> {
	const { data } = (await rest.call('GET', `/executions/${executionId}`)) as { data: string };
	type Stored = { resultData: { runData: Record<string, Array<{ data: { main: Array<Array<{ binary?: { data: { id?: string; data: string; fileName: string } } }>> } }>> } };
	const file = (parse(data) as Stored).resultData.runData[node]![0]!.data.main[output]![place]!.binary?.data;
	if (file === undefined) return null;
	if (file.id === undefined) return { fileName: file.fileName, bytes: Buffer.from(file.data, 'base64') };
	const response = await fetch(`${n8n.base}/rest/binary-data?id=${encodeURIComponent(file.id)}&action=download`, { headers: { cookie: rest.cookie } });
	return { fileName: file.fileName, bytes: Buffer.from(await response.arrayBuffer()) };
}

test('n8n offers the node, and the node as a tool', async () => {
	const response = await fetch(`${n8n.base}/types/nodes.json`, { headers: { cookie: rest.cookie } });
	const names = ((await response.json()) as Array<{ name: string }>).map(({ name }) => name).filter((name) => name.startsWith(PACKAGE));
	expect(names.sort()).toEqual([`${PACKAGE}.whatsAppCoexistence`, `${PACKAGE}.whatsAppCoexistenceTool`, `${PACKAGE}.whatsAppCoexistenceTrigger`]);
});

test('status, numbers and both syncs', async () => {
	const flow = await flowOf([
		{ name: 'Status', parameters: { resource: 'number', operation: 'getStatus', phoneNumberId: '={{ $json.phoneNumberId }}' } },
		{ name: 'Many', parameters: { resource: 'number', operation: 'getMany', accountId: ACCOUNT_ID } },
		{ name: 'Contacts Sync', parameters: { resource: 'sync', operation: 'startContacts', phoneNumberId: '={{ $json.id }}' } },
		{ name: 'History Sync', parameters: { resource: 'sync', operation: 'startHistory', phoneNumberId: '={{ $json.phoneNumberId }}' } },
		{ name: 'Again', parameters: { resource: 'sync', operation: 'startHistory', phoneNumberId: NUMBER_ID }, onError: 'continueRegularOutput' },
	]);
	const { status, of } = await runWith(flow, echo('wamid.1'));
	expect(status).toBe('success');
	expect(of('Status')).toMatchObject([{ id: NUMBER_ID, coexistence: true, quality_rating: 'GREEN' }]);
	expect(of('Many')).toMatchObject([{ id: NUMBER_ID }]);
	expect(provider.state.synced).toEqual({ [NUMBER_ID]: ['smb_app_state_sync', 'history'] });
	expect(of('History Sync')).toMatchObject([{ requestId: `request-${NUMBER_ID}-history` }]);
	expect(of('Again')).toMatchObject([{ error: 'This sync was requested before' }]);
});

test('an override is set for the workflow itself, which verifies it, then cleared', async () => {
	const number = { resource: 'webhook', level: 'phoneNumber', phoneNumberId: NUMBER_ID };
	const callbackUrl = `=${n8n.base}/webhook/{{ $('${TRIGGER}').first().json.messageId.replace('wamid.', '') }}/webhook`;
	const flow = await flowOf([
		{ name: 'Set', parameters: { ...number, operation: 'set', callbackUrl } },
		{ name: 'Get', parameters: { ...number, operation: 'get' } },
		{ name: 'Clear', parameters: { ...number, operation: 'clear' } },
	]);
	const { status, of } = await runWith(flow, echo(`wamid.${flow.webhookId}`));
	expect(status).toBe('success');
	expect(of('Set')).toMatchObject([{ phoneNumberId: NUMBER_ID, webhooks: { number: flow.url, app: provider.state.app.callback } }]);
	expect(of('Get')).toEqual(of('Set'));
	expect(of('Clear')).toMatchObject([{ webhooks: { number: null } }]);
});

test('a failure stops the workflow with words that say what to do, and holds no token', async () => {
	const flow = await flowOf([{ name: 'Status', parameters: { resource: 'number', operation: 'getStatus', phoneNumberId: '999' } }]);
	const { id, status, error } = await runWith(flow, echo('wamid.1'));
	expect(status).toBe('error');
	expect(error).toMatchObject({ message: 'There is no such object, or the token may not see it', description: expect.stringContaining('Trace ID') });
	expect(JSON.stringify(await rest.call('GET', `/executions/${id}`))).not.toContain(TOKEN);
});

test('media: downloaded by its id, and a hostile address refused', async () => {
	provider.state.media['501'] = { bytes: BYTES, mimeType: 'image/jpeg' };
	provider.state.media['502'] = { bytes: BYTES, mimeType: 'image/jpeg', told: { url: 'http://169.254.169.254/latest/meta-data/' } };
	const flow = await flowOf([{ name: 'Download', parameters: { resource: 'media', operation: 'download', mediaId: '={{ $json.mediaId }}' }, onError: 'continueRegularOutput' }]);
	const { id, of } = await runWith(flow, picture('wamid.1', '501'), picture('wamid.2', '502'));
	expect(of('Download')).toMatchObject([{ sha256: SHA256, sha256Verified: true }, { code: 'host_not_allowed' }]);
	expect(await fileOf(id, 'Download', 0, 0)).toEqual({ fileName: '501.jpg', bytes: BYTES });
});

test('a stored delivery gives the items of the trigger', async () => {
	const flow = await flowOf([{ name: 'Parse', parameters: { resource: 'event', operation: 'parse', options: {} } }], { simplify: false, options: { includeRaw: true } });
	const { nodes, of } = await runWith(flow, echo('wamid.1'));
	expect(of('Parse')).toMatchObject([{ event: 'echo.message', messageId: 'wamid.1', text: 'On my way', id: (nodes[TRIGGER]![2] as Json[])[0]!['id'] }]);
});

test('the trigger downloads media, keeps an item whose file is missing, and emits no repeat', async () => {
	provider.state.media['501'] = { bytes: BYTES, mimeType: 'image/jpeg' };
	const flow = await Flow.create({ parameters: { options: { downloadMedia: true } }, secrets: secrets() });
	const { id, nodes } = await runWith(flow, picture('wamid.1', '501'), picture('wamid.2', '404'));
	expect(nodes[TRIGGER]![2]).toMatchObject([{ mediaId: '501', mediaError: null }, { mediaId: '404', mediaError: expect.stringMatching(/^not_found: /) }]);
	expect(await fileOf(id, TRIGGER, 2, 0)).toEqual({ fileName: '501.jpg', bytes: BYTES });
	expect(await fileOf(id, TRIGGER, 2, 1)).toBeNull();
	expect((await flow.send(metaBody(echoes([picture('wamid.1', '501')])))).status).toBe(200);
	const [, second] = await rest.ended(flow.id, 2);
	expect((await rest.execution(second!.id)).nodes[TRIGGER]?.flat() ?? []).toEqual([]);
});
