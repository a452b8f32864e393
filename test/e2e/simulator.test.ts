import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { story } from '../../simulator/story';
import { webhookUrl } from '../n8n/instance';
import { Flow, n8n, rest, SECRETS } from './world';

jest.setTimeout(60_000);
beforeAll(async () => await rest.login());

interface Ran {
	readonly code: number;
	readonly lines: string[];
	readonly stderr: string;
}

/** Runs `node simulator/send.js` as a user would. */
async function simulator(...args: string[]): Promise<Ran> {
	return await new Promise((resolve) => {
		execFile(process.execPath, [join(__dirname, '../../simulator/send.js'), ...args], (error, stdout, stderr) => {
			const code = error === null ? 0 : Number(error.code);
			resolve({ code, lines: stdout.split('\n').filter((line) => line !== ''), stderr });
		});
	});
}

const SENT = /^(\w+)\s+(\d+) B {2}(\d{3}) {2}\s*\d+ ms {2}(.+)$/;
/** Kind, status and words of a line. */
const told = (line: string): unknown[] => {
	const [, kind, , status, what] = SENT.exec(line) ?? [];
	return [kind, Number(status), what];
};

describe('the simulator', () => {
	test.each(['meta', '360dialog'] as const)('tells the whole story as %s: one execution for each, none for the forged one', async (provider) => {
		const flow = await Flow.create({ provider });
		const secret = provider === 'meta' ? SECRETS.meta.appSecret : SECRETS['360dialog'].signatureSecret;
		const { code, lines, stderr } = await simulator('--url', flow.url, '--secret', secret, '--provider', provider);
		expect([code, stderr]).toEqual([0, '']);
		expect(lines.map(told)).toEqual(story(provider).map(({ kind, what, forged }) => [kind, forged === true ? 401 : 200, what]));
		const accepted = story(provider).filter(({ forged }) => forged !== true).length;
		const executions: Array<{ status: string }> = await rest.ended(flow.id, accepted);
		expect(executions.map(({ status }) => status)).toEqual(Array(accepted).fill('success'));
	});

	test('does the verification before it sends', async () => {
		const flow = await Flow.create();
		const { appSecret, verifyToken } = SECRETS.meta;
		const { code, lines } = await simulator('--url', flow.url, '--secret', appSecret, '--verify-token', verifyToken, 'contacts');
		expect(code).toBe(0);
		expect(lines[0]).toBe('verification: 200 the challenge came back');
		expect(lines.slice(1).map(told).map(([kind, status]) => [kind, status])).toEqual([['contacts', 200], ['contacts', 200]]);
	});

	test('proves itself by a secret header, and the forged delivery by a wrong one', async () => {
		const flow = await Flow.create({ provider: '360dialog', parameters: { authentication: 'header' } });
		const { headerName, headerValue } = SECRETS['360dialog'];
		const header = ['--header-name', headerName, '--header-value', headerValue];
		const { code, lines } = await simulator('--url', flow.url, '--provider', '360dialog', ...header);
		expect(code).toBe(0);
		expect(lines.map(told).map(([, status]) => status)).toEqual(story('360dialog').map(({ forged }) => (forged === true ? 401 : 200)));
	});

	test('ends with 1 and the words of the node when the secret or the token is wrong', async () => {
		const flow = await Flow.create();
		const { code, lines } = await simulator('--url', flow.url, '--secret', 'wrong', '--verify-token', 'wrong', 'live');
		expect(code).toBe(1);
		expect(lines[0]).toBe('verification: 403 refused');
		expect(lines[1]).toContain('"error":"signature_mismatch"');
		expect(await flow.executionCount()).toBe(0);
	});

	test('ends with 1 when no workflow is published at the address', async () => {
		const { code, lines } = await simulator('--url', webhookUrl(n8n.base, 'nobody'), '--secret', 's', 'declined');
		expect(code).toBe(1);
		expect(told(lines[0]!)[1]).toBe(404);
	});

	test.each([
		[['--secret', 's'], '--url is needed'],
		[['--url', 'nowhere'], '--url is needed'],
		[['--url', 'http://127.0.0.1:1', '--provider', 'other'], '--provider is meta or 360dialog, not other'],
		[['--url', 'http://127.0.0.1:1', 'nothing'], 'nothing is none of: story, contacts'],
		[['--url', 'http://127.0.0.1:1', 'echoes', 'live'], 'one kind at a time, not also live'],
		[['--url', 'http://127.0.0.1:1', '--header-name', 'X'], '--header-name and --header-value belong together'],
		[['--ulr', 'http://127.0.0.1:1'], "Unknown option '--ulr'"],
	])('says what is wrong with %j, and how it is used', async (args, words) => {
		const { code, lines, stderr } = await simulator(...args);
		expect([code, lines]).toEqual([2, []]);
		expect(stderr).toContain(words);
		expect(stderr).toContain('node simulator/send.js --url URL --secret SECRET');
	});
});
