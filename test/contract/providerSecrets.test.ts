import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsFor } from '../support/credentialSets';
import type { Provider } from '../support/sign';
import type { TriggerUnderTest } from '../support/trigger';

/** A provider that repeats everything that it was sent, in every text of its answers: nothing of it may be shown. */
const FIELDS = {
	meta: {
		appSecret: 'app-secret/with+special=&"characters',
		previousAppSecret: 'previous app secret %41',
		verifyToken: ' verify-token "with" spaces\\ ',
		accessToken: 'EAAG-access/token+with=special&%"chars',
		headerValue: 'header-välue',
	},
	'360dialog': {
		apiKey: 'api-key/with+special=&%"chars',
		signatureSecret: 'signature-secret <&>',
		previousSignatureSecret: 'previous-signature-secret',
		headerName: 'X-Gateway',
		headerValue: 'header-value "quoted"',
	},
} as const;

/** All that must not be found: the values, and what a server makes of them. */
const forbidden = [...Object.entries(FIELDS.meta), ...Object.entries(FIELDS['360dialog'])]
	.filter(([name]) => name !== 'headerName')
	.flatMap(([, value]) => [value.trim(), encodeURIComponent(value.trim()), JSON.stringify(value.trim()).slice(1, -1), Buffer.from(value.trim()).toString('latin1')]);

interface Answering {
	readonly status: number;
	readonly code?: number;
	readonly subcode?: number;
}

let host: CoreHost;
let server: Server;
let base: string;
let answering: Answering;
let sent = '';
const logged: unknown[] = [];

/** Everything of a request, as a debugging server would print it. */
async function printed(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks).toString();
	const { headers, url = '' } = request;
	const decoded = [...new URL(url, 'http://x').searchParams.values()];
	const values: string[] = [];
	if (body !== '') JSON.parse(body, (_, value: unknown) => (typeof value === 'string' && values.push(value), value));
	return [JSON.stringify(headers), ...Object.values(headers), url, ...decoded, body, ...values, ...values.map(encodeURIComponent)].join(' ; ');
}

beforeAll(async () => {
	host = await CoreHost.load();
	server = createServer((request, response) => {
		void printed(request).then((text) => {
			sent += text;
			const { status, code, subcode } = answering;
			const error = { message: text, type: text, code, error_subcode: subcode, error_user_title: text, error_user_msg: text, error_data: { details: text, messaging_product: text }, fbtrace_id: text };
			const facts = { id: text, display_phone_number: text, verified_name: text, request_id: text, url: text, data: [{ id: text, override_callback_uri: text, whatsapp_business_api_data: { id: text } }], webhook_configuration: { phone_number: text }, [text]: text };
			const body = status === 200 ? facts : { error, meta: { developer_message: text }, message: text, detail: text };
			response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '3600' }).end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	sent = '';
	logged.length = 0;
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		jest.spyOn(Container.get(Logger), level).mockImplementation((...line: unknown[]) => void logged.push(line));
	}
});
afterEach(() => jest.restoreAllMocks());

/** Everything that can be seen of a value, hidden properties and stacks included. */
const seen = (value: unknown): string => inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null }).replaceAll("\\'", "'");
const all = (value: unknown): string => seen(value) + (JSON.stringify(value) ?? '') + (value instanceof Error ? JSON.stringify({ ...value, text: value.message, stack: value.stack }) : '');

function expectNothingShown(...values: readonly unknown[]): void {
	const shown = [...values, logged].map(all).join('\n');
	for (const secret of forbidden) expect(shown).not.toContain(secret);
}

const credentials = (provider: Provider) => credentialsFor(provider, { ...FIELDS[provider], baseUrl: base });
const NUMBER = { phoneNumberId: '300', accountId: '200', callbackUrl: 'https://hooks.example/webhook/half-a-secret/webhook' };
const OPERATIONS: Array<[Provider, INodeParameters]> = [
	['meta', { resource: 'sync', operation: 'startContacts' }],
	['meta', { resource: 'number', operation: 'getStatus' }],
	['meta', { resource: 'number', operation: 'getMany', returnAll: true }],
	['meta', { resource: 'webhook', operation: 'get', level: 'phoneNumber' }],
	['meta', { resource: 'webhook', operation: 'set', level: 'phoneNumber' }],
	['meta', { resource: 'webhook', operation: 'set', level: 'account' }],
	['meta', { resource: 'webhook', operation: 'clear', level: 'account' }],
	['meta', { resource: 'media', operation: 'download', mediaId: '500' }],
	['360dialog', { resource: 'sync', operation: 'startHistory' }],
	['360dialog', { resource: 'webhook', operation: 'get' }],
	['360dialog', { resource: 'webhook', operation: 'set' }],
	['360dialog', { resource: 'media', operation: 'download', mediaId: '500' }],
];
const FAILURES: Answering[] = [
	{ status: 400 },
	{ status: 400, code: 100, subcode: 33 },
	{ status: 400, code: 131_000 },
	{ status: 400, code: 2200 },
	{ status: 401, code: 190 },
	{ status: 403, code: 200 },
	{ status: 404 },
	{ status: 429, code: 4 },
	{ status: 500, code: 2 },
];

describe.each(OPERATIONS)('the companion node at %s: %j', (provider, parameters) => {
	const node = (): TriggerUnderTest => host.companion({ parameters: { provider, ...NUMBER, ...parameters }, credentials: credentials(provider) });

	test.each(FAILURES)('shows no secret when it is refused with %j', async (failure) => {
		answering = failure;
		const thrown = await node().run([[{ json: {} }]]);
		expect(thrown.error).toBeDefined();
		const continuing = node();
		continuing.node.onError = 'continueRegularOutput';
		const { items } = await continuing.run([[{ json: {} }]]);
		expect(items.flat()).toHaveLength(1);
		expectNothingShown(thrown.error, thrown.items, items);
		// The error as a whole contains the parameters of the node, and the URL is one of them.
		const { message, description } = thrown.error as Error & { description?: string };
		expect([message, description, JSON.stringify(items)].join()).not.toContain('half-a-secret');
		expect(sent).toContain(provider === 'meta' ? FIELDS.meta.accessToken : FIELDS['360dialog'].apiKey);
	});

	test('shows no secret in its items', async () => {
		answering = { status: 200 };
		const { error, items } = await node().run([[{ json: {} }]]);
		expectNothingShown(error, items);
	});
});

const REGISTERING: Array<[Provider, INodeParameters]> = [
	['meta', { registration: 'phoneNumber', phoneNumberId: '300' }],
	['meta', { registration: 'whatsAppBusinessAccount', whatsAppBusinessAccountId: '200' }],
	['360dialog', { registration: 'phoneNumber' }],
];

describe.each(REGISTERING)('registering at %s: %j', (provider, parameters) => {
	test.each(FAILURES.filter(({ status }) => status < 500 && status !== 429))('shows and stores no secret when it is refused with %j', async (failure) => {
		answering = failure;
		const node = host.trigger({ parameters: { provider, ...parameters }, credentials: credentials(provider), base: 'https://n8n.example' });
		const errors: unknown[] = [];
		for (const method of ['checkExists', 'create', 'delete'] as const) {
			await node.callHook(method, { activation: 'init' }).catch((error: unknown) => errors.push(error));
		}
		expect(errors.length).toBeGreaterThan(0);
		expectNothingShown(...errors, node.staticData);
	});
});
