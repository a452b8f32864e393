import { CoreHost } from '../support/core';
import { credentialsFor, CREDENTIAL_TYPE, SIGNING_SECRET } from '../support/credentialSets';
import { expectAccepted, kindOfRefusal } from '../support/expectAnswer';
import { delivery, echo, echoes } from '../support/samples';
import { signedHeaders } from '../support/sign';
import type { TriggerUnderTest } from '../support/trigger';

/** How the node keeps its secrets: reading a credential costs n8n more than the rest of the request. */
const ECHO = delivery(echoes([echo('wamid.1')]));

describe('secrets', () => {
	let host: CoreHost;

	beforeAll(async () => {
		host = await CoreHost.load();
	});

	const newNode = (fields: Record<string, string> = {}) => host.trigger({ credentials: credentialsFor('meta', fields) });
	const post = async (node: TriggerUnderTest, secret: string) =>
		await node.post(ECHO, signedHeaders('meta', ECHO, secret));
	const change = (node: TriggerUnderTest, appSecret: string) =>
		node.credentials.change(CREDENTIAL_TYPE.meta, { appSecret, previousAppSecret: '', verifyToken: 'v' });

	afterEach(() => jest.restoreAllMocks());

	it('are not read anew for every request', async () => {
		const node = newNode();
		for (let request = 0; request < 20; request++) expectAccepted(await post(node, SIGNING_SECRET.meta));
		expect(node.credentials.reads).toBe(1);
	});

	it('work at once when they are new', async () => {
		const node = newNode();
		expectAccepted(await post(node, SIGNING_SECRET.meta));
		change(node, 'brand new');
		expectAccepted(await post(node, 'brand new'));
		kindOfRefusal(await post(node, SIGNING_SECRET.meta), ['brand new']);
	});

	it('stop working 30 s after they were replaced, at the latest', async () => {
		const node = newNode();
		expectAccepted(await post(node, SIGNING_SECRET.meta));
		change(node, 'brand new');
		const later = Date.now() + 31_000;
		jest.spyOn(Date, 'now').mockReturnValue(later);
		kindOfRefusal(await post(node, SIGNING_SECRET.meta));
	});

	it('are not read at will by whoever sends forged requests', async () => {
		const node = newNode();
		for (let request = 0; request < 200; request++) kindOfRefusal(await post(node, 'guess'));
		expect(node.credentials.reads).toBeLessThan(30);
	});

	it('of one node do not open another', async () => {
		const [mine, theirs] = [newNode(), newNode({ appSecret: 'theirs' })];
		expectAccepted(await post(mine, SIGNING_SECRET.meta));
		kindOfRefusal(await post(theirs, SIGNING_SECRET.meta), ['theirs']);
		expectAccepted(await post(theirs, 'theirs'));
		kindOfRefusal(await post(mine, 'theirs'));
	});
});
