import { contact, echo, echoes, metaBody } from '../support/samples';
import { Flow, post, rest } from './world';

jest.setTimeout(180_000);
beforeAll(async () => await rest.login());

const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + '1' + close.repeat(levels);
const wrapped = (message: string): string => `{"entry":[{"id":"1","changes":[{"field":"smb_message_echoes","value":{"message_echoes":[${message}]}}]}]}`;
const tinyEntries = JSON.stringify({ object: 'whatsapp_business_account', entry: Array.from({ length: 100_000 }, () => null) });

/** Whatever the body is, the answer is one of ours: 200, or 400 when it is no JSON object. */
const BODIES: ReadonlyArray<readonly [name: string, body: Buffer, status: number]> = [
	['an object nested 50,000 levels deep', Buffer.from(`{"entry":${nested('[', ']', 50_000)}}`), 200],
	['a message nested 50,000 levels deep', Buffer.from(wrapped(`{"id":"a","type":"text","text":${nested('{"a":', '}', 50_000)}}`)), 200],
	['an unreadable element nested 50,000 levels deep', Buffer.from(wrapped(nested('[', ']', 50_000))), 200],
	['an array nested 50,000 levels deep', Buffer.from(nested('[', ']', 50_000)), 400],
	['100,000 empty entries', Buffer.from(tinyEntries), 200],
	['a text of 5 MB', Buffer.from(wrapped(JSON.stringify({ id: 'b', type: 'text', text: { body: 'x'.repeat(5e6) } }))), 200],
	['lone surrogates and NUL', Buffer.from(wrapped('{"id":"\\ud800","type":"\\u0000","text":{"body":"\\udfff\\u0000"}}')), 200],
	['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"entry":"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('"}')]), 200],
	['keys that reach for the prototype', Buffer.from(wrapped('{"id":"c","type":"__proto__","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')), 200],
	['numbers beyond every range', Buffer.from(wrapped('{"id":1e400,"type":-0,"timestamp":1e999,"from":99999999999999999999}')), 200],
];

describe('hostile bodies', () => {
	let flow: Flow;
	beforeAll(async () => {
		const parameters = { authentication: 'none', options: { includeRaw: true, deduplicate: false }, simplify: false };
		flow = await Flow.create({ parameters });
	});

	test.each(BODIES)('%s: an answer of ours, and a successful execution if any', async (_name, bytes, status) => {
		const answer = await post(flow.url, bytes, { 'content-type': 'application/json' });
		expect(answer.status).toBe(status);
		if (answer.text === '{"status":"received"}') await flow.next();
	});

	test('a form is no JSON object', async () => {
		const form = new FormData();
		form.append('entry', 'x');
		const response = await fetch(flow.url, { method: 'POST', body: form });
		expect(response.status).toBe(400);
	});

	test('leave the next delivery as it is', async () => {
		const outputs = await flow.deliver(metaBody(contact('add'), echoes([echo('wamid.AFTER')])));
		expect(outputs.map((items) => items.length)).toEqual([1, 0, 1, 0, 0, 0]);
		const executions: Array<{ status: string }> = await rest.executions(flow.id);
		expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
	});
});
