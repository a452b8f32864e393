import { ACCOUNT, NUMBER } from '../../simulator/provider/graphWebhooks';
import { CoreHost } from '../support/core';
import { AT, publish, Registering, unpublish } from '../support/registering';
import { NodeHelpers } from 'n8n-workflow';

jest.mock('n8n-workflow', () => (require('../support/fakeSleep') as { withFakeSleep: () => object }).withFakeSleep());

/** What the trigger sets at Meta and at 360dialog, when, and what it leaves alone. */
let host: CoreHost;
let at: Registering;
const THEIRS = 'https://theirs.example.com/hook';

beforeAll(async () => {
	host = await CoreHost.load();
});
beforeEach(async () => {
	at = await Registering.start(host);
});
afterEach(async () => await at.stop());

const changes = (): string[] => at.provider.calls.filter(({ method }) => method === 'POST').map(({ path }) => path);

describe.each([
	['number', `/v25.0/${NUMBER}`],
	['account', `/v25.0/${ACCOUNT}/subscribed_apps`],
] as const)('at Meta, for one %s', (place, path) => {
	it('sets the override on publish, clears it on unpublish, and remembers nothing afterwards', async () => {
		const trigger = at.node(AT[place]);
		await publish(trigger);
		expect(at[place]).toBe(at.urlOf(trigger));
		await unpublish(trigger);
		expect(at[place]).toBe('');
		expect(JSON.stringify(trigger.staticData)).not.toContain('http');
		expect(changes()).toEqual([path, path]);
	});

	it('never touches the subscription of the app, nor the other place', async () => {
		const before = JSON.stringify(at.provider.state.app);
		const trigger = at.node(AT[place]);
		await publish(trigger);
		await unpublish(trigger);
		expect(JSON.stringify(at.provider.state.app)).toBe(before);
		expect(Object.keys(at.provider.state.accounts[ACCOUNT].apps)).toEqual([at.provider.state.app.id]);
		expect(at.provider.calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
	});

	it('changes nothing when what it set still stands', async () => {
		const trigger = at.node(AT[place]);
		await publish(trigger);
		await publish(trigger);
		await publish(trigger, 'init');
		expect(changes()).toHaveLength(1);
	});

	it('sets it again when it was cleared meanwhile', async () => {
		const trigger = at.node(AT[place]);
		await publish(trigger);
		at.put(place, '');
		await publish(trigger, 'init');
		expect(at[place]).toBe(at.urlOf(trigger));
	});

	it('sets again what was there before, when that passes the verification', async () => {
		const [first, second] = [at.node(AT[place]), at.node(AT[place])];
		await publish(first);
		await publish(second);
		expect(at[place]).toBe(at.urlOf(second));
		await unpublish(second);
		expect(at[place]).toBe(at.urlOf(first));
	});

	it('clears it when what was there before does not pass', async () => {
		at.put(place, `${at.base}/gone`);
		const trigger = at.node(AT[place]);
		await publish(trigger);
		await unpublish(trigger);
		expect(at[place]).toBe('');
	});

	it('does not clear what was there before because Meta allows no more requests', async () => {
		const [first, second] = [at.node(AT[place]), at.node(AT[place])];
		await publish(first);
		await publish(second);
		const body = { error: { code: 80008, message: 'There have been too many calls' } };
		const recover = at.provider.fail({ method: 'POST', path: new RegExp(path), status: 400, body, times: Infinity });
		await expect(unpublish(second)).rejects.toThrow(/could not be removed: Meta allows no more requests/);
		recover();
		await unpublish(second);
		expect(at[place]).toBe(at.urlOf(first));
	});

	it('leaves alone what somebody else has set since, and does not take it over', async () => {
		const trigger = at.node(AT[place]);
		await publish(trigger);
		const other = at.node(AT[place]);
		await publish(other);
		await publish(trigger, 'init');
		expect(at[place]).toBe(at.urlOf(other));
		await unpublish(trigger);
		expect(at[place]).toBe(at.urlOf(other));
		await expect(publish(trigger)).rejects.toThrow(/another system has set the webhook URL/);
		expect(at[place]).toBe(at.urlOf(other));
		await unpublish(trigger);
	});

	it('takes the earlier address for set anew when its owner has put it back', async () => {
		const [first, second] = [at.node(AT[place]), at.node(AT[place])];
		await publish(first);
		await publish(second);
		at.put(place, at.urlOf(first));
		await publish(second, 'init');
		await unpublish(second);
		await expect(publish(second)).rejects.toThrow(/It was not overwritten/);
		expect(at[place]).toBe(at.urlOf(first));
	});

	it('is registered although the answer was lost, and undone', async () => {
		const [trigger, other] = [at.node(AT[place]), at.node(AT[place])];
		await publish(other);
		const recover = at.provider.fail({ method: 'POST', path: new RegExp(path), status: 500, times: Infinity, afterEffect: true });
		await publish(trigger);
		expect(at[place]).toBe(at.urlOf(trigger));
		recover();
		await unpublish(trigger);
		expect(at[place]).toBe(at.urlOf(other));
	});

	it('undoes a change that was made after the publication had failed', async () => {
		const [trigger, other] = [at.node(AT[place]), at.node(AT[place])];
		await publish(other);
		const recover = at.provider.fail({ method: 'POST', path: new RegExp(path), status: 500, times: Infinity });
		await expect(publish(trigger)).rejects.toThrow(/temporary problem/);
		recover();
		// n8n 2 does so right after the failure, and nothing is set yet.
		await unpublish(trigger);
		at.put(place, at.urlOf(trigger));
		await publish(trigger);
		await unpublish(trigger);
		expect(at[place]).toBe(at.urlOf(other));
	});

	it('changes nothing when it never registered, and asks nothing when it is not complete', async () => {
		at.put(place, THEIRS);
		await unpublish(at.node(AT[place]));
		expect([changes(), at[place]]).toEqual([[], THEIRS]);
		at.provider.calls.length = 0;
		await unpublish(at.node(AT[place], { accessToken: '' }));
		expect(at.provider.calls).toEqual([]);
	});

	it('is undone although the provider fails for a moment', async () => {
		const trigger = at.node(AT[place]);
		await publish(trigger);
		at.provider.fail({ method: 'GET', path: new RegExp(path), status: 503 });
		at.provider.fail({ method: 'POST', path: new RegExp(path), status: 429 });
		await unpublish(trigger);
		expect(at[place]).toBe('');
	});

	it('leaves what was there when the change was refused, and can be published afterwards', async () => {
		const [trigger, other] = [at.node(AT[place]), at.node(AT[place])];
		await publish(other);
		at.provider.fail({ method: 'POST', path: new RegExp(path), status: 400 });
		await expect(publish(trigger)).rejects.toThrow(/refused it/);
		await unpublish(trigger);
		expect(at[place]).toBe(at.urlOf(other));
		await publish(trigger);
		expect(at[place]).toBe(at.urlOf(trigger));
	});

	it('keeps what it knows when it cannot be undone, so that the next try can', async () => {
		const trigger = at.node(AT[place]);
		await publish(trigger);
		const recover = at.provider.fail({ method: 'POST', path: new RegExp(path), status: 503, times: Infinity });
		await expect(unpublish(trigger)).rejects.toThrow(/could not be removed: Meta has a temporary problem/);
		recover();
		await unpublish(trigger);
		expect(at[place]).toBe('');
	});
});

describe('listening for a test event', () => {
	it('does not take the deliveries away from the app, and says so', async () => {
		for (const place of ['number', 'account'] as const) {
			const trigger = at.node(AT[place]);
			await expect(publish(trigger, 'manual')).rejects.toThrow(/Listening was not started: .* add the option Take Over While Listening/);
			await unpublish(trigger);
		}
		expect(changes()).toEqual([]);
	});

	it('does not take them away from the published workflow, unless that was allowed, and gives them back', async () => {
		const trigger = at.node({ ...AT.number, options: { takeOverWhileListening: true } });
		await publish(trigger);
		const listening = at.node({ ...AT.number, options: { takeOverWhileListening: true } });
		Object.assign(listening.node, { webhookId: trigger.node.webhookId });
		await publish(listening, 'manual');
		expect(at.number).toBe(at.urlOf(trigger, 'webhook-test'));
		await unpublish(listening);
		expect(at.number).toBe(at.urlOf(trigger));
	});

	it('that ended in a crash leaves no test address to come back to', async () => {
		const trigger = at.node({ ...AT.number, options: { takeOverWhileListening: true } });
		await publish(trigger, 'manual');
		delete trigger.staticData['node:Trigger'];
		await publish(trigger);
		await unpublish(trigger);
		expect(at.number).toBe('');
	});

	it('simply listens where nobody gets the deliveries', async () => {
		at.provider.state.app.callback = '';
		const trigger = at.node(AT.number);
		await publish(trigger, 'manual');
		expect(at.number).toBe(at.urlOf(trigger, 'webhook-test'));
	});
});

describe('at 360dialog', () => {
	it('sets the address with a secret header, and puts back what was there, header and all', async () => {
		const before = { url: THEIRS, headers: { Authorization: 'Basic dGhlaXJz' } };
		Object.assign(at.dialog, structuredClone(before));
		const trigger = at.node(AT.dialog);
		await publish(trigger);
		expect(at.dialog).toEqual({ url: at.urlOf(trigger), headers: { 'X-Coexistence-Secret': expect.stringMatching(/^[0-9a-f]{64}$/) } });
		expect(JSON.stringify(trigger.staticData)).not.toMatch(/dGhlaXJz|Basic|an-api-key/);
		await publish(trigger, 'init');
		expect(changes()).toHaveLength(1);
		await unpublish(trigger);
		expect(at.dialog).toEqual(before);
	});

	it('clears it when nothing was there, and leaves alone what was set since', async () => {
		const trigger = at.node(AT.dialog);
		await publish(trigger);
		await unpublish(trigger);
		expect(at.dialog).toEqual({ url: '', headers: {} });
		await publish(trigger);
		Object.assign(at.dialog, { url: THEIRS });
		await unpublish(trigger);
		expect(at.dialog.url).toBe(THEIRS);
	});

	it('says what to do about a refused key and a refused address', async () => {
		await expect(publish(at.node(AT.dialog, { apiKey: 'wrong' }))).rejects.toThrow(/360dialog did not accept the API key/);
		await expect(publish(at.node(AT.dialog, { apiKey: '' }))).rejects.toThrow(/enter the API Key/);
		at.provider.fail({ method: 'POST', path: /configs/, status: 400, body: { meta: { developer_message: 'bad url' } } });
		await expect(publish(at.node(AT.dialog))).rejects.toThrow(/360dialog refused it \(HTTP 400\): bad url\. The host .* must be public, and must not contain an underscore or a port/);
	});
});

it('asks for each id and shows each choice only where it belongs', () => {
	const { properties } = host.loader.getNode('whatsAppCoexistenceTrigger').type.description as never as { properties: never[] };
	const { node } = host.trigger();
	const shown = (parameters: object) =>
		(properties as Array<{ name: string; required?: boolean }>)
			.filter((each) => NodeHelpers.displayParameter({ authentication: 'signature', ...parameters } as never, each as never, node, null))
			.filter(({ name }) => /Id$|^registration$/.test(name))
			.map(({ name, required }) => name + (required === true ? '!' : ''));
	expect(shown({ provider: 'meta', registration: 'manual' })).toEqual(['registration']);
	expect(shown({ provider: 'meta', registration: 'phoneNumber' })).toEqual(['registration', 'phoneNumberId!', 'whatsAppBusinessAccountId']);
	expect(shown({ provider: 'meta', registration: 'whatsAppBusinessAccount' })).toEqual(['registration', 'whatsAppBusinessAccountId!']);
	expect(shown({ provider: '360dialog', registration: 'phoneNumber' })).toEqual(['registration']);
});
