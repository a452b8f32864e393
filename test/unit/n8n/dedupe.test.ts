import type { DeduplicationScope } from 'n8n-workflow';
import type { CoexistenceEvent } from '../../../nodes/WhatsAppCoexistence/contract/events';
import * as variants from '../../support/dedupeVariants';
import { MemoryDeduplicator, type Rows } from '../../support/deduplication';
import { contextOf, eventOf, type Deduplication } from '../../support/modelProcess';
import { VirtualClock } from '../../support/virtualClock';

const OLD = [eventOf('old', 'history.message')];
const RECENT = [eventOf('new')];
const BOTH = [...OLD, ...RECENT];
const namesOf = (events: readonly CoexistenceEvent[]): string[] => events.map(({ event }) => event);

describe('dropDuplicates', () => {
	let database: MemoryDeduplicator;
	let process: Deduplication;
	let executions = 0;
	beforeEach(() => {
		database = new MemoryDeduplicator();
		process = variants.shipped(new VirtualClock());
	});

	const run = async (events: readonly CoexistenceEvent[], more: Partial<Parameters<typeof contextOf>[1]> = {}): Promise<string[]> => {
		const context = contextOf(database, { executionId: ++executions, mode: 'webhook', input: {}, ...more });
		return namesOf(await process.dropDuplicates(context, events));
	};
	/** The scope of each call that the work makes. */
	const scopesOf = async (work: () => Promise<unknown>): Promise<DeduplicationScope[]> => {
		const spy = jest.spyOn(database, 'checkProcessedAndRecord');
		await work();
		return spy.mock.calls.map(([, scope]) => scope);
	};

	it('emits all events again when Retry On Fail runs the node again', async () => {
		const input = {};
		const executionId = 1_000;
		const record = database.checkProcessedAndRecord.bind(database);
		const away = new Error('The database is not available');
		// The old chats are recorded. The other list fails, twice.
		const calls = jest.spyOn(database, 'checkProcessedAndRecord');
		calls.mockImplementationOnce(record).mockRejectedValueOnce(away).mockRejectedValueOnce(away);
		await expect(run(BOTH, { executionId, input })).rejects.toThrow('not available');
		expect(await run(BOTH, { executionId, input })).toEqual(namesOf(BOTH));
		expect(await run(BOTH)).toEqual([]);
	});

	it('emits all events again when another process runs the same execution again', async () => {
		const executionId = 1_001;
		expect(await run(BOTH, { executionId })).toEqual(namesOf(BOTH));
		process = variants.shipped(new VirtualClock());
		expect(await run(BOTH, { executionId })).toEqual(namesOf(BOTH));
		expect(await run(BOTH)).toEqual([]);
	});

	it('uses the list of the node for old chats only if the list of the workflow fails twice', async () => {
		database.incompatible = true;
		expect(await scopesOf(async () => await run(OLD))).toEqual(['workflow', 'workflow', 'node']);
		expect(await run(OLD)).toEqual([]);
	});

	it.each(['failures', 'lostAnswers'] as const)('stays with the list of the workflow after one failed call (%s)', async (fault) => {
		database[fault] = 1;
		expect(await scopesOf(async () => expect(await run(OLD)).toEqual(namesOf(OLD)))).toEqual(['workflow', 'workflow']);
		expect(await run(OLD)).toEqual([]);
	});

	it('keeps dropping recent events while old chats use the same list', async () => {
		database.incompatible = true;
		expect(await run(BOTH)).toEqual(namesOf(BOTH));
		expect(await run(BOTH)).toEqual([]);
	});
});

/** Processes that deliver one after the other, with lists that keep a share of the entries that the node asks for. */
class Window {
	private readonly rows: Rows = new Map();
	private readonly processes = Array.from({ length: 4 }, () => variants.shipped(new VirtualClock()));
	private executions = 0;

	constructor(private readonly share: number) {}

	/** How many of the events a process emits. */
	async deliver(events: readonly CoexistenceEvent[]): Promise<number> {
		const list = new MemoryDeduplicator({ beforeRead: later, beforeWrite: later, beforeAnswer: later }, this.rows);
		const record = list.checkProcessedAndRecord.bind(list);
		list.checkProcessedAndRecord = async (items, scope, data, options) =>
			await record(items, scope, data, { ...options, maxEntries: Math.floor(options.maxEntries! * this.share) });
		const context = contextOf(list, { executionId: ++this.executions, mode: 'webhook', input: {} });
		return (await this.processes[this.executions % 4]!.dropDuplicates(context, events)).length;
	}
}
const later = async (): Promise<void> => undefined;

/**
 * Delivers three times as many events as are to be kept, and each delivery a second time, as late as it must still be
 * recognized. Returns how many events were emitted twice.
 */
async function forgotten(name: string, { kept, perDelivery, share = 1 }: { kept: number; perDelivery: number; share?: number }): Promise<number> {
	const window = new Window(share);
	const delivery = (serial: number) => Array.from({ length: perDelivery }, (_, part) => eventOf(`${serial} ${part}`, name));
	const distance = kept / perDelivery - 1;
	let twice = 0;
	for (let serial = 0; serial < 3 * (distance + 1); serial++) {
		expect(await window.deliver(delivery(serial))).toBe(perDelivery);
		if (serial >= distance) twice += await window.deliver(delivery(serial - distance));
	}
	return twice;
}

describe('of events that four processes receive twice each, the node remembers', () => {
	const recent = { kept: 100, perDelivery: 1, share: 1 / 100 };
	const old = { kept: 2_000, perDelivery: 20, share: 1 / 100 };

	it('10,000 recent ones, each in a delivery of its own', async () => {
		expect(await forgotten('echo.message', { kept: 10_000, perDelivery: 1 })).toBe(0);
	}, 120_000);

	it('the same share of them in a smaller list, and no more', async () => {
		expect(await forgotten('echo.message', recent)).toBe(0);
		expect(await forgotten('echo.message', { ...recent, share: (recent.share * 2) / 3 })).toBeGreaterThan(0);
	});

	it('200,000 messages of old chats', async () => {
		expect(await forgotten('history.message', { kept: 200_000, perDelivery: 10_000 })).toBe(0);
	}, 120_000);

	it('the same share of them in a smaller list, with 20 in each delivery, and no more', async () => {
		expect(await forgotten('history.message', old)).toBe(0);
		expect(await forgotten('history.message', { ...old, perDelivery: 10 })).toBeGreaterThan(0);
	});
});
