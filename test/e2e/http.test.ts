import { gzipSync } from 'node:zlib';
import { bytesOf as metaBytes } from '../../simulator/sign';
import { CREDENTIAL_TYPES } from '../../simulator/workflow';
import { contact, echo, echoes, metaBody, received } from '../support/samples';
import { Flow, n8n, post, rest, SECRETS, signed, state, type Answer } from './world';

jest.setTimeout(120_000);
beforeAll(async () => await rest.login());

const body = metaBody(echoes([echo('wamid.HTTP1', 'ça va ? / <b> 🎉')]));
const bytes = Buffer.from(JSON.stringify(body));
const RECEIVED = '{"status":"received"}';

/** Each accepted delivery is another message, so that deduplication has no part in what is tested here. */
let count = 0;
const nextBytes = (text = 'x'): Buffer => Buffer.from(JSON.stringify(metaBody(echoes([echo(`wamid.NEXT${count++}`, text)]))));

describe('the verification of the address', () => {
	let flow: Flow;
	beforeAll(async () => {
		flow = await Flow.create();
	});
	afterAll(async () => expect(await flow.executionCount()).toBe(0));

	const get = async (query: string): Promise<Answer> => {
		const response = await fetch(`${flow.url}?${query}`);
		return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
	};
	const TOKEN = SECRETS.meta.verifyToken;

	test.each(['1158201444', '%3Cscript%3E', 'a%20b'])('gives the challenge %s back exactly, as plain text', async (challenge) => {
		const answer = await get(`hub.mode=subscribe&hub.verify_token=${TOKEN}&hub.challenge=${challenge}`);
		expect(answer.status).toBe(200);
		expect(answer.type).toMatch(/^text\/plain/);
		expect(answer.text).toBe(decodeURIComponent(challenge));
	});

	test('refuses a wrong token', async () => {
		const { status, text } = await get(`hub.mode=subscribe&hub.verify_token=${TOKEN}x&hub.challenge=1`);
		expect(status).toBe(403);
		expect(JSON.parse(text)).toMatchObject({ error: 'token_mismatch' });
	});

	test.each([
		'',
		`hub.verify_token=${TOKEN}&hub.challenge=1`,
		`hub.mode=subscribe&hub.challenge=1`,
		`hub.mode=subscribe&hub.verify_token=${TOKEN}`,
		`hub.mode=unsubscribe&hub.verify_token=${TOKEN}&hub.challenge=1`,
		`hub.mode=subscribe&hub.verify_token=${TOKEN}&hub.challenge=1&hub.challenge=2`,
		`hub.mode=subscribe&hub.verify_token=${TOKEN}&hub.verify_token=${TOKEN}&hub.challenge=1`,
		`hub.mode=subscribe&hub.verify_token[a]=${TOKEN}&hub.challenge=1`,
	])('calls "%s" malformed', async (query) => expect((await get(query)).status).toBe(400));
});

describe('a delivery that does not prove its sender', () => {
	let meta: Flow;
	let dialog: Flow;
	beforeAll(async () => {
		[meta, dialog] = [await Flow.create(), await Flow.create({ provider: '360dialog', parameters: { authentication: 'header' } })];
	});

	const good = signed(bytes)['x-hub-signature-256']!;
	const json = { 'content-type': 'application/json' };

	test.each([
		['signature_missing', {}],
		['signature_missing', { 'x-hub-signature-256': '' }],
		['signature_missing', { 'x-hub-signature': good }],
		['signature_malformed', { 'x-hub-signature-256': good.slice('sha256='.length) }],
		['signature_malformed', { 'x-hub-signature-256': good.toUpperCase() }],
		['signature_malformed', { 'x-hub-signature-256': good.slice(0, -1) }],
		['signature_malformed', { 'x-hub-signature-256': `${good}, ${good}` }],
		['signature_mismatch', { 'x-hub-signature-256': signed(bytes, 'meta', 'another-secret')['x-hub-signature-256']! }],
		['signature_mismatch', { 'x-hub-signature-256': signed(Buffer.from(`${bytes.toString()} `))['x-hub-signature-256']! }],
	])('is refused as %s with %j', async (kind, headers) => {
		const { status, type, text } = await post(meta.url, bytes, { ...json, ...(headers as Record<string, string>) });
		expect([status, JSON.parse(text).error]).toEqual([401, kind]);
		expect(type).toMatch(/^application\/json/);
		for (const secret of [SECRETS.meta.appSecret, good.slice(7), 'HTTP1']) expect(text).not.toContain(secret);
	});

	test.each([
		['header_missing', {}],
		['header_mismatch', { 'X-Webhook-Secret': 'wrong' }],
	])('is refused as %s', async (kind, headers) => {
		const { status, text } = await post(dialog.url, bytes, { ...json, ...headers });
		expect([status, JSON.parse(text).error]).toEqual([401, kind]);
	});

	test('is refused when the credential holds no secret, and never accepted without a check', async () => {
		const empty = await Flow.create({ secrets: { appSecret: '', verifyToken: '' } });
		const { status, text } = await post(empty.url, bytes, signed(bytes, 'meta', ''));
		expect([status, JSON.parse(text).error]).toEqual([401, 'secret_not_configured']);
		expect(await empty.executionCount()).toBe(0);
	});

	test('starts nothing and leaves no failed execution, and the log tells the kind only', async () => {
		expect(await meta.executionCount()).toBe(0);
		expect(await dialog.executionCount()).toBe(0);
		expect(n8n.log()).toContain('refused a request: signature_mismatch');
		for (const secret of [SECRETS.meta.appSecret, good.slice(7), 'HTTP1', '15550110001']) expect(n8n.log()).not.toContain(secret);
	});
});

