import { appAccessToken, readAppFields, readToken } from '../../../nodes/WhatsAppCoexistence/api/app';
import { readDialogWebhook, setDialogWebhook } from '../../../nodes/WhatsAppCoexistence/api/dialogWebhooks';
import { GRAPH_VERSION, META_BASE_URL } from '../../../nodes/WhatsAppCoexistence/api/graphVersion';
import * as webhooks from '../../../nodes/WhatsAppCoexistence/api/webhooks';

/** The calls of the providers' webhook APIs as documented, and what is read from their answers. */
describe('what is asked of Meta', () => {
	test.each([
		[webhooks.getNumberOverride('3'), { method: 'GET', path: '/3', query: { fields: 'webhook_configuration' } }],
		[
			webhooks.setNumberOverride('3', 'https://a/b', 'v'),
			{ method: 'POST', path: '/3', body: { webhook_configuration: { override_callback_uri: 'https://a/b', verify_token: 'v' } } },
		],
		[webhooks.clearNumberOverride('3'), { method: 'POST', path: '/3', body: { webhook_configuration: { override_callback_uri: '' } } }],
		[webhooks.getSubscribedApps('2'), { method: 'GET', path: '/2/subscribed_apps' }],
		[
			webhooks.setAccountOverride('2', 'https://a/b', 'v'),
			{ method: 'POST', path: '/2/subscribed_apps', body: { override_callback_uri: 'https://a/b', verify_token: 'v' } },
		],
		[webhooks.clearAccountOverride('2'), { method: 'POST', path: '/2/subscribed_apps' }],
	])('%j', (request, expected) => expect(request).toEqual(expected));

	test('is of one version, in one place', () => {
		expect([GRAPH_VERSION, META_BASE_URL]).toEqual(['v25.0', 'https://graph.facebook.com/v25.0']);
		expect(appAccessToken('7', 's')).toBe('7|s');
	});
});

describe('what is read from an answer', () => {
	const configuration = { phone_number: 'https://n', whatsapp_business_account: 'https://w', application: 'https://a' };
	test.each<[unknown, unknown]>([
		[{ webhook_configuration: configuration, id: '3' }, { number: 'https://n', account: 'https://w', app: 'https://a' }],
		[{ webhook_configuration: { application: 'https://a' } }, { number: null, account: null, app: 'https://a' }],
		[{ webhook_configuration: { phone_number: '' } }, { number: null, account: null, app: null }],
		[{ id: '3' }, { number: null, account: null, app: null }],
		[null, { number: null, account: null, app: null }],
	])('the addresses of a number: %j', (body, expected) => expect(webhooks.readNumberOverride(body)).toEqual(expected));

	test('the apps of an account, also with ids as numbers', () => {
		const apps = [{ whatsapp_business_api_data: { id: 7, name: 'n' }, override_callback_uri: 'https://o' }, { whatsapp_business_api_data: { id: '8' } }, null];
		expect(webhooks.readSubscribedApps({ data: apps })).toEqual([
			{ appId: '7', override: 'https://o' },
			{ appId: '8', override: null },
			{ appId: null, override: null },
		]);
		expect(webhooks.readSubscribedApps({})).toEqual([]);
	});

	test.each<[unknown, string[] | null]>([
		[[{ object: 'page', fields: ['feed'] }, { object: 'whatsapp_business_account', fields: [{ name: 'history', version: 'v25.0' }] }], ['history']],
		[[{ object: 'whatsapp_business_account', active: true, fields: ['history', 'messages'] }], ['history', 'messages']],
		[[{ object: 'whatsapp_business_account', active: false, fields: ['history'] }], null],
		[[{ object: 'whatsapp_business_account' }], []],
		[[{ object: 'page', fields: ['feed'] }], null],
		[undefined, null],
	])('the fields of an app: %j', (data, expected) => {
		const fields = readAppFields({ data });
		expect(fields === null ? null : [...fields]).toEqual(expected);
	});

	test('a token: its app, its accounts, and that it is no longer valid', () => {
		const granular = [{ scope: 'public_profile', target_ids: ['1'] }, { scope: 'whatsapp_business_management', target_ids: ['2'] }];
		expect(readToken({ data: { app_id: 7, is_valid: true, granular_scopes: granular } })).toEqual({ appId: '7', isValid: true, accounts: ['2'] });
		expect(readToken({ data: { is_valid: false } })).toEqual({ appId: null, isValid: false, accounts: [] });
		expect(readToken(undefined)).toEqual({ appId: null, isValid: true, accounts: [] });
	});

	test('the webhook of a number at 360dialog', () => {
		expect(readDialogWebhook({ url: 'https://a', headers: { A: 'b', C: null } })).toEqual({ url: 'https://a', headers: { A: 'b' } });
		expect(readDialogWebhook({ url: '', headers: null })).toEqual({ url: null, headers: {} });
		expect(setDialogWebhook('https://a', { A: 'b' })).toEqual({ method: 'POST', path: '/v1/configs/webhook', body: { url: 'https://a', headers: { A: 'b' } } });
	});
});
