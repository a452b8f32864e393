import type { CoexistenceEvent } from '../../../nodes/WhatsAppCoexistence/contract/events';
import * as variants from '../../support/dedupeVariants';
import { MemoryDeduplicator, type CallSteps, type Rows } from '../../support/deduplication';
import { contextOf, eventOf } from '../../support/modelProcess';
import { VirtualClock } from '../../support/virtualClock';

const immediately = async (): Promise<void> => undefined;
const STEPS: CallSteps = { beforeRead: immediately, beforeWrite: immediately, beforeAnswer: immediately };

/** Processes that deliver one after the other, with lists that keep a share of the entries that the node asks for. */
class Window {
	private readonly rows: Rows = new Map();
	private readonly processes = Array.from({ length: 4 }, () => variants.shipped(new VirtualClock()));
	private executions = 0;

	constructor(private readonly share: number) {}

	/** How many of the events a process emits. */
	async deliver(events: readonly CoexistenceEvent[]): Promise<number> {
		const list = new MemoryDeduplicator(STEPS, this.rows);
		const record = list.checkProcessedAndRecord.bind(list);
		list.checkProcessedAndRecord = async (items, scope, data, options) =>
			await record(items, scope, data, { ...options, maxEntries: Math.floor(options.maxEntries! * this.share) });
		const context = contextOf(list, { executionId: ++this.executions, mode: 'webhook', input: {} });
		return (await this.processes[this.executions % 4]!.dropDuplicates(context, events)).length;
	}
}
interface Size {
	readonly kept: number;
	readonly perDelivery: number;
	/** Of the entries that the node asks for. */
	readonly share?: number;
}

/**
 * Delivers three times as many events as are to be kept, and each delivery a second time, as late as it must still be
 * recognized. Returns how many events were emitted twice.
 */
async function forgotten(name: string, { kept, perDelivery, share = 1 }: Size): Promise<number> {
	const window = new Window(share);
	const delivery = (serial: number): CoexistenceEvent[] =>
		Array.from({ length: perDelivery }, (_, part) => eventOf(`${serial} ${part}`, name));
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
