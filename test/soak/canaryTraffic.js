'use strict';

/** All that the trigger can be told, and every way to be refused, with canaries in the place of what is secret. */
const assert = require('node:assert/strict');
const { randomUUID } = require('node:crypto');
const { ACCOUNT, APP } = require('../../simulator/provider/graphWebhooks');
const { startStandIn } = require('../../simulator/provider/standIn');
const { signatureHeaders } = require('../../simulator/sign');
const { CREDENTIAL_TYPES, workflowOf } = require('../../simulator/workflow');
const { webhookUrl } = require('../n8n/instance');
const { DIGITS } = require('./canaries');
const { countBy, executionsOf, inParallel, TRIGGER } = require('./lab');

const NUMBER = `${DIGITS}999999`;
const SECRETS = {
	meta: { appSecret: 'canary-app-secret', previousAppSecret: 'canary-app-secret-of-before', verifyToken: 'canary-verify-token', accessToken: 'canary-access-token', headerName: 'X-Gateway', headerValue: 'canary-header-value' },
	'360dialog': { apiKey: 'canary-api-key', signatureSecret: 'canary-platform-secret', previousSignatureSecret: 'canary-platform-secret-of-before', headerName: 'X-Webhook-Secret', headerValue: 'canary-header-value' },
};
const KEY_OF = { meta: SECRETS.meta.appSecret, '360dialog': SECRETS['360dialog'].signatureSecret };

/** A workflow with canary secrets; the id of its trigger is its own, because refusals are logged once a minute for each. */
async function flowOf(host, provider, parameters, { secrets = {}, publish = true } = {}) {
	const credential = await host.rest.createCredential(CREDENTIAL_TYPES[provider], { ...SECRETS[provider], ...secrets }, `Credential ${randomUUID()}`);
	const webhookId = randomUUID();
	const workflow = workflowOf({ name: `Soak ${webhookId}`, webhookId, provider, credential, parameters });
	workflow.nodes[0].id = randomUUID();
	const stored = await host.rest.createWorkflow(workflow);
	if (publish) await host.rest.publish(stored);
	if (publish) await host.main.live(webhookUrl(host.main.base, webhookId));
	return { ...stored, url: webhookUrl(host.main.base, webhookId), testUrl: webhookUrl(host.main.base, webhookId, 'webhook-test') };
}

const JSON_TYPE = { 'content-type': 'application/json' };
async function send(url, bytes, headers) {
	const response = await fetch(url, { method: 'POST', body: bytes, headers: { ...JSON_TYPE, ...headers } });
	await response.arrayBuffer();
	return response.status;
}

/** All samples, signed, into a node of each form of item. */
async function theSamples(host, deliveries, log) {
	const forms = [
		['meta', { simplify: false, options: { includeRaw: true, deduplicate: false } }],
		['360dialog', { options: { spreadsheetSafe: true } }],
	];
	for (const [provider, parameters] of forms) {
		const flow = await flowOf(host, provider, parameters);
		const statuses = await inParallel(deliveries, 4, async ({ bytes }) => await send(flow.url, bytes, signatureHeaders(bytes, KEY_OF[provider], provider)));
		log(`${deliveries.length} deliveries to ${provider}: answers ${JSON.stringify(countBy(statuses, (status) => status))}`);
		assert.ok(statuses.every((status) => [200, 400, 422].includes(status)));
		await host.main.until(async () => (await executionsOf(host.rest, flow.id)).every(({ status }) => status === 'success'), 120_000);
	}
}

