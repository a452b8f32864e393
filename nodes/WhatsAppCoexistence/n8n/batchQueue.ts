/** Records entries in one call. Returns those that were recorded before. */
export type RecordBatch = (entries: string[]) => Promise<Iterable<string>>;

interface Caller {
	readonly entries: readonly string[];
	readonly record: RecordBatch;
	readonly resolve: (known: ReadonlySet<string>) => void;
	readonly reject: (error: unknown) => void;
}

const queues = new Map<string, Caller[]>();

async function recordBatch(batch: readonly Caller[]): Promise<void> {
	try {
		const known = new Set(await batch[0]!.record([...new Set(batch.flatMap(({ entries }) => entries))]));
		for (const { entries, resolve } of batch) {
			resolve(new Set(entries.filter((entry) => known.has(entry))));
			// Of several callers with the same new entry, the first gets it as new, as if they had called one by one.
			for (const entry of entries) known.add(entry);
		}
	} catch (error) {
		for (const { reject } of batch) reject(error);
	}
}

async function drain(key: string, queue: Caller[]): Promise<void> {
	while (queue.length > 0) await recordBatch(queue.splice(0));
	queues.delete(key);
}

/**
 * Records entries in a list that allows one change at a time in this process. Reading and writing the whole list is
 * what costs, so all callers that arrive during a call share the next one.
 * @param key names the list
 * @param entries in the order in which they are to be recorded
 * @param record one of the callers' functions records the whole batch: all callers with the same key must pass one
 *   that does the same
 * @returns the caller's entries that were recorded before, also by an earlier caller of the same batch
 * @throws what `record` throws; every caller of the batch gets the error
 */
export async function enqueue(
	key: string,
	entries: readonly string[],
	record: RecordBatch,
): Promise<ReadonlySet<string>> {
	return await new Promise((resolve, reject) => {
		const caller = { entries, record, resolve, reject };
		const waiting = queues.get(key);
		if (waiting !== undefined) return void waiting.push(caller);
		const queue = [caller];
		queues.set(key, queue);
		void drain(key, queue);
	});
}
