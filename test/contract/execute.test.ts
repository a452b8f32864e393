import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { ALL_EVENTS, everyItemProblems } from '../support/itemChecks';
import * as sample from '../support/samples';
import { signedHeaders } from '../support/sign';
import type { Outcome, TriggerUnderTest } from '../support/trigger';

/** docs/contract.md, sections 2 and 4 to 6: what comes out of an accepted delivery, in n8n's engine. */
let host: CoreHost;

beforeAll(async () => {
	host = await CoreHost.load();
});

beforeEach(() => host.forgetEvents());

const node = (parameters: INodeParameters = {}): TriggerUnderTest =>
	host.trigger({
		parameters: { events: ALL_EVENTS, simplify: false, ...parameters },
		credentials: credentialsFor('meta'),
	});

async function deliver(to: TriggerUnderTest, ...changes: sample.Change[]): Promise<Outcome> {
	const bytes = sample.delivery(...changes);
	const outcome = await to.deliver(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta));
	expect(outcome.error).toBeUndefined();
	return outcome;
}

const eventsOf = (outcome: Outcome): unknown[][] => outcome.outputs.map((branch) => branch.map(({ event }) => event));

const EVERYTHING = [
	['contact.upserted', 'contact.removed'],
	['history.message', 'history.message'],
	['echo.message', 'echo.revoked'],
	['message.received'],
	['history.progress', 'history.declined', 'account.updated'],
	['unrecognized', 'message.status'],
];

describe('outputs', () => {
	it('each get their kinds of events, in the order of the delivery', async () => {
		const outcome = await deliver(node(), ...sample.everything());
		expect(eventsOf(outcome)).toEqual(EVERYTHING);
		expect(everyItemProblems(outcome.outputs)).toEqual([]);
	});

	it('are the same in the flat form', async () => {
		const outcome = await deliver(node({ simplify: true }), ...sample.everything());
		expect(eventsOf(outcome)).toEqual(EVERYTHING);
		expect(everyItemProblems(outcome.outputs, { isFlat: true })).toEqual([]);
	});

	it('carry paired items, so that later nodes can refer to the trigger', async () => {
		const { items } = await deliver(node(), ...sample.everything());
		for (const { pairedItem } of items.flat()) expect(pairedItem).toMatchObject({ item: 0 });
	});

	it('carry which of several stored deliveries an item came from', async () => {
		const [first, second] = [sample.contact('add'), sample.echoes([sample.echo('wamid.1')])];
		const stored = [first, second].map((change) => ({ json: { delivery: sample.delivery(change).toString() } }));
		const { items } = await node().run([stored]);
		expect(items[0]).toMatchObject([{ pairedItem: { item: 0 } }]);
		expect(items[2]).toMatchObject([{ pairedItem: { item: 1 } }]);
	});

	it('get the history oldest first, ties as they came, unknown times last', async () => {
		const { SECONDS } = sample;
		const messages: Array<[id: string, seconds: number]> = [
			['c', SECONDS],
			['x', NaN],
			['b1', SECONDS - 5],
			['b2', SECONDS - 5],
			['a', SECONDS - 9],
		];
		const { outputs } = await deliver(node(), sample.history(messages), sample.history([['first', SECONDS - 10]], 1));
		expect(outputs[1]!.map(({ message }) => (message as IDataObject)['id'])).toEqual(['first', 'a', 'b1', 'b2', 'c', 'x']);
		expect(outputs[1]!.at(-1)).toMatchObject({ timestamp: null });
	});
});

describe('item forms', () => {
	it('have one set of flat columns per output, scalars only', async () => {
		const { outputs } = await deliver(node({ simplify: true }), ...sample.everything());
		for (const branch of outputs) {
			expect(new Set(branch.map((item) => Object.keys(item).join())).size).toBe(1);
			const values = branch.flatMap((item) => Object.values(item));
			expect(values.filter((value) => value !== null && typeof value === 'object')).toEqual([]);
		}
	});

	it('have the columns of the contract on each output', async () => {
		const { outputs } = await deliver(node({ simplify: true }), ...sample.everything());
		expect(outputs.filter((branch) => branch.length === 0)).toEqual([]);
		expect(everyItemProblems(outputs, { isFlat: true })).toEqual([]);
	});

	it('are flat unless the user says otherwise, and by default without what was not asked for', async () => {
		const byDefault = host.trigger({ credentials: credentialsFor('meta') });
		const outcome = await deliver(byDefault, ...sample.everything());
		expect(everyItemProblems(outcome.outputs, { isFlat: true })).toEqual([]);
		const [contacts, history, echoes] = EVERYTHING;
		const sync = ['history.progress', 'history.declined'];
		expect(eventsOf(outcome)).toEqual([contacts, history, echoes, [], sync, ['unrecognized']]);
	});

	it('say the same in both', async () => {
		const full = await deliver(node(), ...sample.everything());
		const flat = await deliver(node({ simplify: true }), ...sample.everything());
		const pick = (item: IDataObject) => [item['event'], item['id'], item['timestamp']];
		expect(flat.outputs.flat().map(pick)).toEqual(full.outputs.flat().map(pick));
		const row = { text: 'On my way', contactPhone: `+${sample.CUSTOMER}`, direction: 'outbound' };
		expect(flat.outputs[2]![0]).toMatchObject(row);
	});

	it('give what was not understood as JSON text in the flat form', async () => {
		const { outputs } = await deliver(node({ simplify: true }), sample.contact('frobnicate'));
		expect(JSON.parse(String(outputs[5]![0]!['raw']))).toMatchObject({ action: 'frobnicate' });
	});
});

