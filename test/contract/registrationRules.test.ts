import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { NUMBER } from '../../simulator/provider/graphWebhooks';
import { KEY } from '../../simulator/provider/dialogWebhooks';
import { CoreHost } from '../support/core';
import { CREDENTIAL_TYPE } from '../support/credentialSets';
import { waits } from '../support/fakeSleep';
import { Publication } from '../support/publication';
import { AT, publish, Registering, unpublish } from '../support/registering';
import type { TriggerUnderTest } from '../support/trigger';

jest.mock('n8n-workflow', () => (require('../support/fakeSleep') as { withFakeSleep: () => object }).withFakeSleep());

/** What counts as ours, what is restored when a key or a target was replaced, and which failures are retried. */
let host: CoreHost;
let at: Registering;
let logged: string[];
const THEIRS = { url: 'https://theirs.example.com/hook?key=a-token', headers: { Authorization: 'Basic dGhlaXJz' } };
const OTHER_NUMBER = '300100300100301';

beforeAll(async () => {
	host = await CoreHost.load();
});
beforeEach(async () => {
	at = await Registering.start(host);
	const { numbers } = at.provider.state;
	numbers[OTHER_NUMBER] = { ...numbers[NUMBER], override: '' };
	logged = [];
	waits.length = 0;
	jest.spyOn(Container.get(Logger), 'warn').mockImplementation((line) => void logged.push(String(line)));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await at.stop();
});

const changes = (): string[] => at.provider.calls.filter(({ method }) => method === 'POST').map(({ path }) => path);

/** Replaces the API key in the credential of a node. */
function replaceKey(trigger: TriggerUnderTest, apiKey: string): void {
	trigger.credentials.change(CREDENTIAL_TYPE['360dialog'], { apiKey, baseUrl: at.provider.base });
}

/** A further key of the number, or, with `webhook`, a key of another number. */
function addKey(key: string, webhook?: object): void {
	const { dialogWebhooks } = at.provider.state;
	if (webhook !== undefined) dialogWebhooks[key] = webhook;
	else Object.defineProperty(dialogWebhooks, key, { get: () => dialogWebhooks[KEY], set: (value) => (dialogWebhooks[KEY] = value) });
}

describe('when the API key of 360dialog was replaced', () => {
	let trigger: TriggerUnderTest;
	beforeEach(async () => {
		Object.assign(at.dialog, structuredClone(THEIRS));
		trigger = at.node(AT.dialog);
		await publish(trigger);
		addKey('a-new-key');
		replaceKey(trigger, 'a-new-key');
	});

	it('unpublishing restores the previous URL with its headers', async () => {
		await unpublish(trigger);
		expect(at.dialog).toEqual(THEIRS);
	});

	it('publishing registers the header of the new key, and unpublishing still restores the headers', async () => {
		const before = at.dialog.headers['X-Coexistence-Secret'];
		await publish(trigger);
		expect(at.dialog.url).toBe(at.urlOf(trigger));
		expect(at.dialog.headers['X-Coexistence-Secret']).toMatch(/^[0-9a-f]{64}$/);
		expect(at.dialog.headers['X-Coexistence-Secret']).not.toBe(before);
		await unpublish(trigger);
		expect(at.dialog).toEqual(THEIRS);
	});

	it('and the header at 360dialog too, the previous URL is not restored without its headers, and named', async () => {
		at.dialog.headers = {};
		const failed = unpublish(trigger);
		await expect(failed).rejects.toThrow(/headers of the previous webhook URL cannot be read.*The previous webhook URL was https:\/\/theirs\.example\.com\/hook\?…/);
		await expect(failed).rejects.not.toThrow(/a-token|dGhlaXJz/);
		expect(at.dialog).toEqual({ url: at.urlOf(trigger), headers: {} });
		expect(logged.join()).toMatch(/theirs\.example\.com\) was not restored: its headers cannot be read/);
		expect(logged.join()).not.toMatch(/\/hook|a-token/);
		// The next publication says so where n8n shows it, until the previous URL was set again, or with the old key.
		await expect(publish(trigger)).rejects.toThrow(/still registered elsewhere: .*headers of the previous webhook URL cannot be read.*theirs\.example\.com\/hook/);
		const memory = structuredClone(JSON.parse(JSON.stringify(trigger.staticData)));
		replaceKey(trigger, KEY);
		await unpublish(trigger);
		expect(at.dialog).toEqual(THEIRS);
		replaceKey(trigger, 'a-new-key');
		trigger.staticData = memory;
		await publish(trigger);
		await unpublish(trigger);
		expect(at.dialog).toEqual(THEIRS);
	});

	it('by the key of another number, the URL that stays at the old number is named until the user takes over', async () => {
		addKey('of-another-number', { url: 'https://third.example.com/', headers: {} });
		replaceKey(trigger, 'of-another-number');
		await expect(unpublish(trigger)).rejects.toThrow(/registered with another API key.*theirs\.example\.com\/hook/);
		await expect(publish(trigger)).rejects.toThrow(/Nothing was registered.*theirs\.example\.com\/hook.*publish once with Registration set to Manual/);
		expect(at.provider.state.dialogWebhooks['of-another-number'].url).toBe('https://third.example.com/');
		trigger.node.parameters = { ...AT.dialog, registration: 'manual' };
		await publish(trigger);
		expect(logged.join()).toMatch(/Remove it yourself.*theirs\.example\.com/);
		trigger.node.parameters = { ...AT.dialog };
		await publish(trigger);
		await unpublish(trigger);
		expect(at.provider.state.dialogWebhooks['of-another-number'].url).toBe('https://third.example.com/');
	});
});

