import type { DeduplicationItemTypes, INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { ALL_EVENTS } from '../support/itemChecks';
import * as sample from '../support/samples';
import { signedHeaders } from '../support/sign';
import type { RunMode, TriggerOptions, TriggerUnderTest } from '../support/trigger';

/** docs/contract.md, section 7: what is dropped as a duplicate, and what never is. */
let host: CoreHost;

beforeAll(async () => {
	host = await CoreHost.load();
});

beforeEach(() => host.forgetEvents());

const node = (parameters: INodeParameters = {}, more: TriggerOptions = {}): TriggerUnderTest =>
	host.trigger({
		parameters: { events: ALL_EVENTS, simplify: false, ...parameters },
		credentials: credentialsFor('meta'),
		...more,
	});

/** Receives a delivery and gives the items that n8n stores for its execution. */
async function receive(to: TriggerUnderTest, ...changes: sample.Change[]) {
	const bytes = sample.delivery(...changes);
	const { status, workflowData } = await to.post(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta));
	expect(status).toBe(200);
	return workflowData;
}

async function run(to: TriggerUnderTest, stored: Awaited<ReturnType<typeof receive>>, mode: RunMode = 'webhook') {
	const { outputs, error } = await to.run(stored, { mode });
	expect(error).toBeUndefined();
	return outputs.flat().map(({ event, id }) => `${String(event)} ${String(id)}`);
}

const deliver = async (to: TriggerUnderTest, ...changes: sample.Change[]) => await run(to, await receive(to, ...changes));

it('lets each event through once, by default', async () => {
	const trigger = node();
	const first = await deliver(trigger, ...sample.everything());
	expect(first).toHaveLength(12);
	const unrecognized = first.filter((event) => event.startsWith('unrecognized'));
	expect(await deliver(trigger, ...sample.everything())).toEqual(unrecognized);
});

it('lets repeats through when it is off, and then asks the database nothing', async () => {
	const trigger = node({ options: { deduplicate: false } });
	const first = await deliver(trigger, ...sample.everything());
	expect(await deliver(trigger, ...sample.everything())).toEqual(first);
	expect(host.deduplicator.calls).toBe(0);
});

it('drops repeats within one delivery, also within the first', async () => {
	const twice = [sample.echo('wamid.1'), sample.echo('wamid.2'), sample.echo('wamid.1')];
	const trigger = node();
	expect(await deliver(trigger, sample.echoes(twice), sample.echoes([sample.echo('wamid.2')]))).toHaveLength(2);
	const more = [...twice, sample.echo('wamid.3'), sample.echo('wamid.3')];
	expect(await deliver(trigger, sample.echoes(more))).toHaveLength(1);
});

it('keeps the first of several', async () => {
	const list = [sample.echo('wamid.1', 'first'), sample.echo('wamid.1', 'second')];
	const trigger = node();
	const { outputs } = await trigger.run(await receive(trigger, sample.echoes(list)));
	expect(outputs[2]).toMatchObject([{ message: { text: 'first' } }]);
});

it('recognizes a repeat in the flat form, and after the form was changed', async () => {
	const same = { workflowId: 'w', nodeId: 'n' };
	expect(await deliver(node({ simplify: true }, same), ...sample.everything())).toHaveLength(12);
	expect(await deliver(node({ simplify: false }, same), ...sample.everything())).toHaveLength(1);
});

it('recognizes a repeat that came in another envelope', async () => {
	const trigger = node({ authentication: 'none' });
	const { field, value } = sample.history([['wamid.H', sample.SECONDS]]);
	const dialog = sample.bytesOf({ id: 'EVT-1', event: field, data: { id: sample.ACCOUNT_ID, ...(value as object) } });
	expect(await deliver(trigger, { field, value })).toHaveLength(2);
	const { workflowData } = await trigger.post(dialog, { 'Content-Type': 'application/json' });
	// The header of a chunk is known by the partner's event id, which only this envelope has.
	expect(await run(trigger, workflowData)).toEqual([expect.stringMatching(/^history\.progress .*:EVT-1$/)]);
});

it('tells phases apart by their headers, and their messages by their ids', async () => {
	const trigger = node();
	const message = ['wamid.H', sample.SECONDS] as const;
	expect(await deliver(trigger, sample.history([message], 0))).toHaveLength(2);
	const second = await deliver(trigger, sample.history([message, ['wamid.H2', sample.SECONDS]], 1));
	expect(second.map((event) => event.split(' ')[0])).toEqual(['history.message', 'history.progress']);
});