describe('a delivery that proves its sender', () => {
	test('by either of two secrets, and by a new one as soon as it is saved', async () => {
		const flow = await Flow.create({ secrets: { appSecret: 'new', previousAppSecret: 'old', verifyToken: 't' } });
		const sendWith = async (secret: string): Promise<number> => {
			const next = nextBytes();
			return (await post(flow.url, next, signed(next, 'meta', secret))).status;
		};
		expect([await sendWith('new'), await sendWith('old'), await sendWith('newer')]).toEqual([200, 200, 401]);
		await rest.updateCredential(flow.credential, CREDENTIAL_TYPES.meta, { appSecret: 'newer', previousAppSecret: 'new', verifyToken: 't' });
		expect([await sendWith('newer'), await sendWith('new'), await sendWith('old')]).toEqual([200, 200, 401]);
		expect(await flow.executionCount()).toBe(4);
	});

	test('by a secret header, by the bare signature of 360dialog, or not at all where nothing is asked', async () => {
		const header = await Flow.create({ provider: '360dialog', parameters: { authentication: 'header' } });
		const signature = await Flow.create({ provider: '360dialog' });
		const none = await Flow.create({ parameters: { authentication: 'none' } });
		const { headerName, headerValue } = SECRETS['360dialog'];
		expect(await post(header.url, nextBytes(), { 'content-type': 'application/json', [headerName]: headerValue })).toMatchObject({ status: 200, text: RECEIVED });
		expect(await signature.send(nextBytes())).toMatchObject({ status: 200, text: RECEIVED });
		expect(await post(none.url, nextBytes(), { 'content-type': 'application/json' })).toMatchObject({ status: 200, text: RECEIVED });
	});

	let flow: Flow;
	beforeAll(async () => {
		flow = await Flow.create();
	});

	const bom = (one: Buffer): Buffer => Buffer.concat([Buffer.from('\ufeff'), one]);
	test.each<readonly [string, () => Buffer, Record<string, string>]>([
		['as Meta escapes it', () => metaBytes(JSON.parse(nextBytes('ça va ? / 🎉').toString())), {}],
		['pretty-printed', () => Buffer.from(JSON.stringify(JSON.parse(nextBytes('ça va ? / 🎉').toString()), null, 4)), {}],
		// n8n 1 refuses a byte order mark before it calls the node.
		...(state.version === 'v1' ? [] : [['with a byte order mark', () => bom(nextBytes('ça va ? / 🎉')), {}] as const]),
		['as octet-stream', () => nextBytes('ça va ? / 🎉'), { 'content-type': 'application/octet-stream' }],
		['without a content type', () => nextBytes('ça va ? / 🎉'), { 'content-type': '' }],
		['as text/plain', () => nextBytes('ça va ? / 🎉'), { 'content-type': 'text/plain' }],
		['with a charset', () => nextBytes('ça va ? / 🎉'), { 'content-type': 'application/json; charset=utf-8' }],
		['as a form that it is not', () => nextBytes('ça va ? / 🎉'), { 'content-type': 'application/x-www-form-urlencoded' }],
	])('%s starts exactly one execution with the text unchanged', async (_name, make, headers) => {
		const answer = await flow.send(make(), headers);
		expect(answer).toMatchObject({ status: 200, text: RECEIVED });
		expect(answer.type).toMatch(/^application\/json/);
		expect((await flow.next())[2]).toMatchObject([{ event: 'echo.message', text: 'ça va ? / 🎉' }]);
	});

	test('compressed is checked over what it holds', async () => {
		const next = nextBytes('compressed');
		const answer = await post(flow.url, gzipSync(next), { ...signed(next), 'content-encoding': 'gzip' });
		expect(answer).toMatchObject({ status: 200, text: RECEIVED });
		expect((await flow.next())[2]).toMatchObject([{ text: 'compressed' }]);
	});

	test.each(['null', '[]', '[{"object":"whatsapp_business_account"}]', '5', '"text"', 'true'])('is malformed as %s', async (text) => {
		const answer = await flow.send(Buffer.from(text));
		expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, 'body_not_an_object']);
	});

	test.each(['', '{', 'hello'])('is malformed as %p of another content type', async (text) => {
		const answer = await flow.send(Buffer.from(text), { 'content-type': 'application/octet-stream' });
		expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, 'body_not_an_object']);
	});

	test('a malformed one starts nothing', async () => {
		const before = await flow.executionCount();
		await flow.send(Buffer.from('[]'));
		expect(await flow.executionCount()).toBe(before);
	});
});

describe('a delivery with nothing wanted in it', () => {
	test('is answered with 200 and starts nothing; a wanted one starts one', async () => {
		const events = ['echo.edited', 'contact.removed'];
		const flow = await Flow.create({ parameters: { events, options: { phoneNumberIds: '300100300100300' } } });
		const unwanted = [
			body,
			metaBody(received('wamid.U1')),
			metaBody(contact('add')),
			metaBody({ field: 'message_template_status_update', value: { event: 'APPROVED' } }),
			metaBody(echoes([])),
			metaBody(echoes([{ ...echo('wamid.U2'), type: 'edit', edit: {} }], '300200300200300')),
			{ object: 'instagram', entry: [{ id: '1', messaging: [] }] },
			{},
		];
		for (const one of unwanted) expect((await flow.send(one)).status).toBe(200);
		expect(await flow.executionCount()).toBe(0);
		expect(await flow.deliver(metaBody(contact('remove')))).toMatchObject([[{ event: 'contact.removed' }], [], [], [], [], []]);
		// What cannot be understood on a wanted field comes out although it was not selected.
		const outputs = await flow.deliver(metaBody(echoes(['junk'])));
		expect(outputs[5]).toMatchObject([{ event: 'unrecognized', type: 'malformed', raw: '"junk"' }]);
	});
});
