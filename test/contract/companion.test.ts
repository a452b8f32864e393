import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsAt, KEY, startStandIn, TOKEN, type StandIn } from '../support/provider';
import { ALL_EVENTS } from '../support/itemChecks';
import * as sample from '../support/samples';
import { ACCOUNT_ID, NUMBER_ID } from '../support/samples';
import type { Provider } from '../support/sign';
import type { Outcome } from '../support/trigger';

/** The companion node in n8n's engine, against the stand-in for Graph and 360dialog. */
let host: CoreHost;
let provider: StandIn;

beforeAll(async () => {
	host = await CoreHost.load();
});
beforeEach(async () => {
	provider = await startStandIn();
});
afterEach(async () => await provider.close());

interface More {
	readonly from?: Provider;
	readonly fields?: Record<string, string>;
	readonly onError?: 'continueRegularOutput';
	readonly items?: number;
}

async function run(parameters: INodeParameters, { from = 'meta', fields = {}, onError, items = 1 }: More = {}): Promise<Outcome> {
	const node = host.companion({ parameters: { provider: from, ...parameters }, credentials: credentialsAt(provider.base, from, fields) });
	if (onError !== undefined) node.node.onError = onError;
	return await node.run([Array.from({ length: items }, (_, index) => ({ json: { index } }))]);
}

async function give(parameters: INodeParameters, more: More = {}): Promise<IDataObject[]> {
	const { error, outputs } = await run(parameters, more);
	expect(error).toBeUndefined();
	return outputs[0]!;
}

async function fail(parameters: INodeParameters, more: More = {}): Promise<{ message: string; description: string }> {
	const { error, outputs } = await run(parameters, more);
	expect(outputs.flat()).toEqual([]);
	const { message, description } = error as Error & { description?: string | null };
	return { message, description: description ?? '' };
}

const sync = { resource: 'sync', operation: 'startContacts', phoneNumberId: NUMBER_ID };

describe('Sync', () => {
	it('asks Meta for contacts, then for the history, and gives the id for the support', async () => {
		const contacts = await give(sync);
		const history = await give({ ...sync, operation: 'startHistory' });
		expect(provider.state.synced).toEqual({ [NUMBER_ID]: ['smb_app_state_sync', 'history'] });
		expect(contacts).toEqual([{ phoneNumberId: NUMBER_ID, syncType: 'smb_app_state_sync', requestId: `request-${NUMBER_ID}-smb_app_state_sync` }]);
		expect(history).toMatchObject([{ syncType: 'history' }]);
		expect(provider.calls[0]).toMatchObject({
			method: 'POST',
			path: `/v25.0/${NUMBER_ID}/smb_app_data`,
			body: { messaging_product: 'whatsapp', sync_type: 'smb_app_state_sync' },
			headers: { authorization: `Bearer ${TOKEN}` },
		});
	});

	it('says that it was asked for before, and does not ask again', async () => {
		await give(sync);
		const { message, description } = await fail(sync);
		expect(message).toBe('This sync was requested before');
		expect(description).toMatch(/once.*code 4/s);
		expect(provider.calls).toHaveLength(2);
	});

	it('asks 360dialog with the API key alone', async () => {
		expect(await give(sync, { from: '360dialog' })).toMatchObject([{ phoneNumberId: null, requestId: 'request-1' }]);
		expect(provider.calls).toMatchObject([{ method: 'POST', path: '/synchronization', headers: { 'd360-api-key': KEY } }]);
	});

	it.each([
		['a blank ID', '  ', /Phone Number ID is empty/],
		['a phone number', '+1 555 010 0001', /not an ID/],
		['a way to another call', `${NUMBER_ID}/../me`, /not an ID/],
	])('refuses %s without calling anybody', async (_, phoneNumberId, words) => {
		expect((await fail({ ...sync, phoneNumberId })).message).toMatch(words);
		expect(provider.calls).toEqual([]);
	});
});

