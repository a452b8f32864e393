import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/** The row of one node, or of a workflow: the context is part of the key of n8n's table. */
function keyOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new Error('Deduplication needs the id of the workflow');
	if (scope === 'node' && node === undefined) throw new Error('Deduplication by node needs a node');
	return `${workflow.id} ${scope === 'node' ? `n:${node!.id}` : ''}`;
}

function assertEntries({ mode }: ICheckProcessedOptions): void {
	if (mode !== 'entries') throw new Error(`Deduplication mode ${mode} is not imitated here`);
}

/**
 * n8n's table of processed ids, in memory. As there: one row per workflow and node, the oldest entries are cut
 * at `maxEntries`, repeats within one batch are all new, and reading and writing is not one step (each call
 * gives way to others in between, so that a race shows).
 */
export class MemoryDeduplicator implements IDataDeduplicator {
	private readonly rows = new Map<string, string[]>();
	/** How often ids were checked and recorded. */
	calls = 0;
	/** How many of the next calls fail, as when the database is away. */
	failures = 0;
	/** Another node of the workflow keeps something else than entries in the row of the workflow. */
	incompatible = false;

	/** Forgets everything. */
	clear(): void {
		this.rows.clear();
		this.calls = 0;
		this.failures = 0;
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
		if (this.failures > 0) {
			this.failures--;
			throw new Error('The database is away');
		}
		if (this.incompatible && scope === 'workflow') throw new Error('Deduplication data was originally saved with an incompatible setting');
		const key = keyOf(scope, contextData);
		const row = this.rows.get(key);
		const before = [...(row ?? [])];
		const known = new Set(before);
		await new Promise((resolve) => setImmediate(resolve));
		const fresh = items.filter((item) => !known.has(String(item)));
		const entries = [...before, ...fresh.map(String)];
		const { maxEntries } = options;
		this.rows.set(key, maxEntries === undefined ? entries : entries.slice(-maxEntries));
		return { new: fresh, processed: items.filter((item) => known.has(String(item))) };
	}

	/** Forgets some items of a context. */
	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		assertEntries(options);
		const key = keyOf(scope, contextData);
		const removed = new Set(items.map(String));
		const row = this.rows.get(key);
		if (row !== undefined) this.rows.set(key, row.filter((entry) => !removed.has(entry)));
	}

	/** Forgets a whole context. */
	async clearAllProcessedItems(scope: DeduplicationScope, contextData: ICheckProcessedContextData): Promise<void> {
		this.rows.delete(keyOf(scope, contextData));
	}

	/** How many items a context holds. */
	async getProcessedDataCount(scope: DeduplicationScope, contextData: ICheckProcessedContextData): Promise<number> {
		return this.rows.get(keyOf(scope, contextData))?.length ?? 0;
	}
}
