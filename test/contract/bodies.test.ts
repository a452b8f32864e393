import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { ALL_EVENTS, everyItemProblems } from '../support/itemChecks';
import { ACCOUNT_ID, bytesOf, delivery, echo, echoes, numberPart } from '../support/samples';
import { signatureHeader, signedHeaders } from '../support/sign';
import { throughDatabase } from '../support/storage';

/** docs/contract.md, section 3: the answer is never 5xx because of content, and no body breaks the execution either. */
let host: CoreHost;

beforeAll(async () => {
	host = await CoreHost.load();
});

const node = (simplify: boolean) =>
	host.trigger({
		parameters: { events: ALL_EVENTS, simplify, options: { deduplicate: false, includeRaw: true } },
		credentials: credentialsFor('meta'),
	});

const ECHO = delivery(echoes([echo('wamid.1')]));
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const DEEP = 10_000;

/** A text typed on the phone, with a piece of raw JSON in place of its text object. */
const withContent = (json: string): Buffer =>
	Buffer.from(delivery(echoes([{ ...echo('wamid.1'), text: 'HERE' }])).toString().replace('"HERE"', () => json));

/** A change with any value. */
const withValue = (json: string, field = 'smb_message_echoes'): Buffer =>
	Buffer.from(delivery({ field, value: 'HERE' }).toString().replace('"HERE"', () => json));

const within = (depth: number, [open, close]: [string, string], inner: string): string =>
	open.repeat(depth) + inner + close.repeat(depth);

const CONTENT_TYPES = [
	'application/json',
	'application/json; charset=utf-8',
	'application/json;charset="UTF-8"',
	'Application/JSON ; charset=utf-8',
	'application/json; charset=latin1',
	'application/json; charset=utf-16le',
	'application/vnd.api+json',
	'application/octet-stream',
	'application/x-www-form-urlencoded',
	'text/plain',
	'text/html',
	'multipart/mixed; boundary=x',
	'nonsense',
	';;;',
	undefined,
];

describe.each(CONTENT_TYPES)('content type %s', (type) => {
	const headers = { ...signatureHeader('meta', ECHO, SIGNING_SECRET.meta), 'Content-Type': type };

	it('does not matter to a signed delivery', async () => {
		const { answer, outputs, error } = await node(false).deliver(ECHO, headers);
		// A charset that makes the bytes no JSON is refused by n8n itself, before the node is called.
		if (!answer.nodeCalled) expect([answer.status, type]).toEqual([422, 'application/json; charset=utf-16le']);
		else {
			expect(answer).toMatchObject({ status: 200, body: { status: 'received' } });
			expect(error).toBeUndefined();
			expect(outputs[2]).toHaveLength(1);
		}
	});

	it('does not let an unsigned one in', async () => {
		const { answer } = await node(false).deliver(ECHO, { 'Content-Type': type });
		expect(answer.workflowData).toBeUndefined();
		expect(answer.status).toBe(answer.nodeCalled ? 401 : 422);
	});
});

const REFUSED: Array<[string, Buffer]> = [
	['an empty body', Buffer.alloc(0)],
	['blanks', Buffer.from(' \n\t ')],
	['an array', bytesOf([{}])],
	['null', bytesOf(null)],
	['a number', bytesOf(1)],
	['a string', bytesOf('{"object":"whatsapp_business_account"}')],
	['true', bytesOf(true)],
	['cut JSON', ECHO.subarray(0, -1)],
	['two objects', Buffer.concat([ECHO, ECHO])],
	['an object and rubbish', Buffer.concat([ECHO, Buffer.from('x')])],
	['a trailing comma', Buffer.from('{"a":1,}')],
	['a form', Buffer.from('a=1&b=2')],
	['XML', Buffer.from('<a/>')],
	['zero bytes', Buffer.alloc(100)],
	['only a byte order mark', BOM],
	['two byte order marks', Buffer.concat([BOM, BOM, ECHO])],
	['UTF-16', Buffer.from(ECHO.toString(), 'utf16le')],
	['random bytes', Buffer.from(Array.from({ length: 256 }, (_, index) => (index * 167) % 256))],
	['a deep array', Buffer.from(within(DEEP, ['[', ']'], ''))],
];

describe.each(REFUSED)('%s', (_, bytes) => {
	it.each(['application/json', 'application/octet-stream', 'text/plain', 'application/x-www-form-urlencoded', undefined])(
		'is answered with 400 as %s, or by n8n itself',
		async (type) => {
			const headers = { ...signatureHeader('meta', bytes, SIGNING_SECRET.meta), 'Content-Type': type };
			const answer = await node(false).post(bytes, headers);
			expect(answer).toMatchObject({ workflowData: undefined, thrown: undefined });
			if (answer.nodeCalled) expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) } });
			else expect([answer.status, type]).toEqual([422, 'application/json']);
			expect((await node(false).post(bytes, { 'Content-Type': type })).status).not.toBe(200);
		},
	);
});

/** Values of every kind, for places where a list or an object belongs. */
const VALUES = ['null', '1', '"x"', 'true', '[]', '[[]]', '[null]', '{}', '{"a":null}'];

/** Deliveries with one value in such places, each with a good echo beside it where there is room. */
function oddPlaces(json: string): Array<[place: string, bytes: Buffer]> {
	const value = JSON.parse(json) as unknown;
	const fields = ['smb_message_echoes', 'history', 'messages', 'smb_app_state_sync', 'account_update'];
	const odd = (more: object): Buffer => delivery({ field: 'smb_message_echoes', value: { ...numberPart(), ...more } });
	return [
		['entry', bytesOf({ object: 'whatsapp_business_account', entry: value })],
		['changes', bytesOf({ object: 'whatsapp_business_account', entry: [{ id: ACCOUNT_ID, changes: value }] })],
		...fields.map((field): [string, Buffer] => [field, withValue(json, field)]),
		['message_echoes', odd({ message_echoes: value })],
		['an echo', odd({ message_echoes: [value, echo('wamid.1')] })],
		['metadata', odd({ metadata: value, message_echoes: [echo('wamid.1')] })],
	];
}

