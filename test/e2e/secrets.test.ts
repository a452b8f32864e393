import { request } from 'node:http';
import { CREDENTIAL_TYPES } from '../../simulator/workflow';
import { echo, echoes, metaBody } from '../support/samples';
import { Flow, n8n, post, rest, SECRETS, signed, state, type Workflow } from './world';

jest.setTimeout(60_000);
beforeAll(async () => await rest.login());

const RECEIVED = [200, '{"status":"received"}'];
const json = { 'content-type': 'application/json' };

let count = 0;
const nextBytes = (): Buffer => Buffer.from(JSON.stringify(metaBody(echoes([echo(`wamid.SECRET${count++}`)]))));

/** What the node says to a new delivery: 200 and its words, or the refusal and its kind. */
async function answerTo(flow: Flow, headersOf: (bytes: Buffer) => Record<string, string>): Promise<unknown[]> {
	const bytes = nextBytes();
	const { status, text } = await post(flow.url, bytes, { ...json, ...headersOf(bytes) });
	return [status, status === 200 ? text : JSON.parse(text).error];
}

async function challenge(flow: Flow, token: string): Promise<unknown[]> {
	const response = await fetch(`${flow.url}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`);
	const text = await response.text();
	return [response.status, response.status === 200 ? text : JSON.parse(text).error];
}

describe('the signature secrets of 360dialog', () => {
	test('are both accepted while one is replaced, and a third is not', async () => {
		const secrets = { signatureSecret: 'new', previousSignatureSecret: 'old' };
		const flow = await Flow.create({ provider: '360dialog', secrets });
		const answerWith = async (secret: string): Promise<unknown[]> => await answerTo(flow, (bytes) => signed(bytes, '360dialog', secret));
		expect(await answerWith('new')).toEqual(RECEIVED);
		expect(await answerWith('old')).toEqual(RECEIVED);
		expect(await answerWith('other')).toEqual([401, 'signature_mismatch']);
		expect(await flow.executionCount()).toBe(2);
	});
});

describe('a secret header', () => {
	const gateway = { ...SECRETS.meta, headerName: 'X-Gateway', headerValue: 'from-the-gateway' };

	test('proves a delivery of Meta that comes through a gateway; its signature alone does not', async () => {
		const flow = await Flow.create({ parameters: { authentication: 'header' }, secrets: gateway });
		expect(await answerTo(flow, () => ({ 'x-gateway': 'from-the-gateway' }))).toEqual(RECEIVED);
		expect(await answerTo(flow, (bytes) => signed(bytes))).toEqual([401, 'header_missing']);
		expect(await answerTo(flow, () => ({ 'x-gateway': 'From-the-gateway' }))).toEqual([401, 'header_mismatch']);
		expect(await flow.executionCount()).toBe(1);
	});

	test('proves nothing where a signature is asked for', async () => {
		const flow = await Flow.create({ secrets: gateway });
		expect(await answerTo(flow, () => ({ 'x-gateway': 'from-the-gateway' }))).toEqual([401, 'signature_missing']);
		expect(await flow.executionCount()).toBe(0);
	});

	test.each([
		['no name', { headerName: '', headerValue: 'a-value' }],
		['no value', { headerName: 'X-Gateway', headerValue: '' }],
	])('with %s in the credential lets nobody in', async (_name, header) => {
		const flow = await Flow.create({ parameters: { authentication: 'header' }, secrets: { ...SECRETS.meta, ...header } });
		expect(await answerTo(flow, () => ({ 'x-gateway': '' }))).toEqual([401, 'secret_not_configured']);
		expect(await answerTo(flow, () => ({ 'x-gateway': 'a-value' }))).toEqual([401, 'secret_not_configured']);
		expect(await flow.executionCount()).toBe(0);
	});
});