/** Every way to be refused, with every reason that is logged for it. */
async function theRefused(host, deliveries) {
	const bytes = deliveries.find(({ name }) => name.includes('echoes/text_basic')).bytes;
	const digests = [];
	const signedWith = (secret, provider = 'meta', of = bytes) => {
		const headers = signatureHeaders(of, secret, provider);
		digests.push(...Object.values(headers).map((value) => value.replace('sha256=', '')));
		return headers;
	};
	const refused = [
		['meta', {}, [{}, signedWith('canary-stranger'), signedWith(SECRETS.meta.verifyToken), signedWith(SECRETS.meta.accessToken), signedWith(KEY_OF.meta, '360dialog')]],
		['meta', {}, [{ 'x-hub-signature-256': 'sha256=canary' }, { 'x-hub-signature': 'sha1=canary' }, signedWith(KEY_OF.meta, 'meta', Buffer.from('canary'))]],
		['meta', { authentication: 'header' }, [{}, { 'x-gateway': 'canary-wrong' }, { 'x-gateway': 'canary-header-valu' }, { 'x-other': SECRETS.meta.headerValue }]],
		['360dialog', {}, [{}, signedWith('canary-stranger', '360dialog'), signedWith(SECRETS['360dialog'].apiKey, '360dialog'), signedWith(KEY_OF['360dialog'], 'meta')]],
		['360dialog', { authentication: 'header' }, [{ 'x-webhook-secret': 'canary-wrong' }, { 'x-webhook-secret': SECRETS['360dialog'].apiKey }]],
	];
	for (const [provider, parameters, attempts] of refused) {
		for (const headers of attempts) {
			// A new node for each, so that each reason is logged.
			const flow = await flowOf(host, provider, parameters);
			assert.equal(await send(flow.url, bytes, headers), 401);
		}
	}
	const flow = await flowOf(host, 'meta', {});
	for (const body of ['["canary"]', '"canary"', '{"canary":', 'canary']) {
		const odd = Buffer.from(body);
		await send(flow.url, odd, signedWith(KEY_OF.meta, 'meta', odd));
		await send(flow.url, odd, { ...signedWith(KEY_OF.meta, 'meta', odd), 'content-type': 'text/plain' });
	}
	const ask = async (query) => (await fetch(`${flow.url}?${new URLSearchParams(query)}`)).status;
	const asked = { 'hub.mode': 'subscribe', 'hub.challenge': 'canary-challenge' };
	assert.equal(await ask({ ...asked, 'hub.verify_token': SECRETS.meta.verifyToken }), 200);
	assert.equal(await ask({ ...asked, 'hub.verify_token': 'canary-guess' }), 403);
	assert.equal(await ask({ 'hub.mode': 'canary', 'hub.verify_token': 'canary-guess' }), 400);
	return digests;
}

/** Listening for a test event: one that is refused, and one that comes. */
async function theListener(host, deliveries) {
	const bytes = deliveries.find(({ name }) => name.includes('echoes/text_basic')).bytes;
	const flow = await flowOf(host, 'meta', {}, { publish: false });
	for (const secret of ['canary-stranger', KEY_OF.meta]) {
		await host.rest.listen(flow, TRIGGER, 'Echoes');
		await host.main.live(flow.testUrl);
		await send(flow.testUrl, bytes, signatureHeaders(bytes, secret));
	}
}

/** Registration that works, finds another's address, and is refused: with tokens, keys and numbers of its own. */
async function theRegistration(host) {
	const others = { url: 'https://other.example.com/canary-path', headers: { 'X-Canary': 'canary-of-others' } };
	const standIn = await startStandIn({
		state: {
			tokens: new Set([SECRETS.meta.accessToken]),
			app: { ...APP, secret: SECRETS.meta.appSecret, active: true, callback: 'https://app.example.com/canary-path', fields: ['messages'] },
			numbers: { [NUMBER]: { account: ACCOUNT, override: others.url } },
			dialogWebhooks: { [SECRETS['360dialog'].apiKey]: others },
		},
	});
	try {
		const meta = { registration: 'phoneNumber', phoneNumberId: NUMBER, events: ['message.received'] };
		const repeated = `Malformed key ${SECRETS['360dialog'].apiKey} (header ${encodeURIComponent(SECRETS['360dialog'].headerValue)})`;
		const runs = [
			['meta', meta, { baseUrl: `${standIn.base}/v25.0` }, undefined],
			['meta', meta, { baseUrl: `${standIn.base}/v25.0`, accessToken: 'canary-token-of-before' }, undefined],
			['meta', meta, { baseUrl: `${standIn.base}/v25.0` }, { path: new RegExp(NUMBER), status: 500, times: 50, body: { error: { message: 'An unexpected error', code: 2 } } }],
			['360dialog', { registration: 'phoneNumber', events: ['echo.message'] }, { baseUrl: standIn.base }, undefined],
			['360dialog', { registration: 'phoneNumber', events: ['echo.message'] }, { baseUrl: standIn.base, apiKey: 'canary-key-of-before' }, undefined],
			['360dialog', { registration: 'phoneNumber', events: ['echo.message'] }, { baseUrl: standIn.base }, { path: /configs\/webhook/, status: 400, times: 50, body: { error: { message: repeated, error_user_msg: repeated, fbtrace_id: repeated }, meta: { developer_message: repeated } } }],
		];
		const outcomes = await inParallel(runs, 1, async ([provider, parameters, secrets, failure]) => {
			if (failure !== undefined) standIn.fail(failure);
			const flow = await flowOf(host, provider, parameters, { secrets, publish: false });
			const outcome = await host.rest.publish(flow).then(() => 'published', () => 'failed');
			if (outcome === 'published') await host.rest.unpublish(flow.id);
			return outcome;
		});
		return { outcomes, calls: standIn.calls.length };
	} finally {
		await standIn.close();
	}
}

module.exports = { flowOf, KEY_OF, send, theListener, theRefused, theRegistration, theSamples };
