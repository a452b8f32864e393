import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { ACCOUNT, NUMBER, TOKEN } from '../../simulator/provider/graphWebhooks';
import { CoreHost } from '../support/core';
import { AT, publish, Registering } from '../support/registering';

jest.mock('n8n-workflow', () => (require('../support/fakeSleep') as { withFakeSleep: () => object }).withFakeSleep());

/** What a person is told when the address cannot be registered, or when nothing would arrive. */
let host: CoreHost;
let at: Registering;
beforeAll(async () => {
	host = await CoreHost.load();
});
beforeEach(async () => {
	at = await Registering.start(host);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await at.stop();
});

const graph = (code: number, message: string, more: object = {}) => ({ error: { code, message, type: 'OAuthException', ...more } });
const SET = { method: 'POST', path: new RegExp(`/${NUMBER}$`) };

/** The warnings while something is done. */
async function warnings(work: () => Promise<void>): Promise<string[]> {
	const warn = jest.spyOn(Container.get(Logger), 'warn').mockImplementation(() => undefined);
	await work();
	const lines = warn.mock.calls.map(([line]) => String(line));
	warn.mockRestore();
	return lines;
}

describe('a registration that fails says what to do:', () => {
	test.each<[string, Parameters<Registering['provider']['fail']>[0], RegExp]>([
		['a permission is missing', { ...SET, status: 403, body: graph(200, '(#200) Permissions error') }, /lacks a permission for this phone number\. Create a system user token with whatsapp_business_management/],
		['Meta could not reach the webhook URL', { ...SET, status: 400, body: graph(2200, 'Callback verification failed: curl_errno = 28; Timeout') }, /Meta could not reach the webhook URL at 127\.0\.0\.1.*WEBHOOK_URL/],
		['another server answers with 404', { ...SET, status: 400, body: graph(2200, 'HTTP Status Code = 404; HTTP Message = Not Found') }, /nothing answers at this webhook URL/],
		['a login page answers', { ...SET, status: 400, body: graph(2201, 'response does not match challenge') }, /a login page or a proxy/],
		['the account is not subscribed', { ...SET, status: 400, body: graph(100, '(#100) Before override the current callback uri, your app must be subscribed to receive messages') }, /not subscribed to the app/],
		['Meta throttles', { ...SET, status: 400, body: graph(80008, 'rate') }, /no more requests for now/],
		['Meta has trouble', { ...SET, status: 500, body: graph(2, 'Service temporarily unavailable') }, /temporary problem/],
		['Meta says something new', { ...SET, status: 400, body: graph(131_000, 'Something new') }, /Meta refused it \(HTTP 400, code 131000\): Something new/],
	])('%s', async (_, failure, advice) => {
		at.provider.fail({ ...failure, times: Infinity });
		const failed = publish(at.node(AT.number));
		await expect(failed).rejects.toThrow(advice);
		await expect(failed).rejects.not.toThrow(new RegExp(`${TOKEN}|an-app-secret|verify-me|/webhook/`));
	});

	test.each<[string, object, Record<string, string>, RegExp]>([
		['the token is not accepted', AT.number, { accessToken: 'bad' }, /Meta did not accept the access token/],
		['the token is missing', AT.number, { accessToken: '' }, /enter an Access Token with whatsapp_business_management/],
		['the verify token is missing', AT.number, { verifyToken: '' }, /enter a Verify Token/],
		['the id is missing', { ...AT.number, phoneNumberId: '' }, {}, /enter the Phone Number ID/],
		['the id is a phone number', { ...AT.number, phoneNumberId: '+15550100001' }, {}, /enter the Phone Number ID, digits only/],
		['the account id is a path', { ...AT.account, whatsAppBusinessAccountId: '1/2' }, {}, /WhatsApp Business Account ID, digits only/],
		['the number is not on the account', { ...AT.number, phoneNumberId: '1' }, {}, /knows no phone number with this ID/],
		['the account is another one', { ...AT.account, whatsAppBusinessAccountId: '1' }, {}, /knows no WhatsApp Business account with this ID/],
		['nobody answers', AT.number, { baseUrl: 'http://127.0.0.1:9' }, /n8n got no answer from Meta\. Check the Base URL/],
	])('%s', async (_, parameters, fields, advice) => {
		await expect(publish(at.node({ ...parameters }, fields))).rejects.toThrow(advice);
		expect([at.number, at.account]).toEqual(['', '']);
	});

	test('the verify token does not match', async () => {
		const trigger = at.node(AT.number);
		jest.spyOn(trigger, 'get').mockResolvedValue({ status: 403, body: '' } as never);
		await expect(publish(trigger)).rejects.toThrow(/the verify token did not match/);
	});
});

