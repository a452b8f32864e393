import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openN8n } from '../../simulator/outcome/n8n';
import { EVENTS } from '../../simulator/workflow';
import { webhookUrl } from '../n8n/instance';
import { OWNER } from '../n8n/rest';
import type { Json } from '../support/expectations';
import { Flow, itemsOf, n8n, rest, SECRETS, TRIGGER } from './world';

jest.setTimeout(120_000);
let apiKey: string;
let folder: string;
beforeAll(async () => {
	await rest.login();
	const scopes = ['workflow:list', 'execution:list', 'execution:read'];
	({ rawApiKey: apiKey } = await rest.call('POST', '/api-keys', { label: `simulate ${randomUUID()}`, scopes, expiresAt: null }));
	folder = mkdtempSync(join(tmpdir(), 'coexistence-simulate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs `npm run simulate` as a user would, without npm. */
async function simulate(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
	return await new Promise((resolve) => {
		const program = join(__dirname, '../../simulator/simulate.js');
		const clean = { ...process.env, N8N_API_KEY: '', N8N_PASSWORD: '', ...env };
		execFile(process.execPath, [program, ...args], { env: clean }, (error, stdout, stderr) => {
			resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
		});
	});
}

/** The ids of all executions of a flow: more than n8n gives at once. */
async function executionsOf(flow: Flow): Promise<string[]> {
	const api = await openN8n(n8n.base, { email: OWNER.email, password: OWNER.password });
	const ids: string[] = [];
	for await (const { id } of api.executions(flow.id)) ids.push(id);
	return ids;
}

const SECRET = { meta: SECRETS.meta.appSecret, '360dialog': SECRETS['360dialog'].signatureSecret };
const CHAOS = '--redeliver 30% --shuffle 100% --split 30% --corrupt 3 --forge 3'.split(' ');
/** Small, but with something of every kind. */
const SIZE = '--contacts 20 --messages 150 --media 60% --echoes 10 --live 6'.split(' ');

const FORMS = [
	['meta', true, 'an API key'],
	['360dialog', false, 'an API key'],
	['360dialog', true, 'the login of the owner'],
	['meta', false, 'the login of the owner'],
] as const;

test.each(FORMS)('a whole business from %s, disturbed, simplify %s: n8n says with %s that everything came out once', async (provider, simplify, door) => {
	const flow = await Flow.create({ provider, parameters: { simplify } });
	const login = door === 'an API key' ? ['--api-key', apiKey] : ['--email', OWNER.email];
	const args = ['--url', flow.url, '--provider', provider, '--secret', SECRET[provider], ...SIZE, ...CHAOS, '--check', ...login];
	const { code, stdout, stderr } = await simulate([...args, '--parallel', '3'], { N8N_PASSWORD: OWNER.password });
	expect([stderr, code]).toEqual(['', 0]);
	expect(stdout).toMatch(/^(Meta|360dialog), seed \d+: \d+ deliveries \(.*3 × forged/);
	expect(stdout).toMatch(/answered: .*\d+ × 200.*; median \d+ ms, slowest \d+ ms/);
	const [, right, wanted] = /came out: (\d+) of (\d+) items, each once, nothing else/.exec(stdout)!;
	expect(Number(right)).toBe(Number(wanted));
	// The trigger itself confirms it: as many items as were said, of every event but those of a history that fails.
	const items: Json[] = [];
	for (const id of await executionsOf(flow)) items.push(...(await itemsOf(id)).flat());
	expect(items).toHaveLength(Number(right));
	expect([...new Set(items.map(({ event }) => event as string))].sort()).toEqual(EVENTS.filter((event) => !/declined|error/.test(event)).sort());
});

test('a run is repeated by its seed: n8n drops all of it, and the check says so', async () => {
	const flow = await Flow.create();
	const args = ['--url', flow.url, '--secret', SECRET.meta, '--only', 'echoes', '--echoes', '10', '--seed', '5', '--at', '2026-06-01T00:00:00Z', '--check', '--api-key', apiKey];
	expect((await simulate(args)).code).toBe(0);
	const again = await simulate(args);
	expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/^ {2}12 did not come out: echo\.message wamid\.\w+=*;/)]);
	expect((await simulate(args.map((arg) => (arg === '5' ? '6' : arg)))).code).toBe(0);
});

test('only what the workflow selects is asked for, and repeats where it drops none', async () => {
	const flow = await Flow.create({ parameters: { events: ['contact.upserted', 'echo.message'], options: { deduplicate: false } } });
	const args = ['--url', flow.url, '--secret', SECRET.meta, ...SIZE, '--redeliver', '50%', '--drop', '2', '--decline', '--check', '--api-key', apiKey];
	const { code, stdout, stderr } = await simulate(args);
	expect([stderr, code]).toEqual(['', 0]);
	expect(stdout).toContain('items, each at least once, nothing else');
});

test('a secret header proves it, and n8n refuses what arrives cut', async () => {
	const flow = await Flow.create({ provider: '360dialog', parameters: { authentication: 'header' } });
	const { headerName, headerValue } = SECRETS['360dialog'];
	const header = ['--header-name', headerName, '--header-value', headerValue, '--provider', '360dialog'];
	const { code, stdout } = await simulate(['--url', flow.url, ...header, '--corrupt', '4', '--forge', '2', '--only', 'contacts,echoes', ...SIZE, '--check', '--api-key', apiKey]);
	expect(code).toBe(0);
	expect(stdout).toContain('4 × 422');
	expect(stdout).toContain('2 × 401');
});

test('what must come out is written, and compared with a results file', async () => {
	const flow = await Flow.create();
	const [expected, results] = [join(folder, 'expected.json'), join(folder, 'results.json')];
	const ran = await simulate(['--url', flow.url, '--secret', SECRET.meta, '--only', 'contacts,changes', '--redeliver', '3', '--expect', expected]);
	expect(ran.code).toBe(0);
	expect((JSON.parse(readFileSync(expected, 'utf8')) as { items: unknown[] }).items).toHaveLength(48);
	await rest.ended(flow.id, 6);
	const items = (await Promise.all((await rest.executions(flow.id)).map(async ({ id }: { id: string }) => await itemsOf(id)))).flat(2);
	const compared = async (list: object[], ...more: string[]): Promise<Ran> => {
		writeFileSync(results, JSON.stringify(list));
		return await simulate(['--expect', expected, '--results', results, ...more]);
	};
	expect(await compared(items)).toMatchObject({ code: 0, stdout: 'came out: 48 of 48 items, each once, nothing else\n' });
	expect(await compared(items.slice(1))).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ {2}1 did not come out: contact\./) });
	expect(await compared(items.filter(({ event }) => event === 'contact.removed'), '--events', 'contact.removed')).toMatchObject({ code: 0 });
});

