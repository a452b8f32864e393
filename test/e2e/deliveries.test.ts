import { story } from '../../simulator/story';
import { deliveryBytes, deliveryNames, expectedOf } from '../support/deliveries';
import { itemProblems } from '../support/expectations';
import { everyItemProblems } from '../support/itemChecks';
import { Flow, itemsOf, n8n, post, rest, signed, state } from './world';
import { webhookUrl } from '../n8n/instance';

jest.setTimeout(180_000);
beforeAll(async () => await rest.login());

/** The sample deliveries that need no settings of their own. */
const SAMPLES = deliveryNames().filter((name) => {
	const { params, flat, after, http } = expectedOf(name);
	return params === undefined && flat !== true && after === undefined && http === 200;
});

/** n8n lists the last 100 executions of a workflow: each workflow gets fewer deliveries. */
const MAX_DELIVERIES = 80;
const GROUPS = (['meta', '360dialog'] as const).flatMap((provider) => {
	const names = SAMPLES.filter((name) => expectedOf(name).provider === provider);
	const starts = names.map((_, index) => index).filter((index) => index % MAX_DELIVERIES === 0);
	return starts.map((start) => ({ provider, start, names: names.slice(start, start + MAX_DELIVERIES) }));
});

describe.each(GROUPS)('sample deliveries of $provider in the real n8n, from $start on', ({ provider, names }) => {
	let flow: Flow;
	beforeAll(async () => {
		flow = await Flow.create({ provider, parameters: { simplify: false, options: { deduplicate: false } } });
	});

	test.each(names)('%s', async (name) => {
		const expected = expectedOf(name);
		const { status, text } = await flow.send(deliveryBytes(name));
		expect(status).toBe(200);
		const outputs = text === '{"status":"received"}' ? await flow.next() : [];
		const mayRepeat = expected.duplicatesAllowed === true;
		expect([...itemProblems(outputs, expected), ...everyItemProblems(outputs, { isFlat: false, mayRepeat })]).toEqual([]);
	});
});

test('a workflow that was imported and published before n8n started receives as flat rows, each once', async () => {
	const url = webhookUrl(n8n.base, state.imported.webhookId);
	const deliveries = story().filter(({ kind, forged }) => kind === 'history' && forged !== true);
	for (const { body } of deliveries) {
		const bytes = Buffer.from(JSON.stringify(body));
		expect((await post(url, bytes, signed(bytes, 'meta', state.secrets.appSecret))).status).toBe(200);
	}
	const executions = await rest.ended(state.imported.id, deliveries.length);
	expect(executions.map(({ status }: { status: string }) => status)).toEqual(deliveries.map(() => 'success'));
	// Executions overlap, and phases repeat messages: which of two repeats comes out is not told, only that one does.
	const rows = (await Promise.all(executions.map(({ id }: { id: string }) => itemsOf(id)))).flatMap((outputs) => outputs[1]!);
	const shown = rows.map(({ event, messageId, direction, type }) => [event, messageId, direction, type].join(' '));
	expect(shown.sort()).toEqual([
		'history.message wamid.DEMOH0 inbound text',
		'history.message wamid.DEMOH1 inbound text',
		'history.message wamid.DEMOH2 inbound media_placeholder',
		'history.message wamid.DEMOH3 outbound text',
		'history.message wamid.DEMOHA outbound text',
	]);
});