const ONE_ECHO = [0, 0, 1, 0, 0, 0];
const ONE_UNRECOGNIZED = [0, 0, 0, 0, 0, 1];

/** A delivery of ten thousand echoes, all good or all broken. */
const many = (one: (index: number) => unknown): Buffer =>
	delivery(echoes(Array.from({ length: 10_000 }, (_, index) => one(index))));

/** Name, bytes, and how many items come out of each output where that is certain. */
const ODD: Array<[name: string, bytes: Buffer, counts: number[] | null]> = [
	['a byte order mark before the object', Buffer.concat([BOM, ECHO]), ONE_ECHO],
	['blanks around the object', Buffer.from(`\r\n ${ECHO.toString()}\n`), ONE_ECHO],
	['invalid UTF-8', Buffer.from(ECHO.toString('latin1').replace('On my way', 'a\xff\xfeb\xc0'), 'latin1'), ONE_ECHO],
	['lone surrogates', withContent('{"body":"\\ud800 \\udc00\\ud83d"}'), ONE_ECHO],
	['control characters', withContent('{"body":"\\u0000\\u0007\\u2028\\ufeff"}'), ONE_ECHO],
	['an integer that a number cannot hold', withContent('{"body":"x","n":900719925474099312345}'), ONE_ECHO],
	['a number beyond all numbers', withContent('{"body":1e999}'), ONE_ECHO],
	['one key twice', withContent('{"body":"a","body":"b"}'), ONE_ECHO],
	['keys of the prototype', withContent('{"body":"a","__proto__":{"x":1},"constructor":{"prototype":1}}'), ONE_ECHO],
	['a getter of names', withContent('{"toString":1,"valueOf":null,"toJSON":"x","then":{}}'), ONE_ECHO],
	['an empty text object', withContent('{}'), ONE_ECHO],
	['a deep object in an echo', withContent(`{"body":"a","deep":${within(DEEP, ['{"a":', '}'], '1')}}`), ONE_ECHO],
	['a deep array in an echo', withContent(`{"body":"a","deep":${within(DEEP, ['[', ']'], '')}}`), ONE_ECHO],
	['a deep text', withContent(within(DEEP, ['{"body":', '}'], '"a"')), ONE_ECHO],
	['a deep unknown field', withValue(within(DEEP, ['{"a":', '}'], '1'), 'not_invented_yet'), ONE_UNRECOGNIZED],
	['a deep known field', withValue(within(DEEP, ['[', ']'], '')), null],
	['a deep envelope', Buffer.from(`{"entry":${within(DEEP, ['[', ']'], '')}}`), null],
	['a deep history', withValue(`{"history":[{"threads":${within(DEEP, ['[', ']'], '')}}]}`, 'history'), null],
	['a deep list of nested histories', withValue(within(1_000, ['{"history":[', ']}'], '1'), 'history'), null],
	['a text of a million characters', delivery(echoes([echo('wamid.1', 'x'.repeat(1_000_000))])), ONE_ECHO],
	['an id of a million characters', delivery(echoes([echo('x'.repeat(1_000_000))])), ONE_ECHO],
	['ten thousand echoes', many((index) => echo(`wamid.${index}`)), [0, 0, 10_000, 0, 0, 0]],
	['ten thousand nulls', many(() => null), [0, 0, 0, 0, 0, 10_000]],
	...VALUES.flatMap((value) =>
		oddPlaces(value).map(([name, bytes]): [string, Buffer, null] => [`${name} ${value}`, bytes, null]),
	),
];
describe.each([true, false])('odd bodies, simplify %s', (simplify) => {
	it.each(ODD)('%s', async (_, bytes, counts) => {
		const headers = signedHeaders('meta', bytes, SIGNING_SECRET.meta);
		const { answer, outputs, items, error } = await node(simplify).deliver(bytes, headers);
		expect(answer).toMatchObject({ status: 200, thrown: undefined, nodeCalled: true });
		expect(error).toBeUndefined();
		if (counts !== null) expect(outputs.map((branch) => branch.length)).toEqual(counts);
		expect(everyItemProblems(outputs, { isFlat: simplify })).toEqual([]);
		// n8n stores what comes out, too; what it cannot store fails the execution.
		expect(JSON.stringify(throughDatabase(items)).length).toBe(JSON.stringify(items).length);
	});

	it('says nothing was wanted or starts an execution with items, never an empty one', async () => {
		for (const [name, bytes] of ODD) {
			const { answer, outputs } = await node(simplify).deliver(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta));
			expect([name, outputs.flat().length > 0]).toEqual([name, answer.workflowData !== undefined]);
		}
	});
});

it.each(['application/json', undefined])('answers a request that breaks off (%s)', async (type) => {
	const answer = await node(false).post(ECHO, { 'Content-Type': type }, { aborted: true });
	expect(answer).toMatchObject({ workflowData: undefined, thrown: undefined });
	expect(answer.status).toBeGreaterThanOrEqual(400);
	expect(answer.status).toBeLessThan(500);
});

it('does not rely on what n8n has parsed', async () => {
	const headers = signedHeaders('meta', ECHO, SIGNING_SECRET.meta);
	const { answer, outputs } = await node(false).deliver(ECHO, headers, { bodyParsed: false });
	expect(answer.status).toBe(200);
	expect(outputs[2]).toHaveLength(1);
});
