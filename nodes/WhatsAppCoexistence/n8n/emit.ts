import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';
import { OUTPUTS, outputOf } from '../contract/outputs';
import { normalizeDelivery } from '../pipeline';
import { text } from '../wire/read';
import { fetchAttachments, mediaOf, withDownloadError, type Attached, type Attachment } from './attachments';
import { dropRepeats, forecast } from './dedupe';
import { itemJson } from './itemJson';
import { readSettings, type Settings } from './settings';

/** An event and the input item that it came from. */
interface Made extends Attached {
	readonly index: number;
}

function itemOf({ event, index }: Made, settings: Settings, attachment: Attachment | undefined): INodeExecutionData {
	const complete = settings.downloadMedia ? withDownloadError(event, attachment?.error ?? null) : event;
	const binary = attachment?.binary;
	return { json: itemJson(complete, settings), ...(binary && { binary }), pairedItem: { item: index } };
}

/** The stored delivery of an input item; a clear error when something else was put in. */
function deliveryOf(context: IExecuteFunctions, item: INodeExecutionData, itemIndex: number): string {
	const delivery = text(item.json['delivery']);
	if (delivery !== null) return delivery;
	throw new NodeOperationError(context.getNode(), 'This item holds no delivery', {
		itemIndex,
		description: 'The trigger reads what its own webhook stored. Listen for a test event, or publish the workflow.',
	});
}

/** The events of the stored deliveries, in order. */
function eventsOf(context: IExecuteFunctions, settings: Settings): Made[] {
	return context.getInputData().flatMap((item, index) => {
		const receivedAt = Date.parse(text(item.json['receivedAt']) ?? '');
		return normalizeDelivery(deliveryOf(context, item, index), settings).map((event) => ({
			event,
			index,
			receivedAt: Number.isNaN(receivedAt) ? null : receivedAt,
		}));
	});
}

/** The files of the events that are expected to come out: repeats are not downloaded. */
async function fetchExpected(context: IExecuteFunctions, settings: Settings, made: readonly Made[]) {
	const withMedia = made.filter(({ event }) => mediaOf(event) !== null);
	if (!settings.deduplicate) return await fetchAttachments(context, settings.provider, withMedia);
	const expected = new Set(await forecast(context, withMedia.map(({ event }) => event)));
	return await fetchAttachments(context, settings.provider, withMedia.filter(({ event }) => expected.has(event)));
}

/**
 * The execution of the trigger: stored deliveries in, typed items out, each on its output. Everything that
 * takes time or can fail happens here, after the answer, and can be retried from the stored delivery. The order:
 *
 *   1. normalize; 2. ask which events are new; 3. download the files of those; 4. build the items;
 *   5. record the ids. After that nothing can fail.
 *
 * A crash during a download has recorded nothing. Where another process has recorded an id between 2 and 5 its
 * file was fetched in vain; where one has taken an id back by then, its file is fetched after all.
 */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings((name) => context.getNodeParameter(name, 0));
	const made = eventsOf(context, settings);
	const attachments = settings.downloadMedia ? await fetchExpected(context, settings, made) : new Map<CoexistenceEvent, Attachment>();
	const items = made.map((one) => itemOf(one, settings, attachments.get(one.event)));
	const kept = settings.deduplicate ? new Set(await dropRepeats(context, made.map(({ event }) => event))) : null;
	const isKept = ({ event }: Made): boolean => kept === null || kept.has(event);
	if (settings.downloadMedia) {
		const late = made.filter((one) => isKept(one) && mediaOf(one.event) !== null && !attachments.has(one.event));
		for (const [event, attachment] of await fetchAttachments(context, settings.provider, late)) attachments.set(event, attachment);
		for (const one of late) items[made.indexOf(one)] = itemOf(one, settings, attachments.get(one.event));
	}
	const outputs: INodeExecutionData[][] = OUTPUTS.map(() => []);
	made.forEach((one, place) => {
		if (isKept(one)) outputs[outputOf(one.event.event)]!.push(items[place]!);
	});
	return outputs;
}