describe('Number', () => {
	const status = { resource: 'number', operation: 'getStatus', phoneNumberId: NUMBER_ID };
	const list = { resource: 'number', operation: 'getMany', accountId: ACCOUNT_ID };
	const manyNumbers = (count: number): void => {
		const facts = { account: ACCOUNT_ID, is_on_biz_app: false, platform_type: 'CLOUD_API' };
		for (let index = 0; index < count; index++) provider.state.numberFacts[`31${index}`] = facts;
	};

	it('tells coexistence by the app and the platform', async () => {
		const facts = provider.state.numberFacts[NUMBER_ID]!;
		expect(await give(status)).toEqual([
			{ id: NUMBER_ID, display_phone_number: facts['display_phone_number'], verified_name: 'Vale Bakery', quality_rating: 'GREEN', is_on_biz_app: true, platform_type: 'CLOUD_API', coexistence: true },
		]);
		facts['platform_type'] = 'NOT_APPLICABLE';
		expect(await give(status)).toMatchObject([{ coexistence: false }]);
		Object.assign(facts, { platform_type: 'CLOUD_API', is_on_biz_app: false });
		expect(await give(status)).toMatchObject([{ coexistence: false }]);
	});

	it('says what to check when Meta knows no such number', async () => {
		const { message, description } = await fail({ ...status, phoneNumberId: '999' });
		expect(message).toMatch(/no such object/);
		expect(description).toMatch(/phone number ID is not the phone number.*Trace ID for the support: A1b2C3/s);
	});

	it('gives up to a limit, or all over several pages', async () => {
		manyNumbers(230);
		expect(await give({ ...list, returnAll: false, limit: 3 })).toHaveLength(3);
		expect(provider.calls).toHaveLength(1);
		const all = await give({ ...list, returnAll: true });
		expect(all).toHaveLength(231);
		expect(new Set(all.map(({ id }) => id)).size).toBe(231);
		expect(provider.calls).toHaveLength(4);
		expect(all.filter(({ coexistence }) => coexistence)).toMatchObject([{ id: NUMBER_ID }]);
		expect(await give({ ...list, returnAll: false, limit: 130 })).toHaveLength(130);
	});

	it('is not offered at 360dialog, which has no such call', async () => {
		expect((await fail(status, { from: '360dialog' })).message).toMatch(/no such operation/);
		expect(provider.calls).toEqual([]);
	});
});