describe('the verify token', () => {
	test('works at once when it is changed, and the old one no more', async () => {
		const flow = await Flow.create();
		expect(await challenge(flow, SECRETS.meta.verifyToken)).toEqual([200, '1158201444']);
		await rest.updateCredential(flow.credential, CREDENTIAL_TYPES.meta, { ...SECRETS.meta, verifyToken: 'a-new-token' });
		expect(await challenge(flow, 'a-new-token')).toEqual([200, '1158201444']);
		expect(await challenge(flow, SECRETS.meta.verifyToken)).toEqual([403, 'token_mismatch']);
	});

	test('that is not configured is never right', async () => {
		const flow = await Flow.create({ secrets: { ...SECRETS.meta, verifyToken: '' } });
		expect(await challenge(flow, '')).toEqual([400, 'challenge_malformed']);
		expect(await challenge(flow, 'undefined')).toEqual([403, 'token_mismatch']);
	});

	test('is unknown at 360dialog, which verifies no address', async () => {
		const flow = await Flow.create({ provider: '360dialog' });
		expect(await challenge(flow, 'a-verify-token')).toEqual([403, 'token_mismatch']);
	});
});

test('without a credential n8n 2 does not publish the workflow; in n8n 1 every delivery is refused for want of a secret', async () => {
	const change = (workflow: Workflow): Workflow => ({ ...workflow, nodes: workflow.nodes.map((node) => ({ ...node, credentials: {} })) });
	if (state.version === 'v2') {
		await expect(Flow.create({ change })).rejects.toThrow(`Missing required credential: ${CREDENTIAL_TYPES.meta}`);
		return;
	}
	const flow = await Flow.create({ change });
	const answer = await flow.send(metaBody(echoes([echo('wamid.NONE')])));
	expect([answer.status, JSON.parse(answer.text).error]).toEqual([401, 'secret_not_configured']);
	expect(await flow.executionCount()).toBe(0);
});

test('a deleted credential is forgotten as soon as a check fails against what was kept of it', async () => {
	const flow = await Flow.create();
	expect(await answerTo(flow, (bytes) => signed(bytes))).toEqual(RECEIVED);
	await rest.call('DELETE', `/credentials/${flow.credential.id}`);
	expect(await answerTo(flow, (bytes) => signed(bytes, 'meta', 'another'))).toEqual([401, 'secret_not_configured']);
	expect(await answerTo(flow, (bytes) => signed(bytes))).toEqual([401, 'secret_not_configured']);
	expect(await flow.executionCount()).toBe(1);
});

test('a signature header that is sent twice is malformed, also when both are right', async () => {
	const flow = await Flow.create();
	const bytes = nextBytes();
	const signature = signed(bytes)['x-hub-signature-256']!;
	const answer = await new Promise<string>((resolve, reject) => {
		const headers = { ...json, 'content-length': String(bytes.length), 'x-hub-signature-256': [signature, signature] };
		const sending = request(flow.url, { method: 'POST', headers, agent: false }, (response) => {
			let text = '';
			response.on('data', (data) => (text += data)).on('end', () => resolve(`${response.statusCode} ${JSON.parse(text).error}`));
		});
		sending.on('error', reject).end(bytes);
	});
	expect(answer).toBe('401 signature_malformed');
	expect(await flow.executionCount()).toBe(0);
});

test('a workflow that is unpublished answers 404, and remembers what it has seen when it is published again', async () => {
	const flow = await Flow.create();
	const seen = metaBody(echoes([echo('wamid.AGAIN')]));
	expect((await flow.deliver(seen))[2]).toMatchObject([{ messageId: 'wamid.AGAIN' }]);

	await rest.unpublish(flow.id);
	// n8n answers before the address is gone. Looking by GET leaves no execution behind.
	await n8n.until(async () => (await fetch(flow.url)).status === 404);
	expect((await flow.send(seen)).status).toBe(404);

	await rest.publish(flow.stored);
	await n8n.live(flow.url);
	expect((await flow.deliver(seen)).flat()).toEqual([]);
	const unseen = metaBody(echoes([echo('wamid.AGAIN'), echo('wamid.ANEW')]));
	expect((await flow.deliver(unseen))[2]).toMatchObject([{ messageId: 'wamid.ANEW' }]);
});
