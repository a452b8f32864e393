import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsFor, CREDENTIAL_TYPE, SIGNING_SECRET } from '../support/credentialSets';
import { expectAccepted, kindOfRefusal } from '../support/expectAnswer';
import { delivery, echo, echoes } from '../support/samples';
import { signatureHeader, signedHeaders } from '../support/sign';
import type { Sent } from '../support/request';

/** What a request may cost before its sender is known, and what it cannot hide. */
let host: CoreHost;
beforeAll(async () => {
	host = await CoreHost.load();
});
afterEach(() => jest.restoreAllMocks());

const ECHO = delivery(echoes([echo('wamid.1')]));
const SECRET = SIGNING_SECRET.meta;
const node = (parameters: INodeParameters = {}, fields: Record<string, string> = {}) =>
	host.trigger({ parameters: { provider: 'meta', ...parameters }, credentials: credentialsFor('meta', fields) });

describe('a body that n8n has not read', () => {
	const BYTES = { 'Content-Type': 'application/octet-stream' };
	const gateway = { headerName: 'X-Gateway', headerValue: 'gateway-secret' };
	const post = async (headers: Sent['headers'], parameters: INodeParameters = {}) => {
		const onRead = jest.fn();
		const answer = await node(parameters, gateway).post(ECHO, { ...BYTES, ...headers }, { onRead });
		return { answer, reads: onRead.mock.calls.length };
	};

	test.each<[string, Sent['headers'], INodeParameters, string]>([
		['without a signature', {}, {}, 'signature_missing'],
		['with a signature that is none', { 'X-Hub-Signature-256': 'sha256=xyz' }, {}, 'signature_malformed'],
		['with two signatures', { 'X-Hub-Signature-256': [`sha256=${'0'.repeat(64)}`, `sha256=${'0'.repeat(64)}`] }, {}, 'signature_malformed'],
		['without the secret header', {}, { authentication: 'header' }, 'header_missing'],
		['with another value of the secret header', { 'X-Gateway': 'guess' }, { authentication: 'header' }, 'header_mismatch'],
	])('stays unread %s', async (_, headers, parameters, kind) => {
		const { answer, reads } = await post(headers, parameters);
		expect(kindOfRefusal(answer)).toBe(kind);
		expect(reads).toBe(0);
	});

	test.each<[string, Sent['headers'], INodeParameters]>([
		['when its signature fits', signatureHeader('meta', ECHO, SECRET), {}],
		['when the secret header fits', { 'X-Gateway': 'gateway-secret' }, { authentication: 'header' }],
		['when nothing is checked', {}, { authentication: 'none' }],
	])('is read once %s', async (_, headers, parameters) => {
		const { answer, reads } = await post(headers, parameters);
		expectAccepted(answer);
		expect(reads).toBe(1);
	});
});

test('the log says why a provider is refused while forged requests arrive', async () => {
	const lines: string[] = [];
	jest.spyOn(Container.get(Logger), 'warn').mockImplementation((line: string) => void lines.push(line));
	const clock = jest.spyOn(Date, 'now');
	let now = Date.now();
	clock.mockImplementation(() => now);
	const flooded = node();
	expectAccepted(await flooded.post(ECHO, signedHeaders('meta', ECHO, SECRET)));
	flooded.credentials.change(CREDENTIAL_TYPE.meta, { appSecret: 'brand new', verifyToken: 'v' });
	now += 31_000;
	const large = Buffer.from(`{"a":"${'x'.repeat(60_000)}"}`);
	for (let request = 0; request < 600; request++) {
		const bytes = request % 2 === 0 ? ECHO : large;
		kindOfRefusal(await flooded.post(bytes, signedHeaders('meta', bytes, `guess ${request}`)));
		// The provider still signs with the former secret: one delivery among hundreds.
		if (request === 400) kindOfRefusal(await flooded.post(ECHO, signedHeaders('meta', ECHO, SECRET)));
		now += 100;
	}
	expect(lines.filter((line) => line.includes('a secret that this credential held before'))).toHaveLength(1);
	expect(lines.length).toBeLessThanOrEqual(4);
});

test('an id that is a number of 18 digits chooses the business number by all of them', async () => {
	const written = (id: string): Buffer => Buffer.from(delivery(echoes([echo('wamid.1')], 'ID')).toString().replace('"ID"', id));
	const only = node({ options: { phoneNumberIds: '300100300100300129' } });
	const bytes = written('300100300100300129');
	const { answer, outputs } = await only.deliver(bytes, signedHeaders('meta', bytes, SECRET));
	expectAccepted(answer);
	expect(outputs[2]).toMatchObject([{ phoneNumberId: '300100300100300129' }]);
	const other = written('300100300100300128');
	expect(await only.post(other, signedHeaders('meta', other, SECRET))).toMatchObject({ status: 200, body: { status: 'ignored' }, workflowData: undefined });
});

/** The headers as Node.js gives them of bytes that were really sent. */
async function headersOver(line: Buffer): Promise<Record<string, string>> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await new Promise((resolve, reject) => {
			server.on('request', ({ headers }, response) => {
				response.end();
				resolve(headers as Record<string, string>);
			});
			const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
				socket.end(Buffer.concat([Buffer.from('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n'), line, Buffer.from('\r\n\r\n')]));
			});
			socket.on('error', reject).resume();
		});
	} finally {
		await new Promise((resolve) => server.close(resolve));
	}
}

test.each(['pässwort', 'пароль 密码'])('the secret header %s fits as its bytes come over a socket', async (secret) => {
	const gateway = node({ authentication: 'header' }, { headerName: 'X-Gateway', headerValue: secret });
	const send = async (sent: Buffer) => {
		const { 'x-gateway': received } = await headersOver(Buffer.concat([Buffer.from('X-Gateway: '), sent]));
		return await gateway.post(ECHO, { 'Content-Type': 'application/json', 'X-Gateway': received });
	};
	expectAccepted(await send(Buffer.from(secret)));
	expect(kindOfRefusal(await send(Buffer.from(`${secret}x`)), [secret])).toBe('header_mismatch');
	expect(kindOfRefusal(await send(Buffer.from(secret).subarray(0, -1)), [secret])).toBe('header_mismatch');
});