describe('at the test URL', () => {
	const testUrl = ({ webhookId }: Flow): string => webhookUrl(n8n.base, webhookId, 'webhook-test');

	test('nobody listens: it says what to press', async () => {
		const flow = await Flow.create({ publish: false });
		const { code, stderr, stdout } = await simulate(['--url', testUrl(flow), '--secret', SECRET.meta]);
		expect(code).toBe(1);
		expect(stderr).toBe('Nobody listens at the test URL (404): press "Listen for test event" first (n8n 2: "Execute step" in the trigger). Each press takes one delivery.\n');
		expect(stdout).toContain('1 delivery');
	});

	test('one delivery for one press', async () => {
		const flow = await Flow.create({ publish: false });
		await rest.listen(flow.stored, TRIGGER, TRIGGER);
		const { code, stdout } = await simulate(['--url', testUrl(flow), '--secret', SECRET.meta, '--only', 'echoes']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/1 delivery \(1 × echoes\)\nanswered: 1 × 200/);
	});
});

test('a wrong secret, an unpublished workflow, a wrong key and an n8n that is not there are told apart', async () => {
	const flow = await Flow.create();
	const wrong = await simulate(['--url', flow.url, '--secret', 'wrong', '--only', 'account']);
	expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('(sent): 401 {"error":"signature_mismatch"')]);
	const nobody = await simulate(['--url', webhookUrl(n8n.base, 'nobody'), '--secret', 's']);
	expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringMatching(/^No workflow is published at this address \(404\)/)]);
	const key = await simulate(['--url', flow.url, '--secret', SECRET.meta, '--check', '--api-key', 'wrong']);
	expect([key.code, key.stderr]).toEqual([1, expect.stringContaining('n8n refused /workflows (401)')]);
	const gone = await simulate(['--url', 'http://127.0.0.1:9/webhook/x/webhook', '--secret', 's']);
	expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('Nothing answers at http://127.0.0.1:9')]);
});

test.each([
	[['--secret', 's'], '--url is needed'],
	[['--url', 'nowhere'], '--url is an address'],
	[['--url', 'http://x/y', '--forge', '3'], '--forge needs --secret or --header-name'],
	[['--url', 'http://x/y', '--secret', 's', '--drop', '120%'], '--drop is a share such as 10% or 0.1, or a count such as 5, not 120%'],
	[['--url', 'http://x/y', '--secret', 's', '--only', 'echos'], '--only: echos is none of contacts, history'],
	[['--url', 'http://x/y', '--secret', 's', '--messages', 'many'], '--messages is a whole number from 0 on, not many'],
	[['--url', 'http://x/y', '--secret', 's', '--at', 'noon'], '--at is a time such as'],
	[['--url', 'http://x/y', '--secret', 's', '--check'], '--check needs --api-key KEY'],
	[['--url', 'http://x/webhook-test/y', '--secret', 's', '--check', '--api-key', 'k'], '--check needs the production URL'],
	[['--ulr', 'http://x/y'], "Unknown option '--ulr'"],
])('%j is answered with what to do, and 2', async (args, words) => {
	const { code, stderr, stdout } = await simulate(args);
	expect([code, stdout]).toEqual([2, '']);
	expect(stderr.startsWith(words)).toBe(true);
	expect(stderr).toContain('npm run simulate -- --url URL --secret SECRET');
});
