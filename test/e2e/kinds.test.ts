import { deliveriesOf, KINDS, story } from '../../simulator/story';
import { REPORTED } from '../../simulator/traffic/reported';
import { everyItemProblems, OUTPUTS } from '../support/itemChecks';
import { Flow, rest } from './world';

jest.setTimeout(120_000);
beforeAll(async () => await rest.login());

/** The events of an execution, sorted, each with the output on which the contract puts it. */
const outputOf = (event: unknown): string => OUTPUTS.find(({ events }) => (events as readonly unknown[]).includes(event))!.name;
const placed = (events: readonly unknown[]): string[] => events.map((event) => `${outputOf(event)}: ${String(event)}`).sort();

const FORMS = [
	['meta', true],
	['meta', false],
	['360dialog', true],
	['360dialog', false],
] as const;

describe.each(FORMS)('from %s, simplify %s', (provider, simplify) => {
	let flow: Flow;
	/** A second one: n8n lists 100 executions at a time. */
	let reported: Flow;
	beforeAll(async () => {
		flow = await Flow.create({ provider, parameters: { simplify } });
		reported = await Flow.create({ provider, parameters: { simplify } });
	});

	test.each(KINDS.filter((kind) => kind !== 'forged'))('%s: one execution for a delivery, each item on its output', async (kind) => {
		for (const { body, gives } of deliveriesOf(kind, provider)) {
			const outputs = await (kind in REPORTED ? reported : flow).deliver(body);
			const got = outputs.flatMap((items, index) => items.map(({ event }) => `${OUTPUTS[index]!.name}: ${event}`));
			expect(got.sort()).toEqual(placed(gives));
			expect(everyItemProblems(outputs, { isFlat: simplify, mayRepeat: false })).toEqual([]);
		}
	});

	test.each(['echoes', 'live', 'edits', 'identity'])('%s again: executions that give nothing', async (kind) => {
		for (const { body } of deliveriesOf(kind, provider)) expect((await flow.deliver(body)).flat()).toEqual([]);
	});
});

test('a history sent by one provider and repeated through the other gives each message once', async () => {
	const flow = await Flow.create();
	const messages: unknown[] = [];
	for (const provider of ['meta', '360dialog'] as const) {
		for (const { body } of story(provider).filter(({ kind }) => kind === 'history')) {
			messages.push(...(await flow.deliver(body))[1]!.map(({ messageId }) => messageId));
		}
	}
	expect(messages.sort()).toEqual(['H0', 'H1', 'H2', 'H3', 'HA'].map((id) => `wamid.DEMO${id}`));
});