describe('ours is only the remembered URL, or the same host and path:', () => {
	const elsewhere = (trigger: TriggerUnderTest): string[] => [
		at.urlOf(trigger).replace('127.0.0.1', 'localhost'),
		at.urlOf(trigger).replace('/webhook/', '/production/webhook/'),
		at.urlOf(trigger).replace(/:\d+/, ''),
	];

	it('the same webhookId at another host, port or path prefix is restored, never cleared', async () => {
		for (const index of [0, 1, 2]) {
			const trigger = at.node(AT.dialog);
			const foreign = { url: elsewhere(trigger)[index]!, headers: { Authorization: 'Basic dGhlaXJz' } };
			Object.assign(at.dialog, structuredClone(foreign));
			await publish(trigger);
			expect(at.dialog.url).toBe(at.urlOf(trigger));
			await unpublish(trigger);
			expect(at.dialog).toEqual(foreign);
		}
	});

	it('is left alone when it was set since', async () => {
		const trigger = at.node(AT.number);
		await publish(trigger);
		const [other] = elsewhere(trigger);
		at.put('number', other!);
		await unpublish(trigger);
		expect(at.number).toBe(other);
		await expect(publish(trigger)).rejects.toThrow(/It was not overwritten/);
	});

	it('its own URL that nobody remembers is cleared', async () => {
		for (const url of [(own: string) => own, (own: string) => `${own}/`, (own: string) => own.replace('/webhook/', '/webhook-test/')]) {
			const trigger = at.node(AT.dialog);
			Object.assign(at.dialog, { url: url(at.urlOf(trigger)), headers: {} });
			await publish(trigger);
			await unpublish(trigger);
			expect(at.dialog.url).toBe('');
		}
	});
});

describe.each(['v1', 'v2'] as const)('n8n %s: what was not undone', (version) => {
	it('is undone before another number is registered', async () => {
		const [trigger, other] = [at.node(AT.number), at.node(AT.number)];
		const n8n = new Publication(version, at);
		at.put('number', at.urlOf(other));
		await n8n.publish(trigger);
		const recover = at.provider.fail({ path: new RegExp(NUMBER), status: 503, times: version === 'v1' ? 4 : 12 });
		await n8n.republish(trigger, { ...AT.number, phoneNumberId: OTHER_NUMBER });
		recover();
		expect(n8n.messages.join()).toMatch(/Meta has a temporary problem.*The previous webhook URL was /);
		expect(at.number).toBe(at.urlOf(other));
		expect(at.provider.state.numbers[OTHER_NUMBER].override).toBe(at.urlOf(trigger));
		expect(changes().map((path) => path.split('/').pop())).toEqual([NUMBER, NUMBER, OTHER_NUMBER]);
		await n8n.unpublish(trigger);
		expect([at.number, at.provider.state.numbers[OTHER_NUMBER].override]).toEqual([at.urlOf(other), '']);
	});

	it('stops the registration of another provider, which cannot use that credential, until the user takes over', async () => {
		const trigger = at.node(AT.number, {});
		const n8n = new Publication(version, at);
		at.put('number', 'https://theirs.example.com/hook');
		await n8n.publish(trigger);
		const recover = at.provider.fail({ path: /./, status: 503, times: Infinity });
		await n8n.unpublish(trigger);
		recover();
		trigger.credentials.change(CREDENTIAL_TYPE['360dialog'], { apiKey: KEY, baseUrl: at.provider.base });
		trigger.node.credentials = { [CREDENTIAL_TYPE['360dialog']]: { id: '2', name: '2' } };
		trigger.node.parameters = { ...AT.dialog };
		n8n.messages.length = 0;
		expect(await n8n.publish(trigger)).toBe(false);
		expect(n8n.messages.join()).toMatch(/still registered elsewhere.*The previous webhook URL was https:\/\/theirs\.example\.com\/hook.*Registration set to Manual/);
		expect(at.dialog.url).toBe('');
		trigger.node.parameters = { ...AT.dialog, registration: 'manual' };
		expect(await n8n.publish(trigger)).toBe(true);
		trigger.node.parameters = { ...AT.dialog };
		expect(await n8n.publish(trigger)).toBe(true);
		expect(at.dialog.url).toBe(at.urlOf(trigger));
	});

	it('is undone when Registration is set to Manual', async () => {
		const trigger = at.node(AT.number);
		const n8n = new Publication(version, at);
		await n8n.publish(trigger);
		at.provider.fail({ path: /./, status: 503, times: version === 'v1' ? 4 : 12 });
		await n8n.republish(trigger, { ...AT.number, registration: 'manual' });
		expect([at.number, JSON.stringify(trigger.staticData)]).toEqual(['', '{"node:Trigger":{}}']);
	});
});

