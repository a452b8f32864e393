import { recordIds, type IdList } from '../../../nodes/WhatsAppCoexistence/n8n/processedIds';
import * as variants from '../../support/dedupeVariants';
import { MemoryDeduplicator, type CallSteps, type Rows } from '../../support/deduplication';
import { Entries } from '../../support/entries';
import { contextOf, eventOf, type Load } from '../../support/modelProcess';
import { VirtualClock } from '../../support/virtualClock';

const LIST = { scope: 'node', maxEntries: 100 } as const;
const WORKFLOW_LIST = { scope: 'workflow', maxEntries: 100 } as const;

let database: MemoryDeduplicator;
let rows: Rows;
beforeEach(() => {
	rows = new Map();
	database = new MemoryDeduplicator(undefined, rows);
});

const record = async (ids: string[], marker: string, list: IdList = LIST): Promise<string[]> => {
	const context = contextOf(database, { executionId: 1, mode: 'webhook', input: {} });
	return [...(await recordIds(list, context, ids, marker))];
};
const stored = (): Record<string, string[]> =>
	Object.fromEntries([...rows].map(([key, entries]) => [key, [...entries]]));

it('returns the ids that were recorded before', async () => {
	expect(await record(['a', 'b'], 'm1')).toEqual([]);
	expect(await record(['b', 'c'], 'm2')).toEqual(['b']);
	expect(await record(['a', 'b', 'c'], 'm3')).toEqual(['a', 'b', 'c']);
});

it('writes the marker behind the ids, in the same call', async () => {
	await record(['a', 'b'], 'm1');
	expect(database.calls).toBe(1);
	expect(stored()).toEqual({ 'workflow n:node': ['a', 'b', 'm1'] });
});

it('finds no duplicates when the same execution records its ids again', async () => {
	await record(['a'], 'm0');
	await record(['a', 'b'], 'm1');
	expect(await record(['a', 'b'], 'm1')).toEqual([]);
});

const FAULTS = ['failures', 'lostAnswers'] as const;
it.each(FAULTS)('finds no duplicates after a failed call (%s), and records the ids', async (fault) => {
	await record(['known'], 'm0');
	database[fault] = 1;
	expect(await record(['known', 'new'], 'm1')).toEqual([]);
	expect(await record(['known', 'new'], 'm2')).toEqual(['known', 'new']);
});

it('rejects after two failed calls', async () => {
	database.failures = 2;
	await expect(record(['a'], 'm1')).rejects.toThrow('not available');
	expect(database.calls).toBe(2);
});

it('answers each execution that shared a failed call', async () => {
	await record(['known'], 'm0');
	const first = record(['other'], 'm1');
	const batch = [record(['known', 'a'], 'm2'), record(['a'], 'm3')];
	await first;
	database.lostAnswers = 1;
	// Of two executions with the same event, the first emits it.
	expect(await Promise.all(batch)).toEqual([[], ['a']]);
});

it('lets both processes have an id when they insert the list at the same moment', async () => {
	const runProcess = async (executionId: number): Promise<number> => {
		const list = new MemoryDeduplicator(undefined, rows);
		const context = contextOf(list, { executionId, mode: 'webhook', input: {} });
		return (await variants.shipped(new VirtualClock()).dropDuplicates(context, [eventOf('a')])).length;
	};
	expect(await Promise.all([1, 2].map(runProcess))).toEqual([1, 1]);
	expect(stored()['workflow n:node']).toHaveLength(3);
});

it('keeps the ids of the nodes of a workflow apart', async () => {
	await record(['a'], 'm1', WORKFLOW_LIST);
	expect(stored()).toEqual({ 'workflow ': ['node a', 'node m1'] });
	expect(await record(['a'], 'm2', WORKFLOW_LIST)).toEqual(['a']);
	expect(await record(['a'], 'm3')).toEqual([]);
});

/** For each call of a process: when it reads and when it writes, and whether its answer is lost. */
type Script = ReadonlyArray<readonly [read: number, write: number, isLost?: 'lost']>;

/** Runs one execution for each script, all with the same event but for the last, and returns who emitted it. */
async function runScripts(load: Load, scripts: readonly Script[]): Promise<boolean[]> {
	const clock = new VirtualClock();
	const results = scripts.map(async (script, index) => {
		const calls = script.values();
		let call = script[0]!;
		const until = async (time: number): Promise<void> => await clock.sleep(time - clock.now);
		const steps: CallSteps = {
			beforeRead: async () => {
				call = calls.next().value!;
				await until(call[0]);
			},
			beforeWrite: async () => await until(call[1]),
			beforeAnswer: async () => {
				if (call[2] === 'lost') throw new Error('The connection was closed');
			},
		};
		const context = contextOf(new MemoryDeduplicator(steps, rows), { executionId: index, mode: 'webhook', input: {} });
		const isLast = index === scripts.length - 1;
		return (await load(clock).dropDuplicates(context, [eventOf(isLast ? 'other' : 'a')])).length > 0;
	});
	await clock.run();
	return await Promise.all(results);
}

/** Two copies whose answers are lost, and a third process that brings back what the second has overwritten. */
const CROSSED: Script[] = [
	[[0, 10, 'lost'], [20, 21]],
	[[5, 15, 'lost'], [35, 36]],
	[[12, 30]],
];

it('does not believe the second answer, whatever it finds', async () => {
	rows.set('workflow n:node', Entries.of(['before']));
	expect(await runScripts(variants.shipped, CROSSED)).toEqual([true, true, true]);
	rows.set('workflow n:node', Entries.of(['before']));
	// Each of the two sees the other's marker with the id, and not its own.
	expect(await runScripts(variants.markerAfterErrorCounts, CROSSED)).toEqual([false, false, true]);
});
