import type { IExecuteFunctions } from 'n8n-workflow';
import type * as BatchQueue from '../../nodes/WhatsAppCoexistence/n8n/batchQueue';
import type * as Dedupe from '../../nodes/WhatsAppCoexistence/n8n/dedupe';
import type * as ProcessedIds from '../../nodes/WhatsAppCoexistence/n8n/processedIds';
import type { Load } from './modelProcess';
import type { VirtualClock } from './virtualClock';

const DEDUPE = '../../nodes/WhatsAppCoexistence/n8n/dedupe';
const PROCESSED_IDS = '../../nodes/WhatsAppCoexistence/n8n/processedIds';
const BATCH_QUEUE = '../../nodes/WhatsAppCoexistence/n8n/batchQueue';
type RecordIds = typeof ProcessedIds.recordIds;
type Enqueue = typeof BatchQueue.enqueue;

/** Loads the shipped module anew, after some of what it imports was replaced. */
function loadWith(replace: () => void): typeof Dedupe {
	let loaded: typeof Dedupe | undefined;
	jest.isolateModules(() => {
		replace();
		loaded = jest.requireActual<typeof Dedupe>(DEDUPE);
	});
	jest.dontMock(PROCESSED_IDS).dontMock(BATCH_QUEUE);
	return loaded!;
}

const shippedRecordIds = (): RecordIds => jest.requireActual<typeof ProcessedIds>(PROCESSED_IDS).recordIds;
const shippedEnqueue = (): Enqueue => jest.requireActual<typeof BatchQueue>(BATCH_QUEUE).enqueue;

const withRecordIds = (make: (enqueue: Enqueue, clock: VirtualClock) => RecordIds): Load => (clock) =>
	loadWith(() => jest.doMock(PROCESSED_IDS, () => ({ recordIds: make(shippedEnqueue(), clock) })));

/** One call of n8n's helper, with the answer in the words of `recordIds`: what was known before. */
const writer =
	({ scope, maxEntries }: ProcessedIds.IdList, context: IExecuteFunctions) =>
	async (entries: string[]): Promise<string[]> => {
		const { processed } = await context.helpers.checkProcessedAndRecord(entries, scope, { mode: 'entries', maxEntries });
		return processed.map(String);
	};

let serial = 0;

export const shipped: Load = () => loadWith(() => undefined);

/** After an error the repeated call decides: if the first was written, its own ids look like duplicates. */
export const secondAnswerCounts = withRecordIds((enqueue) => async (list, context, ids) => {
	const write = writer(list, context);
	return await enqueue(list.scope, ids, async (entries) => await write(entries).catch(async () => await write(entries)));
});

/** As before, but ids count as new if the repeated call finds a marker that was written with them. */
export const markerAfterErrorCounts = withRecordIds((enqueue) => async (list, context, ids) => {
	const write = writer(list, context);
	const record = async (entries: string[]): Promise<string[]> => {
		const marker = `marker ${serial++}`;
		const known = await write([...entries, marker]).catch(async () => await write([...entries, marker]));
		return known.includes(marker) ? [] : known;
	};
	return await enqueue(list.scope, ids, record);
});

/** New ids are recorded with a mark and looked at again later: they belong to whoever still finds the mark. */
export const claims = withRecordIds((enqueue, clock) => async (list, context, ids) => {
	const mark = `mark ${serial++}`;
	let mine = ids;
	for (let tries = 0; tries < 8 && mine.length > 0; tries++) {
		const started = clock.now;
		const known = await enqueue(list.scope, [...mine, mark], writer(list, context));
		if (known.has(mark)) break;
		mine = mine.filter((id) => !known.has(id));
		if (mine.length > 0) await clock.sleep(Math.max(400, 5 * (clock.now - started)));
	}
	return new Set(ids.filter((id) => !mine.includes(id)));
});

/** Another marker on each run of the same execution. */
export const noMarker: Load = () =>
	loadWith(() => {
		const recordIds = shippedRecordIds();
		const unmarked: RecordIds = async (list, context, ids) => await recordIds(list, context, ids, `${serial++}`);
		jest.doMock(PROCESSED_IDS, () => ({ recordIds: unmarked }));
	});

/** The same marker in both lists, although one can take over the ids of the other. */
export const sharedMarker: Load = () =>
	loadWith(() => {
		const recordIds = shippedRecordIds();
		const sharing: RecordIds = async (list, context, ids) =>
			await recordIds(list, context, ids, context.getExecutionId());
		jest.doMock(PROCESSED_IDS, () => ({ recordIds: sharing }));
	});

/** A process that does not recognize the input that it has worked on before. */
export const forgetsInputs: Load = (clock) => {
	const { dropDuplicates } = shipped(clock);
	return {
		dropDuplicates: async (context, events) =>
			await dropDuplicates({ ...context, getInputData: () => [{ json: {} }] }, events),
	};
};

/** Executions of one process that do not wait for each other. */
export const noQueue: Load = () =>
	loadWith(() => {
		const direct: Enqueue = async (_key, entries, record) => new Set(await record([...entries]));
		jest.doMock(BATCH_QUEUE, () => ({ enqueue: direct }));
	});
