import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';
import { Entries } from './entries';

/** The row of one node, or of a workflow: the context is part of the key of n8n's table. */
function keyOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new Error('Deduplication needs the id of the workflow');
	if (scope === 'node' && node === undefined) throw new Error('Deduplication by node needs a node');
	return `${workflow.id} ${scope === 'node' ? `n:${node!.id}` : ''}`;
}

function assertEntries({ mode }: ICheckProcessedOptions): void {
	if (mode !== 'entries') throw new Error(`Deduplication mode ${mode} is not imitated here`);
}

/** The rows of n8n's table by context. */
export type Rows = Map<string, Entries>;

/** What happens around the steps of a call. The step after one that rejects does not happen. */
export interface CallSteps {
	beforeRead(): Promise<void>;
	/** Between reading and writing: other processes read and write meanwhile. */
	beforeWrite(): Promise<void>;
	/** The write is committed. If this rejects, only the answer is lost. */
	beforeAnswer(): Promise<void>;
}

const notUsed = async (): Promise<never> => {
	throw new Error('The trigger does not use this');
};
const nothing = async (): Promise<void> => undefined;
/** Other calls of this process come in between, so that a race shows. */
const yieldOnce = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/**
 * n8n's table of processed ids, in memory. As in n8n, there is one row per workflow and node, the oldest entries are
 * cut at `maxEntries`, duplicates within one batch are all new, the first write of a row fails if another process has
 * inserted the row since it was read, and reading and writing are two steps without a lock.
 */
export class MemoryDeduplicator implements IDataDeduplicator {
	/** How often ids were checked and recorded. */
	calls = 0;
	/** How many of the next calls fail before they write, as when the database is not available. */
	failures = 0;
	/** How many of the next calls write, and then fail: the answer is lost. */
	lostAnswers = 0;
	/** Another node of the workflow keeps something else than entries in the row of the workflow. */
	incompatible = false;

	/**
	 * @param steps lets a test delay or break a call
	 * @param rows several processes share the table, each with a deduplicator
	 */
	constructor(
		private readonly steps: CallSteps = { beforeRead: nothing, beforeWrite: yieldOnce, beforeAnswer: nothing },
		private readonly rows: Rows = new Map(),
	) {}

	/** Forgets everything. */
	clear(): void {
		this.rows.clear();
		this.calls = 0;
		this.failures = 0;
		this.lostAnswers = 0;
		this.incompatible = false;
	}

	/** Tells which items are new in this context, and records them. */
	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		assertEntries(options);
		this.calls++;
		await this.steps.beforeRead();
		if (this.failures > 0) {
			this.failures--;
			throw new Error('The database is not available');
		}
		if (this.incompatible && scope === 'workflow') {
			throw new Error('Deduplication data was originally saved with an incompatible setting');
		}
		const key = keyOf(scope, contextData);
		const row = this.rows.get(key);
		const ids = items.map(String);
		const known = new Set(ids.filter((id) => row?.has(id)));
		await this.steps.beforeWrite();
		if (row === undefined && this.rows.has(key)) throw new Error('UNIQUE constraint failed: processed_data');
		const fresh = ids.filter((id) => !known.has(id));
		this.rows.set(key, (row ?? Entries.of([])).append(fresh, options.maxEntries));
		await this.steps.beforeAnswer();
		if (this.lostAnswers > 0) {
			this.lostAnswers--;
			throw new Error('The connection was closed');
		}
		return { new: fresh, processed: ids.filter((id) => known.has(id)) };
	}

	readonly removeProcessed = notUsed;
	readonly clearAllProcessedItems = notUsed;
	readonly getProcessedDataCount = notUsed;
}
