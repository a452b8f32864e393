import { randomUUID } from 'crypto';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { nodeKey } from './nodeKey';
import { putInTurn } from './turns';

/**
 * One list of ids in n8n's own database. n8n reads the whole list, changes it and writes it back, without a lock:
 * what another process wrote in between is overwritten.
 */
export interface Memory {
	readonly scope: 'node' | 'workflow';
	readonly maxEntries: number;
}

/** Which ids the list did not hold yet, and how long n8n took to read and write it. */
interface Recorded {
	readonly fresh: ReadonlySet<string>;
	readonly milliseconds: number;
}

async function record({ scope, maxEntries }: Memory, context: IExecuteFunctions, ids: readonly string[]): Promise<Recorded> {
	// n8n has one list for all nodes of a workflow that ask with this scope.
	const prefix = scope === 'workflow' ? `${context.getNode().id} ` : '';
	const put = async (items: string[]): Promise<string[]> => {
		const write = async () => await context.helpers.checkProcessedAndRecord(items, scope, { mode: 'entries', maxEntries });
		// The very first ids are inserted; when another process was faster, that fails, and the list is there now.
		return (await write().catch(write)).new.map(String);
	};
	const list = scope === 'node' ? nodeKey(context) : `${context.getWorkflow().id ?? ''}`;
	const { fresh, milliseconds } = await putInTurn(list, ids.map((id) => prefix + id), maxEntries, put);
	return { fresh: new Set(fresh.map((item) => item.slice(prefix.length))), milliseconds };
}

/**
 * Records ids; gives those that the list did not hold yet. Rejects when the database cannot be used, or when
 * another node of the workflow uses the same list in another way.
 */
export async function remember(memory: Memory, context: IExecuteFunctions, ids: readonly string[]): Promise<ReadonlySet<string>> {
	return (await record(memory, context, ids)).fresh;
}

/** Another process that has read the list before this one wrote it writes it back within this time. */
const LEAST_WAIT_MILLISECONDS = 400;
const WAIT_FOR_EACH_MILLISECOND_OF_MINE = 5;
/** Whoever is overwritten so often in a row lets its events through: rather twice than never. */
const MOST_TRIES = 8;

/**
 * Like `remember`, where other processes use the list too: of several that record the same new id at the same
 * moment, one gets it. Each adds a mark of its own and looks again when the others have written. The mark is
 * there: nobody overwrote this list, and all later ones have seen the id. It is gone: the id belongs to whoever
 * wrote it over, or, if it is gone as well, it was overwritten by strangers and is recorded again.
 */
export async function claim({ scope, maxEntries }: Memory, context: IExecuteFunctions, ids: readonly string[]): Promise<ReadonlySet<string>> {
	// The marks stand in the list too, at most one for each id: twice the room keeps the promised number of ids.
	const memory = { scope, maxEntries: 2 * maxEntries };
	const mark = `mark ${randomUUID()}`;
	let mine: readonly string[] = ids;
	for (let tries = 0; tries < MOST_TRIES && mine.length > 0; tries++) {
		const { fresh, milliseconds } = await record(memory, context, [...mine, mark]);
		if (!fresh.has(mark)) break;
		mine = mine.filter((id) => fresh.has(id));
		if (mine.length > 0) await sleep(Math.max(LEAST_WAIT_MILLISECONDS, WAIT_FOR_EACH_MILLISECOND_OF_MINE * milliseconds));
	}
	return new Set(mine);
}
