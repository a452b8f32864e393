import type { INodeParameters } from 'n8n-workflow';
import type { Answer } from '../support/answer';
import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { expectAccepted, expectNoExecution, kindOfRefusal } from '../support/expectAnswer';
import { accountUpdate, bytesOf, contact, delivery, echo, echoes, metaBody, received } from '../support/samples';
import { hmac, signatureHeader, signedHeaders, type Provider } from '../support/sign';
import type { TriggerUnderTest } from '../support/trigger';

/** docs/contract.md, section 3: what a POST is answered, and whether it starts an execution. */
let host: CoreHost;

beforeAll(async () => {
	host = await CoreHost.load();
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const ECHO = delivery(echoes([echo('wamid.1')]));

const nodeWith = (
	provider: Provider,
	parameters: INodeParameters = {},
	fields: Record<string, string> = {},
): TriggerUnderTest =>
	host.trigger({ parameters: { provider, ...parameters }, credentials: credentialsFor(provider, fields) });

describe.each<Provider>(['meta', '360dialog'])('signature of %s', (provider) => {
	const secret = SIGNING_SECRET[provider];
	const name = Object.keys(signatureHeader(provider, '', ''))[0]!;
	const digest = hmac(ECHO, secret);
	const prefix = provider === 'meta' ? 'sha256=' : '';

	it('accepts the right one', async () => {
		const node = nodeWith(provider);
		expectAccepted(await node.post(ECHO, signedHeaders(provider, ECHO, secret)));
	});

	it('works the same while listening for a test event', async () => {
		const node = nodeWith(provider);
		expectAccepted(await node.post(ECHO, signedHeaders(provider, ECHO, secret), { mode: 'manual' }));
		expect(await node.post(ECHO, JSON_TYPE, { mode: 'manual' })).toMatchObject({ status: 401, thrown: undefined });
	});

	it('names a different kind of mistake for each', async () => {
		const node = nodeWith(provider);
		const unset = nodeWith(provider, {}, { appSecret: '', signatureSecret: '' });
		const send = async (to: TriggerUnderTest, value?: string) => await to.post(ECHO, { ...JSON_TYPE, [name]: value });
		const kinds = [
			kindOfRefusal(await send(node)),
			kindOfRefusal(await send(node, 'nonsense')),
			kindOfRefusal(await send(node, prefix + hmac(ECHO, 'wrong'))),
			kindOfRefusal(await send(unset, prefix + digest)),
		];
		expect(new Set(kinds).size).toBe(4);
	});

	it.each([
		['empty', ''],
		['a prefix only', 'sha256='],
		['one digit short', prefix + digest.slice(1)],
		['one digit long', `${prefix}${digest}0`],
		['not hex', prefix + digest.replace(/^./, 'g')],
		['two joined', `${prefix}${digest}, ${prefix}${digest}`],
		['another algorithm', `sha1=${digest.slice(0, 40)}`],
		['line break after it', `${prefix}${digest}\n`],
		['of another body', prefix + hmac(`${ECHO.toString()} `, secret)],
		['of another secret', prefix + hmac(ECHO, `${secret}x`)],
		['of the empty secret', prefix + hmac(ECHO, '')],
	])('refuses one that is %s', async (_, value) => {
		kindOfRefusal(await nodeWith(provider).post(ECHO, { ...JSON_TYPE, [name]: value }), [digest]);
	});

	it('is checked over the bytes, not over what they mean', async () => {
		const node = nodeWith(provider);
		const escaped = Buffer.from(ECHO.toString().replace('On my way', '\\u004fn my w\\u00e4y \\/'));
		expectAccepted(await node.post(escaped, signedHeaders(provider, escaped, secret)));
		const same = Buffer.from(JSON.stringify(JSON.parse(escaped.toString())));
		kindOfRefusal(await node.post(same, signedHeaders(provider, escaped, secret)));
	});

	it('is accepted from the previous secret too while that is set', async () => {
		const field = provider === 'meta' ? 'previousAppSecret' : 'previousSignatureSecret';
		const node = nodeWith(provider, {}, { [field]: 'older' });
		expectAccepted(await node.post(ECHO, signedHeaders(provider, ECHO, 'older')));
		expectAccepted(await node.post(ECHO, signedHeaders(provider, ECHO, secret)));
		kindOfRefusal(await node.post(ECHO, signedHeaders(provider, ECHO, 'oldest')), ['older']);
	});

	it.each(['', '   ', '\t\n'])('never skips the check for want of a secret (%j)', async (empty) => {
		const fields = { appSecret: empty, previousAppSecret: empty, signatureSecret: empty, previousSignatureSecret: empty };
		const node = nodeWith(provider, {}, fields);
		kindOfRefusal(await node.post(ECHO, signedHeaders(provider, ECHO, empty)));
		kindOfRefusal(await node.post(ECHO, signedHeaders(provider, ECHO, empty.trim())));
		kindOfRefusal(await node.post(ECHO, JSON_TYPE));
	});

	it('is refused, not answered with 500, when the credential is missing or unreadable', async () => {
		const headers = signedHeaders(provider, ECHO, secret);
		kindOfRefusal(await host.trigger({ parameters: { provider } }).post(ECHO, headers));
		const node = nodeWith(provider);
		node.credentials.failure = new Error('Credentials could not be decrypted');
		kindOfRefusal(await node.post(ECHO, headers));
	});

	it('is not taken from the header of the other provider', async () => {
		const other: Provider = provider === 'meta' ? '360dialog' : 'meta';
		kindOfRefusal(await nodeWith(provider).post(ECHO, { ...JSON_TYPE, ...signatureHeader(other, ECHO, secret) }));
	});
});

it('tolerates a sha256= prefix at 360dialog, and wants it at Meta', async () => {
	const bare = (provider: Provider) => hmac(ECHO, SIGNING_SECRET[provider]);
	const dialog = { ...JSON_TYPE, 'x-360dialog-signature': `sha256=${bare('360dialog')}` };
	expectAccepted(await nodeWith('360dialog').post(ECHO, dialog));
	kindOfRefusal(await nodeWith('meta').post(ECHO, { ...JSON_TYPE, 'X-Hub-Signature-256': bare('meta') }));
});

describe.each<Provider>(['meta', '360dialog'])('secret header of %s', (provider) => {
	const fields = { headerName: 'X-Gateway-Secret', headerValue: 'correct horse' };
	const node = () => nodeWith(provider, { authentication: 'header' }, fields);

	it('accepts the right value, whatever the case of the name', async () => {
		expectAccepted(await node().post(ECHO, { ...JSON_TYPE, 'x-gateway-secret': 'correct horse' }));
		expectAccepted(await node().post(ECHO, { ...JSON_TYPE, 'X-GATEWAY-SECRET': 'correct horse' }));
	});

	it('refuses a missing and a wrong one, and tells them apart', async () => {
		const send = async (value?: string | string[]) => await node().post(ECHO, { ...JSON_TYPE, 'X-Gateway-Secret': value });
		const missing = kindOfRefusal(await send(), ['correct horse']);
		const wrong = kindOfRefusal(await send('Correct horse'), ['correct horse']);
		expect(missing).not.toBe(wrong);
		for (const value of ['', 'correct', 'correct horse, correct horse', 'correct horse2', ['correct horse', 'x']]) {
			kindOfRefusal(await send(value));
		}
	});

	it('is not replaced by a signature', async () => {
		kindOfRefusal(await node().post(ECHO, signedHeaders(provider, ECHO, SIGNING_SECRET[provider])));
	});

	it.each([
		['value', { ...fields, headerValue: '' }],
		['name', { ...fields, headerName: '' }],
		['name and value', { headerName: ' ', headerValue: ' ' }],
	])('refuses all when its %s is not set', async (_, unset) => {
		const bare = nodeWith(provider, { authentication: 'header' }, unset);
		for (const headers of [{}, { 'X-Gateway-Secret': '' }, { 'X-Gateway-Secret': 'correct horse' }, { '': '' }]) {
			kindOfRefusal(await bare.post(ECHO, { ...JSON_TYPE, ...headers }));
		}
	});

	it('is no property that every object has', async () => {
		const odd = nodeWith(provider, { authentication: 'header' }, { headerName: 'constructor', headerValue: 'x' });
		const missing = kindOfRefusal(await node().post(ECHO, JSON_TYPE));
		expect(kindOfRefusal(await odd.post(ECHO, JSON_TYPE))).toBe(missing);
	});
});

describe('no authentication', () => {
	it('accepts anything, and reads no credential', async () => {
		const node = nodeWith('meta', { authentication: 'none' });
		expectAccepted(await node.post(ECHO, JSON_TYPE));
		expect(node.credentials.reads).toBe(0);
	});

	it('works without a credential', async () => {
		const node = host.trigger({ parameters: { authentication: 'none' } });
		expectAccepted(await node.post(ECHO, JSON_TYPE));
		expectNoExecution(await node.post(bytesOf([]), JSON_TYPE), 400);
	});

	it.each(['', 'Signature', 'nonsense'])('is not what an unknown setting means (%j)', async (authentication) => {
		kindOfRefusal(await nodeWith('meta', { authentication }).post(ECHO, JSON_TYPE));
	});
});

describe('what starts an execution', () => {
	const send = async (bytes: Buffer, parameters: INodeParameters = {}): Promise<Answer> =>
		await nodeWith('meta', parameters).post(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta));

	it('is one branch with one item that holds the delivery as received', async () => {
		const text = ECHO.toString().replace('On my way', 'Grüße \\u00fc 😀');
		const answer = await send(Buffer.from(text));
		expectAccepted(answer);
		const [[item]] = answer.workflowData as [[{ json: Record<string, unknown> }]];
		expect(Object.values(item.json).filter((value) => value === text)).toHaveLength(1);
		expect(Object.values(item.json).filter((value) => typeof value === 'object')).toEqual([]);
	});

	it('is one execution, however much is in it', async () => {
		const changes = Array.from({ length: 500 }, (_, index) => echoes([echo(`wamid.${index}`)]));
		expectAccepted(await send(delivery(...changes)));
	});

	it.each<[string, unknown, INodeParameters]>([
		['an unknown field', metaBody({ field: 'not_invented_yet', value: { a: 1 } }), {}],
		['another product', { object: 'instagram', entry: [{ id: '1', changes: [{ field: 'messages', value: {} }] }] }, {}],
		['events that are not selected', metaBody(received('wamid.1'), accountUpdate('PARTNER_ADDED')), {}],
		['a filtered number', metaBody(echoes([echo('wamid.1')])), { options: { phoneNumberIds: '1' } }],
		['empty arrays', metaBody(echoes([])), {}],
		['no changes', { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [] }] }, {}],
		['no entries', { object: 'whatsapp_business_account', entry: [] }, {}],
		['an empty object', {}, {}],
		['nothing selected at all', metaBody(echoes([echo('wamid.1')])), { events: [] }],
	])('is not %s: 200, no execution', async (_, body, parameters) => {
		const answer = await send(bytesOf(body), parameters);
		expectNoExecution(answer, 200);
	});

	it('is an unknown field once unrecognized is selected', async () => {
		const bytes = delivery({ field: 'not_invented_yet', value: { a: 1 } });
		expectAccepted(await send(bytes, { events: ['unrecognized'] }));
	});

	it('is one selected event among others', async () => {
		expectAccepted(await send(delivery(received('wamid.1'), contact('add')), { events: ['contact.upserted'] }));
	});
});
