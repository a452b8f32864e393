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

	describe('are read twice at most for any number of concurrent requests:', () => {
		const many = async (node: TriggerUnderTest, secret: string) => await Promise.all(Array.from({ length: 200 }, async () => await post(node, secret)));

		it('forged ones to a node that has read none yet', async () => {
			const node = newNode();
			for (const answer of await many(node, 'guess')) kindOfRefusal(answer);
			expect(node.credentials.reads).toBeLessThanOrEqual(2);
		});

		it('forged ones to a node that keeps its secrets', async () => {
			const node = newNode();
			expectAccepted(await post(node, SIGNING_SECRET.meta));
			node.credentials.reads = 0;
			for (const answer of await many(node, 'guess')) kindOfRefusal(answer);
			expect(node.credentials.reads).toBeLessThanOrEqual(2);
		});

		it('good ones after the secrets expired', async () => {
			const node = newNode();
			expectAccepted(await post(node, SIGNING_SECRET.meta));
			node.credentials.reads = 0;
			jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
			for (const answer of await many(node, SIGNING_SECRET.meta)) expectAccepted(answer);
			expect(node.credentials.reads).toBe(1);
		});

		it('one with a new secret while a read of the old one is under way', async () => {
			const node = newNode();
			expectAccepted(await post(node, SIGNING_SECRET.meta));
			node.credentials.reads = 0;
			let goOn = (): void => undefined;
			node.credentials.pause = new Promise((resolve) => (goOn = resolve));
			const forged = many(node, 'guess');
			// Each request has run up to its wait for the read when a timer fires.
			while (node.credentials.reads === 0) await new Promise(setImmediate);
			change(node, 'brand new');
			const good = post(node, 'brand new');
			for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
			node.credentials.pause = undefined;
			goOn();
			expectAccepted(await good);
			await forged;
			expect(node.credentials.reads).toBe(2);
		});
	});

	it('of one node do not open another', async () => {
		const [mine, theirs] = [newNode(), newNode({ appSecret: 'theirs' })];
		expectAccepted(await post(mine, SIGNING_SECRET.meta));
		kindOfRefusal(await post(theirs, SIGNING_SECRET.meta), ['theirs']);
		expectAccepted(await post(theirs, 'theirs'));
		kindOfRefusal(await post(mine, 'theirs'));
	});
});