describe('Webhook', () => {
	const number = { resource: 'webhook', level: 'phoneNumber', phoneNumberId: NUMBER_ID };
	const account = { resource: 'webhook', level: 'account', accountId: ACCOUNT_ID };
	let receiver: Server;
	let callbackUrl: string;

	/** An address that verifies itself as the trigger does. */
	beforeAll(async () => {
		receiver = createServer((request, response) => {
			const { searchParams } = new URL(request.url!, 'http://localhost');
			const isRight = searchParams.get('hub.verify_token') === 'verify-me';
			response.writeHead(isRight ? 200 : 403).end(isRight ? searchParams.get('hub.challenge') : '');
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook/x/webhook`;
	});
	afterAll(() => new Promise((resolve) => receiver.close(resolve)));

	it('sets, reads and clears the override of a number', async () => {
		const { callback } = provider.state.app;
		const set = await give({ ...number, operation: 'set', callbackUrl });
		expect(set).toEqual([{ phoneNumberId: NUMBER_ID, webhooks: { number: callbackUrl, account: null, app: callback } }]);
		expect(await give({ ...number, operation: 'get' })).toEqual(set);
		expect(await give({ ...number, operation: 'clear' })).toMatchObject([{ webhooks: { number: null } }]);
		expect(provider.state.numbers[NUMBER_ID]!.override).toBe('');
	});

	it('sets, reads and clears the override of an account, and keeps the subscription', async () => {
		const { id } = provider.state.app;
		expect(await give({ ...account, operation: 'set', callbackUrl })).toEqual([{ accountId: ACCOUNT_ID, apps: [{ appId: id, override: callbackUrl }] }]);
		expect(await give({ ...account, operation: 'clear' })).toEqual([{ accountId: ACCOUNT_ID, apps: [{ appId: id, override: null }] }]);
	});

	it('says what to check when the address does not verify', async () => {
		const { message, description } = await fail({ ...number, operation: 'set', callbackUrl }, { fields: { verifyToken: 'another' } });
		expect(message).toBe('The webhook URL could not be verified');
		expect(description).toMatch(/production URL.*verify token/s);
		expect(provider.state.numbers[NUMBER_ID]!.override).toBe('');
	});

	it.each([
		['no verify token', { verifyToken: '' }, 'http://127.0.0.1/x', /no Verify Token/],
		['no address', {}, 'n8n.example.com/webhook', /not an address/],
		['an address that is too long', {}, `https://n8n.example.com/${'x'.repeat(200)}`, /longer than the 200/],
	])('calls nobody with %s', async (_, fields, url, words) => {
		expect((await fail({ ...number, operation: 'set', callbackUrl: url }, { fields: fields as Record<string, string> })).message).toMatch(words);
		expect(provider.calls).toEqual([]);
	});

	it('sends verify token and header without the spaces around them, as both are compared', async () => {
		expect(await give({ ...number, operation: 'set', callbackUrl }, { fields: { verifyToken: ' verify-me\n' } })).toMatchObject([{ webhooks: { number: callbackUrl } }]);
		await give({ ...number, operation: 'clear' });
		const fields = { headerName: ' X-Webhook-Secret ', headerValue: '\ta-secret-value ' };
		await give({ resource: 'webhook', operation: 'set', callbackUrl }, { from: '360dialog', fields });
		expect(provider.state.dialogWebhooks[KEY]!.headers).toEqual({ 'X-Webhook-Secret': 'a-secret-value' });
	});

	it('sets the webhook of a number at 360dialog with the header of the credential, whose value does not come out', async () => {
		const fields = { headerName: 'X-Webhook-Secret', headerValue: 'a-secret-value' };
		const more = { from: '360dialog' as const, fields };
		const set = await give({ resource: 'webhook', operation: 'set', callbackUrl }, more);
		expect(set).toEqual([{ url: callbackUrl, headerNames: ['X-Webhook-Secret'] }]);
		expect(provider.state.dialogWebhooks[KEY]).toEqual({ url: callbackUrl, headers: { 'X-Webhook-Secret': 'a-secret-value' } });
		expect(await give({ resource: 'webhook', operation: 'get' }, more)).toEqual(set);
	});
});

describe('a refused call', () => {
	const status = { resource: 'number', operation: 'getStatus', phoneNumberId: NUMBER_ID };
	const graph = (code: number, message: string) => ({ error: { message, code, type: 'OAuthException' } });

	it('is made again after the wait that Meta names', async () => {
		provider.fail({ path: /./, status: 429, headers: { 'retry-after': '1' }, times: 1 });
		const started = Date.now();
		expect(await give(status)).toMatchObject([{ coexistence: true }]);
		expect(Date.now() - started).toBeGreaterThanOrEqual(990);
		expect(provider.calls.map((call) => call.status)).toEqual([429, 200]);
	});

	it('is given up at once when the wait is longer than an execution should take', async () => {
		const usage = JSON.stringify({ [ACCOUNT_ID]: [{ type: 'whatsapp', call_count: 100, estimated_time_to_regain_access: 12 }] });
		provider.fail({ path: /./, status: 400, body: graph(80007, 'Rate limit issues'), headers: { 'x-business-use-case-usage': usage }, times: 9 });
		const { message, description } = await fail(status);
		expect(message).toMatch(/too many calls/);
		expect(description).toMatch(/12 minutes/);
		expect(provider.calls).toHaveLength(1);
	});

	it.each([
		[401, graph(190, 'Session has expired'), /did not accept the access token/],
		[403, graph(200, '(#200) Permissions error'), /lacks a permission/],
		[500, graph(2, 'Service temporarily unavailable'), /problem of its own/],
		[302, {}, /refused the call/],
	])('with status %i says what to do, and shows no token', async (code, body, words) => {
		provider.fail({ path: /./, status: code, body, headers: { location: `${provider.base}/elsewhere` } });
		const { error } = await run(status);
		expect(error!.message).toMatch(words);
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(TOKEN);
		expect(provider.calls).toHaveLength(1);
	});

	it('that reaches nobody says so', async () => {
		expect((await fail(status, { fields: { baseUrl: 'http://127.0.0.1:1' } })).message).toBe('Meta could not be reached');
	});

	it('becomes an item when the node continues, paired with its input, and the others go on', async () => {
		provider.fail({ path: /./, status: 401, body: graph(190, 'expired') });
		const { items, error } = await run(status, { onError: 'continueRegularOutput', items: 2 });
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject([
			{ json: { error: 'Meta did not accept the access token' }, pairedItem: { item: 0 } },
			{ json: { coexistence: true }, pairedItem: { item: 1 } },
		]);
	});
});

describe('Event', () => {
	const parse = (delivery: unknown, more: INodeParameters = {}) => ({ resource: 'event', operation: 'parse', delivery: delivery as string, ...more });
	const bytes = sample.delivery(...sample.everything());

	/** What the trigger gives for the same delivery. */
	async function fromTrigger(parameters: INodeParameters): Promise<IDataObject[]> {
		const trigger = host.trigger({ parameters: { events: ALL_EVENTS, authentication: 'none', options: { deduplicate: false }, ...parameters }, credentials: credentialsAt(provider.base, 'meta') });
		return (await trigger.deliver(bytes, { 'content-type': 'application/json' })).outputs.flat();
	}
	const inOrder = (items: IDataObject[]): IDataObject[] => [...items].sort((one, other) => String(one['id']).localeCompare(String(other['id'])));

	it.each([true, false])('gives the items of the trigger, without a credential and without a call (simplify: %s)', async (simplify) => {
		const node = host.companion({ parameters: { provider: 'meta', ...parse(bytes.toString(), { simplify }) } });
		const { error, outputs } = await node.run([[{ json: {} }]]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(12);
		expect(inOrder(outputs[0]!)).toEqual(inOrder(await fromTrigger({ simplify })));
		expect(provider.calls).toEqual([]);
	});

	it('reads the input item by default, also one of the trigger with raw, and pairs what it gives', async () => {
		const items = await fromTrigger({ simplify: false, options: { deduplicate: false, includeRaw: true } });
		const node = host.companion({ parameters: { provider: '360dialog', resource: 'event', operation: 'parse', simplify: false, options: { includeRaw: true } } });
		const outcome = await node.run([items.map((json) => ({ json }))]);
		expect(outcome.error).toBeUndefined();
		expect(outcome.outputs[0]).toEqual(items);
		expect(outcome.items[0]!.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	it('gives only the chosen events', async () => {
		const given = await give(parse(bytes.toString(), { options: { events: ['message.status'] } }));
		expect(given.map(({ event }) => event)).toEqual(['message.status']);
	});

	it('says what it wants instead of something else', async () => {
		expect((await fail(parse('["nothing"]'))).message).toMatch(/no delivery/);
	});
});
