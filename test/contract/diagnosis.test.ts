import { registeredSecret } from '../../nodes/WhatsAppCoexistence/delivery/registeredHeader';
import { CoreHost } from '../support/core';
import { credentialsFor, CREDENTIAL_TYPE, SIGNING_SECRET } from '../support/credentialSets';
import { expectAccepted, kindOfRefusal } from '../support/expectAnswer';
import { delivery, echo, echoes } from '../support/samples';
import { signatureHeader, signedHeaders } from '../support/sign';

/** What the owner of a node is told about a refused delivery, and what the sender is not told. */
const ECHO = delivery(echoes([echo('wamid.1')]));
const REWRITTEN = Buffer.from(JSON.stringify(JSON.parse(ECHO.toString()), null, 1));
const SECRET = SIGNING_SECRET.meta;

let host: CoreHost;
beforeAll(async () => {
	host = await CoreHost.load();
});

describe('a refused delivery while listening for a test event', () => {
	const cases: Array<[string, Buffer, Record<string, string>, RegExp]> = [
		['no proof at all', ECHO, {}, /removed the header/],
		['the verify token as secret', ECHO, signatureHeader('meta', ECHO, 'verify-me'), /signed with the Verify Token/],
		['a body that was written anew', REWRITTEN, signatureHeader('meta', ECHO, SECRET), /body and writes it again/],
		['the signature of 360dialog', ECHO, signatureHeader('360dialog', ECHO, SECRET), /Set Provider to 360dialog/],
		['another secret', ECHO, signatureHeader('meta', ECHO, 'another'), /signed with another secret.*App secret.*Then listen again/],
	];

	it.each(cases)('fails the test with the reason: %s', async (_, bytes, headers, advice) => {
		const node = host.trigger({ credentials: credentialsFor('meta') });
		const { answer, error } = await node.deliver(bytes, { 'Content-Type': 'application/json', ...headers }, { mode: 'manual' });
		expect(answer).toMatchObject({ status: 401, body: { error: expect.stringMatching(/^signature_/) } });
		expect(error).toMatchObject({ message: expect.stringMatching(/^A delivery was refused: The /), description: expect.stringMatching(advice) });
		const shown = JSON.stringify([answer, error?.message, error]);
		for (const secret of [SECRET, 'verify-me', 'wamid.1', ...Object.values(headers)]) expect(shown).not.toContain(secret);
	});

	it.each(cases)('starts nothing in production, and tells the sender the kind alone: %s', async (_, bytes, headers, advice) => {
		const node = host.trigger({ credentials: credentialsFor('meta') });
		const answer = await node.post(bytes, { 'Content-Type': 'application/json', ...headers });
		kindOfRefusal(answer);
		expect((answer.body as { message: string }).message).not.toMatch(advice);
	});

	it('knows a secret that the credential held before', async () => {
		const node = host.trigger({ credentials: credentialsFor('meta') });
		expectAccepted(await node.post(ECHO, signedHeaders('meta', ECHO, SECRET)));
		node.credentials.change(CREDENTIAL_TYPE.meta, { appSecret: 'brand new', previousAppSecret: '', verifyToken: 'v' });
		expectAccepted(await node.post(ECHO, signedHeaders('meta', ECHO, 'brand new')));
		const { error } = await node.deliver(ECHO, signedHeaders('meta', ECHO, SECRET), { mode: 'manual' });
		expect(error).toMatchObject({ description: expect.stringMatching(/held before/) });
	});
});

describe('the header that the node registers at 360dialog', () => {
	const node = (fields: Record<string, string> = {}, parameters = {}) =>
		host.trigger({
			parameters: { provider: '360dialog', registration: 'phoneNumber', ...parameters },
			credentials: credentialsFor('360dialog', { apiKey: 'a-key', ...fields }),
			workflowId: 'w',
			nodeId: Math.random().toString(),
		});
	const headerOf = ({ node: { id } }: { node: { id: string } }, key = 'a-key') => ({
		'Content-Type': 'application/json',
		'X-Coexistence-Secret': registeredSecret(key, 'w', id)!,
	});

	it('proves a delivery, and so does the signature of the partner address', async () => {
		const both = node();
		expectAccepted(await both.post(ECHO, headerOf(both)));
		expectAccepted(await both.post(ECHO, signedHeaders('360dialog', ECHO, SIGNING_SECRET['360dialog'])));
		expect(both.credentials.reads).toBe(1);
		kindOfRefusal(await both.post(ECHO, { 'Content-Type': 'application/json' }));
	});

	it('is another one for each node and key, and needs a key', async () => {
		const [one, other] = [node(), node()];
		expect(kindOfRefusal(await one.post(ECHO, headerOf(other)))).toBe('header_mismatch');
		expect(kindOfRefusal(await one.post(ECHO, headerOf(one, 'old-key')))).toBe('header_mismatch');
		const keyless = node({ apiKey: '', signatureSecret: '' });
		expect(kindOfRefusal(await keyless.post(ECHO, headerOf(one)))).toBe('secret_not_configured');
	});

	it('is what a delivery lacks when nothing else is configured', async () => {
		const bare = node({ signatureSecret: '' });
		expect(kindOfRefusal(await bare.post(ECHO, { 'Content-Type': 'application/json' }))).toBe('header_missing');
	});

	it('proves nothing for a node that does not register', async () => {
		const manual = node({}, { registration: 'manual' });
		kindOfRefusal(await manual.post(ECHO, headerOf(manual)));
	});
});