describe('selection', () => {
	it.each(ALL_EVENTS)('lets only %s out, and what cannot be understood beside it', async (selected) => {
		const outcome = await deliver(node({ events: [selected] }), ...sample.everything());
		const ours = EVERYTHING.flat().filter((event) => event === selected);
		const isContact = selected.startsWith('contact.');
		const wanted = isContact ? [...ours, 'unrecognized'] : ours;
		expect(eventsOf(outcome).flat().sort()).toEqual([...wanted].sort());
	});

	it('lets an element that cannot be understood out only on a field with a selected event', async () => {
		const trigger = node({ events: ['echo.message'] });
		const { outputs } = await deliver(trigger, sample.contact('frobnicate'), sample.echoes(['junk']));
		expect(outputs[5]).toMatchObject([{ event: 'unrecognized', raw: 'junk', field: 'smb_message_echoes' }]);
	});

	it('does not let a broken element block its neighbours', async () => {
		const list = [sample.echo('wamid.1'), null, 'junk', 5, sample.echo('wamid.2')];
		const { outputs } = await deliver(node(), sample.echoes(list));
		expect(outputs.map((branch) => branch.length)).toEqual([0, 0, 2, 0, 0, 3]);
	});
});

describe('options', () => {
	it('phoneNumberIds: only these numbers, and events without one', async () => {
		const { NUMBER_ID } = sample;
		const changes = [
			sample.echoes([sample.echo('wamid.1')]),
			sample.echoes([sample.echo('wamid.2')], '999'),
			sample.echoes([sample.echo('wamid.3')], NUMBER_ID.slice(0, -1)),
			sample.accountUpdate('PARTNER_REMOVED'),
		];
		const ids = async (phoneNumberIds: string) => {
			const { outputs } = await deliver(node({ options: { phoneNumberIds } }), ...changes);
			expect(outputs[4]).toHaveLength(1);
			return outputs[2]!.map(({ message }) => (message as IDataObject)['id']);
		};
		expect(await ids('')).toEqual(['wamid.1', 'wamid.2', 'wamid.3']);
		expect(await ids(NUMBER_ID)).toEqual(['wamid.1']);
		expect(await ids(` ${NUMBER_ID} , 999,`)).toEqual(['wamid.1', 'wamid.2']);
		expect(await ids('1')).toEqual([]);
	});

	it('includeRaw: the part of the delivery that an item was made from', async () => {
		const changes = sample.everything();
		const { outputs } = await deliver(node({ options: { includeRaw: true } }), ...changes);
		expect(outputs.flat().filter((item) => !('raw' in item))).toEqual([]);
		expect(outputs[2]![0]!['raw']).toEqual(sample.echo('wamid.E1'));
		expect(everyItemProblems(outputs)).toEqual([]);
	});

	it('includeRaw: off by default, and not in the flat form', async () => {
		const full = await deliver(node(), ...sample.everything());
		const flat = await deliver(node({ simplify: true, options: { includeRaw: true } }), ...sample.everything());
		for (const { outputs } of [full, flat]) {
			expect(outputs.slice(0, 5).flat().filter((item) => 'raw' in item)).toEqual([]);
		}
		expect(flat.outputs[5]!.map(({ raw }) => typeof raw)).toEqual(['string', 'object']);
	});
});

describe('an execution', () => {
	it('is done with the settings of its time: one delivery, run again after a change, comes out anew', async () => {
		const [bytes, credentials] = [sample.delivery(...sample.everything()), credentialsFor('meta')];
		const before = host.trigger({ parameters: { events: ALL_EVENTS, simplify: true }, credentials });
		const { workflowData } = await before.post(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta));
		const after = host.trigger({ parameters: { events: ALL_EVENTS, simplify: false }, credentials });
		const outcome = await after.run(workflowData, { mode: 'retry' });
		expect(everyItemProblems(outcome.outputs)).toEqual([]);
		expect(outcome.outputs.map((branch) => branch.length)).toEqual(EVERYTHING.map((branch) => branch.length));
	});

	it('reads no credential', async () => {
		const trigger = node();
		const { answer } = await trigger.deliver(Buffer.from('{}'), {});
		expect(answer.status).toBe(401);
		const before = trigger.credentials.reads;
		await trigger.run([[{ json: { delivery: sample.delivery(...sample.everything()).toString() } }]]);
		expect(trigger.credentials.reads).toBe(before);
	});

	it('fails with a clear message when it was started with something else', async () => {
		const { error, outputs } = await node().run([[{ json: { foo: 'bar' } }]], { mode: 'manual' });
		expect(error?.message).toMatch(/delivery/i);
		expect(outputs.flat()).toEqual([]);
	});

	it('gives all six outputs, empty where nothing is there', async () => {
		const { outputs } = await deliver(node({ events: ['history.message'] }), ...sample.everything());
		expect(outputs.map((branch) => branch.length)).toEqual([0, 2, 0, 0, 0, 0]);
	});
});