describe('when nothing would ever arrive', () => {
	test.each<[string, () => void, RegExp]>([
		['the account is not subscribed to the app', () => delete at.provider.state.accounts[ACCOUNT].apps[at.provider.state.app.id], /The WhatsApp Business account is not subscribed to the app/],
		['the app is subscribed to nothing', () => (at.provider.state.app.fields = []), /The app is not subscribed to .*history.*, so nothing would arrive/],
		['the app is subscribed to other fields only', () => (at.provider.state.app.fields = ['messages']), /so nothing would arrive\. Subscribe it in the App Dashboard/],
		['the subscription is off', () => (at.provider.state.app.active = false), /so nothing would arrive/],
	])('nothing is set, and the steps are named: %s', async (_, break_, words) => {
		break_();
		await expect(publish(at.node(AT.number))).rejects.toThrow(words);
		expect(at.number).toBe('');
	});

	test('the app secret is that of another app', async () => {
		const wrong = { appSecret: 'of-another-app' };
		await expect(publish(at.node(AT.number, wrong))).rejects.toThrow(/App Secret of the credential is not the secret of the app.*every delivery would be refused/);
		await publish(at.node(AT.number, { ...wrong, previousAppSecret: 'an-app-secret' }));
		expect(at.number).not.toBe('');
	});
});

describe('when something would not arrive', () => {
	test('a missing field is a warning', async () => {
		at.provider.state.app.fields = ['history', 'smb_message_echoes'];
		const lines = await warnings(async () => await publish(at.node(AT.number)));
		expect(lines).toEqual([expect.stringMatching(/not subscribed to smb_app_state_sync: nothing of that will arrive/)]);
		expect(at.number).not.toBe('');
	});

	test('all is well without a warning, whatever other events are subscribed', async () => {
		expect(await warnings(async () => await publish(at.node(AT.number)))).toEqual([]);
		expect(await warnings(async () => await publish(at.node({ ...AT.account, events: ['message.received'] })))).toEqual([]);
	});

	test.each<[string, object, Record<string, string>, RegExp]>([
		['account updates', { ...AT.number, events: ['account.updated', 'echo.message'] }, {}, /always go to the app's own callback URL/],
		['no app secret to ask with', { ...AT.number, authentication: 'none' }, { appSecret: '' }, /fields of the app could not be checked/],
	])('%s', async (_, parameters, fields, words) => {
		expect(await warnings(async () => await publish(at.node({ ...parameters }, fields)))).toEqual([expect.stringMatching(words)]);
	});

	test('an account that is not known is a warning, one that is given is asked', async () => {
		at.provider.state.granted = [];
		expect(await warnings(async () => await publish(at.node(AT.number)))).toEqual([expect.stringMatching(/enter the WhatsApp Business Account ID/)]);
		const asked = at.node({ ...AT.number, whatsAppBusinessAccountId: ACCOUNT });
		expect((await warnings(async () => await publish(asked))).join()).not.toMatch(/Account ID/);
	});

	test('an address that was taken over is named by its host alone', async () => {
		at.put('number', 'https://theirs.example.com/secret-path');
		const lines = await warnings(async () => await publish(at.node(AT.number)));
		expect(lines).toEqual([expect.stringMatching(/theirs\.example\.com/)]);
		expect(lines.join()).not.toContain('secret-path');
	});
});