it('lets each status of a message through once', async () => {
	const trigger = node();
	const states = ['sent', 'delivered', 'read'].map((state) => sample.status('wamid.S', state));
	expect(await deliver(trigger, ...states)).toHaveLength(3);
	expect(await deliver(trigger, ...states, sample.status('wamid.S', 'failed'))).toHaveLength(1);
});

it('takes an echo, a live message and an old one with one id for three events', async () => {
	const id = 'wamid.1';
	const old = sample.history([[id, sample.SECONDS]]);
	const events = await deliver(node(), sample.echoes([sample.echo(id)]), sample.received(id), old);
	const names = events.map((event) => event.split(' ')[0]);
	expect(names).toEqual(['history.message', 'echo.message', 'message.received', 'history.progress']);
});

it('never drops a message without an id', async () => {
	const trigger = node();
	const nameless = [sample.echoes([sample.echo(undefined), sample.echo(undefined)]), sample.received(undefined)];
	expect(await deliver(trigger, ...nameless)).toHaveLength(3);
	expect(await deliver(trigger, ...nameless)).toHaveLength(3);
});

it('never drops what it does not understand', async () => {
	const trigger = node();
	const odd = [sample.echoes(['junk', 'junk']), sample.contact('frobnicate'), { field: 'not_invented_yet', value: {} }];
	expect(await deliver(trigger, ...odd)).toHaveLength(4);
	expect(await deliver(trigger, ...odd)).toHaveLength(4);
});

it('takes a change back and forth of a contact for different events', async () => {
	const trigger = node();
	expect(await deliver(trigger, sample.contact('add', 'Ines Vale'))).toHaveLength(1);
	expect(await deliver(trigger, sample.contact('add', 'Ines Hill'))).toHaveLength(1);
	expect(await deliver(trigger, sample.contact('remove', 'Ines Hill'))).toHaveLength(1);
	expect(await deliver(trigger, sample.contact('add', 'Ines Hill'))).toEqual([]);
});

it('remembers for each node of each workflow apart', async () => {
	const changes = sample.everything();
	for (const [workflowId, nodeId] of [['w1', 'n1'], ['w1', 'n2'], ['w2', 'n1']]) {
		expect(await deliver(node({}, { workflowId, nodeId }), ...changes)).toHaveLength(12);
	}
	expect(await deliver(node({}, { workflowId: 'w1', nodeId: 'n1' }), ...changes)).toHaveLength(1);
});

it('remembers at least 10,000 ids', async () => {
	const trigger = node({ events: ['echo.message'] });
	const list = Array.from({ length: 10_000 }, (_, index) => sample.echo(`wamid.${index}`));
	expect(await deliver(trigger, sample.echoes(list.slice(0, 5_000)))).toHaveLength(5_000);
	expect(await deliver(trigger, sample.echoes(list.slice(5_000)))).toHaveLength(5_000);
	expect(await deliver(trigger, sample.echoes(list))).toEqual([]);
});

it('asks the database once for a delivery, once more for old chats, and not at all for nothing', async () => {
	const trigger = node();
	await deliver(trigger, sample.echoes([sample.echo('wamid.1')]));
	expect(host.deduplicator.calls).toBe(1);
	await deliver(trigger, ...sample.everything());
	expect(host.deduplicator.calls).toBe(3);
	await deliver(trigger, sample.echoes(['junk']));
	expect(host.deduplicator.calls).toBe(3);
});

it('forgets nothing of the live traffic when a history of many thousands comes in, nor of that history', async () => {
	const trigger = node({ events: ['echo.message', 'history.message'] });
	const chunk = (from: number) => sample.history(Array.from({ length: 12_000 }, (_, index) => [`wamid.OLD${from + index}`, sample.SECONDS] as const));
	expect(await deliver(trigger, sample.echoes([sample.echo('wamid.LIVE')]))).toHaveLength(1);
	expect(await deliver(trigger, chunk(0))).toHaveLength(12_000);
	expect(await deliver(trigger, chunk(12_000))).toHaveLength(12_000);
	expect(await deliver(trigger, sample.echoes([sample.echo('wamid.LIVE')]))).toEqual([]);
	expect(await deliver(trigger, chunk(0))).toEqual([]);
});

it('remembers old chats in the list of the node when another node uses the one of the workflow in another way', async () => {
	const trigger = node();
	const stored = await receive(trigger, sample.history([['wamid.OLD', sample.SECONDS]]));
	const isMessage = (event: string): boolean => event.startsWith('history.message');
	host.deduplicator.incompatible = true;
	expect((await run(trigger, stored)).filter(isMessage)).toHaveLength(1);
	expect((await run(trigger, stored)).filter(isMessage)).toHaveLength(0);
	host.deduplicator.incompatible = false;
	expect((await run(trigger, stored)).filter(isMessage)).toHaveLength(1);
});

