import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CREDENTIAL_TYPES } from '../../simulator/workflow';
import { rest, state } from './world';

jest.setTimeout(60_000);

/** n8n 1 has words of its own for a 401. */
const wordsFor401 = (ours: string): string => (state.version === 'v1' ? 'Authorization failed' : ours);

/** A stand-in on loopback for Graph and 360dialog: it knows one token and one key, and remembers what was asked. */
let server: Server;
let base: string;
const asked: Array<Pick<IncomingMessage, 'method' | 'url' | 'headers'>> = [];
beforeAll(async () => {
	await rest.login();
	server = createServer(({ method, url, headers }, response) => {
		asked.push({ method, url, headers });
		const isKnown = headers.authorization === 'Bearer good-token' || headers['d360-api-key'] === 'good-key';
		response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
		const error = { error: { message: 'Invalid OAuth access token.', code: 190 } };
		response.end(JSON.stringify(isKnown ? { data: { is_valid: true } } : error));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => asked.splice(0));

const tested = async (type: string, data: object): Promise<{ status: string; message: string }> => {
	const credential = await rest.createCredential(type, data, `Tested ${Math.random()}`);
	return await rest.testCredential(credential, type, data);
};

describe('the test of the Meta credential', () => {
	const secrets = { appSecret: 's', verifyToken: 'v' };

	test('asks Graph about the access token', async () => {
		const result = await tested(CREDENTIAL_TYPES.meta, { ...secrets, accessToken: 'good-token', baseUrl: `${base}/v25.0` });
		expect(result.status).toBe('OK');
		expect(asked).toMatchObject([{ method: 'GET', url: '/v25.0/debug_token?input_token=good-token', headers: { authorization: 'Bearer good-token' } }]);
	});

	test('says what to do when Graph does not accept the token', async () => {
		const result = await tested(CREDENTIAL_TYPES.meta, { ...secrets, accessToken: 'bad-token', baseUrl: base });
		expect(result.status).toBe('Error');
		expect(result.message).toContain(wordsFor401('Meta did not accept the access token'));
	});
});

describe.each([
	['Meta', CREDENTIAL_TYPES.meta, { accessToken: 'good-token' }],
	['360dialog', CREDENTIAL_TYPES['360dialog'], { apiKey: 'good-key' }],
])('the test of the %s credential', (_, type, key) => {
	test('sends nothing to a Base URL without https', async () => {
		// Another name for this machine, under which the mock server would answer.
		const result = await tested(type, { ...key, baseUrl: base.replace('127.0.0.1', '0.0.0.0') });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(/^(ERR_INVALID_URL|Invalid URL)$/) });
		expect(asked).toEqual([]);
	});
});

describe('the test of the 360dialog credential', () => {
	test('reads the webhook configuration with the key', async () => {
		const result = await tested(CREDENTIAL_TYPES['360dialog'], { apiKey: 'good-key', baseUrl: base });
		expect(result.status).toBe('OK');
		expect(asked).toMatchObject([{ method: 'GET', url: '/v1/configs/webhook', headers: { 'd360-api-key': 'good-key' } }]);
	});

	test('says what to do when the key is not accepted', async () => {
		const result = await tested(CREDENTIAL_TYPES['360dialog'], { apiKey: 'bad-key', baseUrl: base });
		expect(result.status).toBe('Error');
		expect(result.message).toContain(wordsFor401('360dialog did not accept the API key'));
	});
});
