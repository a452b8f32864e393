import type { IExecuteFunctions } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';
import { claim, remember, type Memory } from './remember';

/** What happens one by one. The list is short, so that an echo waits for it only some milliseconds. */
const RECENT: Memory = { scope: 'node', maxEntries: 10_000 };
/**
 * The messages of old chats. They come by the ten thousand, and the phases of an import repeat messages far apart:
 * in the other list one chunk would drive out everything that is remembered of the live traffic.
 */
const OLD_CHATS: Memory = { scope: 'workflow', maxEntries: 200_000 };

/** An event whose repeats may be dropped; the others carry nothing that tells a repeat from a second one. */
function hasIdentity(event: CoexistenceEvent): boolean {
	if (event.event === 'unrecognized') return false;
	return !('message' in event) || event.message.id !== null;
}

/** The first of each identity within one delivery, in order. */
export function withoutRepeats(events: readonly CoexistenceEvent[]): CoexistenceEvent[] {
	const seen = new Set<string>();
	return events.filter((event) => !hasIdentity(event) || (!seen.has(event.id) && seen.add(event.id)));
}

const isOld = ({ event }: CoexistenceEvent): boolean => event === 'history.message';

/**
 * Drops events that this node has emitted before, by n8n's own database, and repeats within the delivery.
 * Ids are recorded here, so this is the last step that may fail. A retried execution emits its events again,
 * and so does a manual one, which records nothing: a test must neither be swallowed nor swallow the real one.
 * @param isAlone no other process records for this node: the one that runs the workflow has received the delivery
 */
export async function dropRepeats(
	context: IExecuteFunctions,
	events: CoexistenceEvent[],
	isAlone: boolean,
): Promise<CoexistenceEvent[]> {
	const distinct = withoutRepeats(events);
	const mode = context.getMode();
	const known = distinct.filter(hasIdentity);
	if (known.length === 0 || mode === 'manual') return distinct;
	const record = isAlone || mode === 'retry' ? remember : claim;
	const newOf = async (memory: Memory, list: CoexistenceEvent[]): Promise<ReadonlySet<string>> =>
		list.length === 0 ? new Set<string>() : await record(memory, context, list.map(({ id }) => id));
	const old = known.filter(isOld);
	// A "Remove Duplicates" node can use the list of the workflow in a way that does not go with this one.
	const newOld = await newOf(OLD_CHATS, old).catch(async () => await newOf(RECENT, old));
	const newRecent = await newOf(RECENT, known.filter((event) => !isOld(event)));
	if (mode === 'retry') return distinct;
	return distinct.filter((event) => !hasIdentity(event) || (isOld(event) ? newOld : newRecent).has(event.id));
}