it('lets one of several equal deliveries through that arrive together', async () => {
	const trigger = node();
	const stored = await receive(trigger, sample.echoes([sample.echo('wamid.1')]));
	const outcomes = await Promise.all(Array.from({ length: 8 }, async () => await run(trigger, stored)));
	expect(outcomes.flat()).toHaveLength(1);
});

describe('a retry', () => {
	it('emits its events again', async () => {
		const trigger = node();
		const stored = await receive(trigger, ...sample.everything());
		const first = await run(trigger, stored);
		expect(await run(trigger, stored, 'retry')).toEqual(first);
		expect(await run(trigger, stored, 'retry')).toEqual(first);
	});

	it('still drops repeats within its delivery', async () => {
		const trigger = node();
		const stored = await receive(trigger, sample.echoes([sample.echo('wamid.1'), sample.echo('wamid.1')]));
		expect(await run(trigger, stored, 'retry')).toHaveLength(1);
	});

	it('records its events, so that a redelivery of them is dropped', async () => {
		const trigger = node();
		const stored = await receive(trigger, sample.echoes([sample.echo('wamid.1')]));
		expect(await run(trigger, stored, 'retry')).toHaveLength(1);
		expect(await run(trigger, stored)).toEqual([]);
	});
});

it('loses nothing when the database fails: the retry emits all', async () => {
	const trigger = node();
	const stored = await receive(trigger, ...sample.everything());
	host.deduplicator.failures = 5;
	const failed = await trigger.run(stored);
	expect(failed.error).toBeDefined();
	expect(failed.outputs.flat()).toEqual([]);
	host.deduplicator.failures = 0;
	expect(await run(trigger, stored, 'retry')).toHaveLength(12);
});

const FAULTS = ['failures', 'lostAnswers'] as const;
it.each(FAULTS)('emits and records all when a call to the database fails (%s)', async (fault) => {
	const trigger = node();
	const stored = await receive(trigger, ...sample.everything());
	host.deduplicator[fault] = 1;
	expect(await run(trigger, stored)).toHaveLength(12);
	expect(await run(trigger, stored)).toHaveLength(1);
});

it('loses nothing when Retry On Fail runs the node again after one list was recorded', async () => {
	const trigger = node();
	Object.assign(trigger.node, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
	const stored = await receive(trigger, ...sample.everything());
	const { deduplicator } = host;
	const record = deduplicator.checkProcessedAndRecord.bind(deduplicator);
	const calls = jest.spyOn(deduplicator, 'checkProcessedAndRecord');
	const away = async (): Promise<never> => await Promise.reject(new Error('The database is not available'));
	// Meanwhile another process has overwritten the list: the ids are known, and not by this execution.
	const overwritten = async (items: DeduplicationItemTypes[]) => ({
		new: items.slice(-1),
		processed: items.slice(0, -1),
	});
	calls.mockImplementationOnce(record).mockImplementationOnce(away).mockImplementationOnce(away);
	calls.mockImplementationOnce(overwritten).mockImplementationOnce(overwritten);
	expect(await run(trigger, stored)).toHaveLength(12);
	expect(calls).toHaveBeenCalledTimes(5);
	calls.mockRestore();
});

it('shows how many duplicates it dropped', async () => {
	const trigger = node();
	const echoes = ['wamid.1', 'wamid.2', 'wamid.1'].map((id) => sample.echo(id));
	const stored = await receive(trigger, sample.echoes(echoes));
	const messages = async (): Promise<string[]> => (await trigger.run(stored)).hints.map(({ message }) => message);
	expect(await messages()).toEqual(['1 duplicate event was dropped']);
	expect(await messages()).toEqual(['3 duplicate events were dropped']);
	expect((await trigger.run(await receive(trigger, sample.echoes([sample.echo('wamid.3')])))).hints).toEqual([]);
});

it('does not let a test swallow the real event, nor be swallowed by it', async () => {
	const trigger = node();
	const stored = await receive(trigger, sample.echoes([sample.echo('wamid.1')]));
	expect(await run(trigger, stored, 'manual')).toHaveLength(1);
	expect(await run(trigger, stored)).toHaveLength(1);
	expect(await run(trigger, stored, 'manual')).toHaveLength(1);
});
