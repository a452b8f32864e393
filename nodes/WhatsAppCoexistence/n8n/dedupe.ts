import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';
import { recordIds, type IdList } from './processedIds';

/**
 * Everything but the messages of old chats. n8n reads and writes the whole list for each execution, so it is short:
 * 10,000 events, if each arrives alone and twice. Such an event takes three entries: its id and two markers.
 */
const RECENT: IdList = { scope: 'node', maxEntries: 30_000 };
/**
 * The messages of old chats have a separate list, because one import would displace all recent events. 200,000
 * messages and the markers of 20,000 executions: one delivery contains dozens to thousands of them. All triggers of a
 * workflow share the list.
 */
const OLD_CHATS: IdList = { scope: 'workflow', maxEntries: 220_000 };

/** Whether the id identifies the event. A duplicate of any other event looks like a second event of the same kind. */
function hasIdentity(event: CoexistenceEvent): boolean {
	if (event.event === 'unrecognized') return false;
	return !('message' in event) || event.message.id !== null;
}

/** Keeps the first event of each identity within one delivery, in order. */
export function withoutDuplicates(events: readonly CoexistenceEvent[]): CoexistenceEvent[] {
	const seen = new Set<string>();
	return events.filter((event) => !hasIdentity(event) || (!seen.has(event.id) && seen.add(event.id)));
}

const isOld = ({ event }: CoexistenceEvent): boolean => event === 'history.message';

/** Inputs whose ids this process has begun to record. n8n passes the same object when it runs the node again. */
const recordedInputs = new WeakSet<INodeExecutionData>();

/**
 * Drops events that this node has emitted before, and duplicates within the delivery. Records the ids in n8n's
 * database, so nothing that can fail may follow. An execution that runs again emits all its events again: one that
 * is retried by hand, or by *Retry On Fail* (the same input), or that n8n hands to another worker (its marker is
 * known). A manual execution emits all and records nothing: a test must not suppress the real event.
 * @returns the events to emit, in order
 * @throws when the database is not available
 */
export async function dropDuplicates(
	context: IExecuteFunctions,
	events: readonly CoexistenceEvent[],
): Promise<CoexistenceEvent[]> {
	const distinct = withoutDuplicates(events);
	const identified = distinct.filter(hasIdentity);
	const [input] = context.getInputData();
	if (identified.length === 0 || input === undefined || context.getMode() === 'manual') return distinct;
	const runsAgain = context.getMode() === 'retry' || recordedInputs.has(input);
	recordedInputs.add(input);
	const record = async (list: IdList, part: readonly CoexistenceEvent[], name: string): Promise<ReadonlySet<string>> => {
		if (part.length === 0) return new Set();
		return await recordIds(list, context, part.map(({ id }) => id), `${name} of execution ${context.getExecutionId()}`);
	};
	const old = identified.filter(isOld);
	// If the list of the workflow cannot be used (another node has changed its format), use the list of the node.
	const knownOld = await record(OLD_CHATS, old, 'old').catch(async () => await record(RECENT, old, 'old'));
	const knownRecent = await record(RECENT, identified.filter((event) => !isOld(event)), 'recent');
	if (runsAgain) return distinct;
	return distinct.filter((event) => !hasIdentity(event) || !(isOld(event) ? knownOld : knownRecent).has(event.id));
}
