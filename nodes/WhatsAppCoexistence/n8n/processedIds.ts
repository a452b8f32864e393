import type { IExecuteFunctions } from 'n8n-workflow';
import { enqueue } from './batchQueue';
import { nodeKey } from './nodeKey';

/**
 * A list of ids in n8n's database. n8n reads the whole list, changes it and writes it back without a lock, so one
 * process can overwrite what another has just written.
 */
export interface IdList {
	readonly scope: 'node' | 'workflow';
	/** Above this number n8n removes the oldest entries. Markers are entries too. */
	readonly maxEntries: number;
}

/**
 * Records ids and returns the duplicates: those that an earlier execution has recorded and therefore emits. An id
 * that is no longer in the list is not a duplicate. Two rules prevent an event from being lost:
 *
 * - Only the first answer counts. When a call fails, its ids may have been written or not, and a second answer cannot
 *   tell whose ids it found. So they are recorded again, and none of them is a duplicate.
 * - The marker is written with the ids, after them: as long as the list contains them it contains the marker. A known
 *   marker means that this execution has recorded its ids before and runs again, so none of them is a duplicate.
 *
 * @param marker the same whenever an execution records the same ids again. If another execution happens to use it
 *   too, events can be emitted twice, never lost.
 * @throws when a call fails twice: the database is not available, or another node of the workflow uses the list in an
 *   incompatible way. The ids may have been recorded.
 */
export async function recordIds(
	{ scope, maxEntries }: IdList,
	context: IExecuteFunctions,
	ids: readonly string[],
	marker: string,
): Promise<ReadonlySet<string>> {
	const record = async (entries: string[]): Promise<string[]> => {
		const options = { mode: 'entries', maxEntries } as const;
		const write = async () => await context.helpers.checkProcessedAndRecord(entries, scope, options);
		try {
			return (await write()).processed.map(String);
		} catch {
			await write();
			return [];
		}
	};
	// With the scope 'workflow' all nodes of a workflow share one list.
	const key = scope === 'node' ? nodeKey(context) : `${context.getWorkflow().id ?? ''}`;
	const prefix = scope === 'node' ? '' : `${context.getNode().id} `;
	const known = await enqueue(key, [...ids, marker].map((entry) => prefix + entry), record);
	return new Set(known.has(prefix + marker) ? [] : ids.filter((id) => known.has(prefix + id)));
}
