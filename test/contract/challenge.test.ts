import type { Answer } from '../support/answer';
import { CoreHost } from '../support/core';
import { credentialsFor, CREDENTIAL_TYPE } from '../support/credentialSets';

/** docs/contract.md, section 3: the verification of the address by GET. */
const RIGHT = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-me', 'hub.challenge': '1158201444' };

describe('verification by GET', () => {
	let host: CoreHost;

	beforeAll(async () => {
		host = await CoreHost.load();
	});

	const node = (fields: Record<string, string> = {}) =>
		host.trigger({ credentials: credentialsFor('meta', { verifyToken: 'verify-me', ...fields }) });

	function expectRefused(answer: Answer, status: number): void {
		expect(answer).toMatchObject({ status, workflowData: undefined, thrown: undefined, nodeCalled: true });
		expect(JSON.stringify(answer.body ?? '')).not.toContain('verify-me');
		expect(JSON.stringify(answer.body ?? '')).not.toContain('1158201444');
	}

	it.each(['1158201444', '007', ' a b ', 'a"b\\c', '<script>alert(1)</script>', 'ü😀', '{"a":1}'])(
		'answers the challenge %j exactly, as plain text',
		async (challenge) => {
			const answer = await node().get({ ...RIGHT, 'hub.challenge': challenge });
			expect(answer).toMatchObject({ status: 200, body: challenge, workflowData: undefined, nodeCalled: true });
			expect(answer.headers['content-type']).toMatch(/^text\/plain/);
		},
	);

	it('works the same while listening for a test event', async () => {
		expect(await node().get(RIGHT, { mode: 'manual' })).toMatchObject({ status: 200, body: '1158201444' });
	});

	it('ignores parameters it does not know', async () => {
		expect(await node().get({ ...RIGHT, extra: '1' })).toMatchObject({ status: 200, body: '1158201444' });
	});

	it('needs no signature and no header', async () => {
		const bare = host.trigger({
			parameters: { authentication: 'header' },
			credentials: credentialsFor('meta', { appSecret: '', verifyToken: 'verify-me' }),
		});
		expect(await bare.get(RIGHT)).toMatchObject({ status: 200, body: '1158201444' });
	});

	it.each(['wrong', 'verify-m', 'verify-me2', 'VERIFY-ME', '\0'])('answers 403 to the token %j', async (token) => {
		expectRefused(await node().get({ ...RIGHT, 'hub.verify_token': token }), 403);
	});

	it.each(['', '  '])('answers 403 when the credential holds no token (%j)', async (verifyToken) => {
		expectRefused(await node({ verifyToken }).get(RIGHT), 403);
		expectRefused(await node({ verifyToken }).get({ ...RIGHT, 'hub.verify_token': '  ' }), 403);
	});

	it('answers 403 when there is no credential, or none that can be read', async () => {
		expectRefused(await host.trigger().get(RIGHT), 403);
		const unreadable = node();
		unreadable.credentials.failure = new Error('Credentials could not be decrypted');
		expectRefused(await unreadable.get(RIGHT), 403);
	});

	it.each([
		['nothing at all', {}],
		['no mode', { ...RIGHT, 'hub.mode': undefined }],
		['another mode', { ...RIGHT, 'hub.mode': 'unsubscribe' }],
		['no token', { ...RIGHT, 'hub.verify_token': undefined }],
		['an empty token', { ...RIGHT, 'hub.verify_token': '' }],
		['no challenge', { ...RIGHT, 'hub.challenge': undefined }],
		['an empty challenge', { ...RIGHT, 'hub.challenge': '' }],
		['the mode twice', { ...RIGHT, 'hub.mode': ['subscribe', 'subscribe'] }],
		['the token twice', { ...RIGHT, 'hub.verify_token': ['verify-me', 'verify-me'] }],
		['the challenge twice', { ...RIGHT, 'hub.challenge': ['1158201444', '1158201444'] }],
		['an object for a token', { ...RIGHT, 'hub.verify_token': { a: 'verify-me' } }],
		['an object for a challenge', { ...RIGHT, 'hub.challenge': { toString: '1158201444' } }],
		['nested parameters', { hub: { mode: 'subscribe', verify_token: 'verify-me', challenge: '1158201444' } }],
	])('answers 400 to %s', async (_, query) => {
		const sent = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
		expectRefused(await node().get(sent), 400);
	});

	it('takes a new token at once', async () => {
		const changing = node();
		expect((await changing.get(RIGHT)).status).toBe(200);
		changing.credentials.change(CREDENTIAL_TYPE.meta, { verifyToken: 'another' });
		expect((await changing.get({ ...RIGHT, 'hub.verify_token': 'another' })).status).toBe(200);
	});

	it('never accepts at 360dialog, which has no verify token', async () => {
		const dialog = host.trigger({ parameters: { provider: '360dialog' }, credentials: credentialsFor('360dialog') });
		expectRefused(await dialog.get(RIGHT), 403);
	});
});