describe('a publication whose answer was lost', () => {
	it('is undone by n8n 1 although it has forgotten it, and the message names what was there', async () => {
		const [trigger, other] = [at.node(AT.number), at.node(AT.number)];
		const n8n = new Publication('v1', at);
		const before = `${at.urlOf(other)}?key=a-token`;
		at.put('number', before);
		// The change is made, no answer comes, and nothing can be read for as long as the publication tries.
		at.provider.fail({ path: /./, skip: 4, status: 503, times: 8, afterEffect: true });
		expect(await n8n.publish(trigger)).toBe(false);
		expect(n8n.messages).toEqual([expect.stringContaining(`The previous webhook URL was ${at.urlOf(other)}?…`)]);
		expect([at.number, trigger.staticData]).toEqual(['', { 'node:Trigger': {} }]);
		expect(logged.join()).toMatch(/it is not known whether the webhook URL of the phone number was changed; the previous host was 127\.0\.0\.1/);
		expect(logged.join()).toMatch(/was set by a publication that failed, and was cleared/);
	});

	it('is undone by n8n 2, which remembers it', async () => {
		const [trigger, other] = [at.node(AT.number), at.node(AT.number)];
		at.put('number', at.urlOf(other));
		at.provider.fail({ path: /./, skip: 4, status: 503, times: 8, afterEffect: true });
		// The first attempt of n8n fails, its removal restores, and the second attempt meets no GET webhook.
		expect(await new Publication('v2', at).publish(trigger)).toBe(false);
		expect(at.number).toBe(at.urlOf(other));
	});
});

describe('retries', () => {
	const set = { method: 'POST', path: new RegExp(`/${NUMBER}$`) };
	const error = (code: number) => ({ error: { code, message: 'a reason' } });

	test.each<[string, object]>([
		['no answer', { status: 0 }],
		['503', { status: 503 }],
		['429', { status: 429 }],
		['a throttled account as HTTP 400', { status: 400, body: error(80008) }],
		['a throttled application as HTTP 400', { status: 400, body: error(4) }],
		['trouble of Meta as HTTP 400', { status: 400, body: error(2) }],
	])('%s three times is survived within one attempt of n8n', async (_, failure) => {
		const trigger = at.node(AT.number);
		at.provider.fail({ ...set, status: 503, ...failure, times: 3 });
		await publish(trigger);
		expect([at.number, waits]).toEqual([at.urlOf(trigger), [500, 1000, 2000]]);
		expect(changes()).toHaveLength(4);
	});

	test('each request of a publication is retried', async () => {
		for (const path of [/debug_token/, /subscribed_apps/, /subscriptions/, new RegExp(NUMBER)]) {
			const trigger = at.node(AT.number);
			at.provider.fail({ method: 'GET', path, status: 503 });
			await publish(trigger);
			await unpublish(trigger);
		}
		expect(logged).toEqual([]);
	});

	test('other failures are not retried', async () => {
		at.provider.fail({ ...set, status: 403, body: error(200), times: Infinity });
		await expect(publish(at.node(AT.number))).rejects.toThrow(/lacks a permission/);
		expect([changes().length, waits]).toEqual([1, []]);
	});

	test('a wait that the provider names is kept, or the publication fails when it is too long', async () => {
		at.provider.fail({ ...set, status: 429, headers: { 'retry-after': '3' } });
		await publish(at.node(AT.number));
		expect(waits).toEqual([3000]);
		at.provider.fail({ ...set, status: 429, headers: { 'retry-after': '60' }, times: Infinity });
		await expect(publish(at.node(AT.number))).rejects.toThrow(/no more requests/);
		expect(waits).toEqual([3000]);
	});
});
