import type { IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { ApiFailure } from '../../../nodes/WhatsAppCoexistence/api/failure';
import { callApi } from '../../../nodes/WhatsAppCoexistence/n8n/client';
import { readSettings } from '../../../nodes/WhatsAppCoexistence/n8n/settings';
import { checkSubscriptions } from '../../../nodes/WhatsAppCoexistence/n8n/subscriptions';

/** Whether the app secret leaves this n8n, and where to. */
interface Sent {
	readonly isOwn: boolean;
	readonly options: IHttpRequestOptions;
}

/** n8n's context with a credential at a base URL, and a provider that answers by path. */
function contextAt(baseUrl: string, answers: (url: string) => object): { context: IHookFunctions; sent: Sent[] } {
	const sent: Sent[] = [];
	const answer = (options: IHttpRequestOptions, isOwn: boolean): unknown => {
		sent.push({ isOwn, options });
		return { statusCode: 200, headers: {}, body: answers(options.url) };
	};
	const credential = { appSecret: 'the-app-secret', previousAppSecret: 'the-previous-secret', accessToken: 'the-token', baseUrl };
	const helpers = {
		httpRequest: async (options: IHttpRequestOptions) => answer(options, false),
		httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => answer(options, true),
	};
	return { context: { getCredentials: async () => credential, helpers } as unknown as IHookFunctions, sent };
}

const answers = (url: string): object => {
	if (url.endsWith('/debug_token')) return { data: { app_id: '77', is_valid: true } };
	if (url.endsWith('/subscribed_apps')) return { data: [{ whatsapp_business_api_data: { id: '77' } }] };
	return { data: [{ object: 'whatsapp_business_account', active: true, fields: ['smb_message_echoes'] }] };
};
const settings = readSettings((name) => (name === 'events' ? ['echo.message'] : undefined));

test.each(['https://graph.facebook.com/v25.0', 'http://127.0.0.1:9/v25.0'])('at %s the fields are checked with the app token', async (base) => {
	const { context, sent } = contextAt(base, answers);
	expect(await checkSubscriptions(context, settings, '200')).toEqual({ fatal: null, warnings: [] });
	const own = sent.filter(({ isOwn }) => !isOwn);
	expect(own).toMatchObject([{ options: { url: `${base}/77/subscriptions`, headers: { Authorization: 'Bearer 77|the-app-secret' } } }]);
});

test('to another host the app secret is not sent, and a warning says what to look at instead', async () => {
	const { context, sent } = contextAt('https://gateway.example/v25.0', answers);
	const { fatal, warnings } = await checkSubscriptions(context, settings, '200');
	expect(fatal).toBeNull();
	expect(warnings).toEqual([expect.stringMatching(/App Secret, which is never sent to another host.*gateway\.example.*Webhook fields in the App Dashboard$/)]);
	expect(sent.map(({ options }) => options.url)).toEqual(['https://gateway.example/v25.0/debug_token', 'https://gateway.example/v25.0/200/subscribed_apps']);
	expect(JSON.stringify(sent)).not.toMatch(/the-app-secret|the-previous-secret/);
});

test('nothing at all is sent to a base URL that is not https', async () => {
	const { context, sent } = contextAt('http://gateway.example/v25.0', answers);
	await expect(checkSubscriptions(context, settings, '200')).rejects.toThrow(/must start with https:\/\//);
	expect(sent).toEqual([]);
});

test("n8n's own errors are shown without secrets", async () => {
	const { context } = contextAt('http://127.0.0.1:9', () => {
		throw new Error(`Invalid URL /debug_token?input_token=the-token, Bearer the-token, 77|the-app-secret ${'x'.repeat(400)}`);
	});
	const failure: unknown = await callApi(context, 'meta', { method: 'GET', path: '/debug_token' }).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(ApiFailure);
	expect((failure as ApiFailure).said).toBe(`Invalid URL /debug_token?input_token=[removed], Bearer [removed], 77|[removed] ${'x'.repeat(400)}`.slice(0, 300));
});
