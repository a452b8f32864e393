import type { IExecuteFunctions } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';

/** How many ids n8n remembers for a node. n8n rewrites them all on each call: 10,000 cost it about 15 ms. */
const WINDOW = 10_000;

/** An event whose repeats may be dropped; the others carry nothing that tells a repeat from a second one. */
function hasIdentity(event: CoexistenceEvent): boolean {
	if (event.event === 'unrecognized') return false;
	return !('message' in event) || event.message.id !== null;
}

/** The first of each identity within one delivery, in order. */
function withoutRepeats(events: readonly CoexistenceEvent[]): CoexistenceEvent[] {
	const seen = new Set<string>();
	return events.filter((event) => !hasIdentity(event) || (!seen.has(event.id) && seen.add(event.id)));
}

/** n8n reads, changes and writes the ids of a node without a lock: within this process they take turns. */
const turns = new Map<string, Promise<unknown>>();

async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
	const before = turns.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	const settled = mine.catch(() => undefined);
	turns.set(key, settled);
	try {
		return await mine;
	} finally {
		if (turns.get(key) === settled) turns.delete(key);
	}
}

async function newIds(context: IExecuteFunctions, ids: string[], maxEntries = WINDOW): Promise<Set<string>> {
	const record = async () => await context.helpers.checkProcessedAndRecord(ids, 'node', { mode: 'entries', maxEntries });
	try {
		return new Set((await record()).new.map(String));
	} catch {
		// The very first ids of a node are inserted; when another process was faster, the row is there now.
		return new Set((await record()).new.map(String));
	}
}

/** Identifies a node in its workflow: nodes remember apart. */
const nodeKey = (context: IExecuteFunctions): string => `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;

/**
 * Which of some events would come out if they were recorded now; nothing stays recorded. n8n has no helper that
 * only asks: the ids are recorded and what was new of them is forgotten again, in one turn, with room for them
 * so that no older one is pushed out. The answer is a forecast: another process may record an id meanwhile, and
 * only `dropRepeats` decides. Rejects when the database is away.
 */
export async function forecast(context: IExecuteFunctions, events: readonly CoexistenceEvent[]): Promise<CoexistenceEvent[]> {
	const distinct = withoutRepeats(events);
	const ids = distinct.filter(hasIdentity).map(({ id }) => id);
	const mode = context.getMode();
	if (ids.length === 0 || mode === 'manual' || mode === 'retry') return distinct;
	const fresh = await inTurn(nodeKey(context), async () => {
		const found = await newIds(context, ids, WINDOW + ids.length);
		if (found.size > 0) await context.helpers.removeProcessed([...found], 'node', { mode: 'entries' });
		return found;
	});
	return distinct.filter((event) => !hasIdentity(event) || fresh.has(event.id));
}

/**
 * Drops events that this node has emitted before, by n8n's own database, and repeats within the delivery.
 * Ids are recorded here, so this is the last step that may fail. A retried execution emits its events again,
 * and so does a manual one, which records nothing: a test must neither be swallowed nor swallow the real one.
 */
export async function dropRepeats(context: IExecuteFunctions, events: CoexistenceEvent[]): Promise<CoexistenceEvent[]> {
	const distinct = withoutRepeats(events);
	const ids = distinct.filter(hasIdentity).map(({ id }) => id);
	const mode = context.getMode();
	if (ids.length === 0 || mode === 'manual') return distinct;
	const fresh = await inTurn(nodeKey(context), async () => await newIds(context, ids));
	if (mode === 'retry') return distinct;
	return distinct.filter((event) => !hasIdentity(event) || fresh.has(event.id));
}
