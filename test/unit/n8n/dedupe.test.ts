import type { DeduplicationScope } from 'n8n-workflow';
import type { CoexistenceEvent } from '../../../nodes/WhatsAppCoexistence/contract/events';
import * as variants from '../../support/dedupeVariants';
import { MemoryDeduplicator } from '../../support/deduplication';
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

	type Run = Partial<Parameters<typeof contextOf>[1]>;
	const run = async (events: readonly CoexistenceEvent[], more: Run = {}): Promise<string[]> => {
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

	const FAULTS = ['failures', 'lostAnswers'] as const;
	it.each(FAULTS)('stays with the list of the workflow after one failed call (%s)', async (fault) => {
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
