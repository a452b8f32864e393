import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';
import { OUTPUTS, outputOf } from '../contract/outputs';
import { normalizeDelivery } from '../pipeline';
import { own, text } from '../wire/read';
import { fetchAttachments, withDownloadError, type Attached, type Attachment } from './attachments';
import { dropDuplicates, withoutDuplicates } from './dedupe';
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
	const refused = own(item.json, 'refused');
	if (refused !== undefined) {
		throw new NodeOperationError(context.getNode(), `A delivery was refused: ${text(own(refused, 'message')) ?? ''}`, {
			itemIndex,
			description: `${text(own(refused, 'advice')) ?? ''} Then listen again.`.trimStart(),
		});
	}
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

/** The files of events by event; of duplicates within the delivery only the first is fetched. */
async function filesOf(
	context: IExecuteFunctions,
	settings: Settings,
	made: readonly Made[],
): Promise<Map<CoexistenceEvent, Attachment>> {
	if (!settings.downloadMedia) return new Map();
	const first = settings.deduplicate ? new Set(withoutDuplicates(made.map(({ event }) => event))) : null;
	const wanted = first === null ? made : made.filter(({ event }) => first.has(event));
	return await fetchAttachments(context, settings.provider, wanted);
}

/** Shows in the output panel of the editor why there are fewer items than were delivered. */
function reportDropped(context: IExecuteFunctions, count: number): void {
	if (count === 0) return;
	const message = count === 1 ? '1 duplicate event was dropped' : `${count} duplicate events were dropped`;
	context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
}

/**
 * The execution of the trigger: stored deliveries in, typed items out, each on its output. Everything that
 * takes time or can fail happens here, after the answer, and can be retried from the stored delivery. The ids are
 * recorded last, after files were fetched and items built: what was not made is not taken for emitted.
 */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings((name) => context.getNodeParameter(name, 0));
	const made = eventsOf(context, settings);
	const files = await filesOf(context, settings, made);
	const items = made.map((one) => itemOf(one, settings, files.get(one.event)));
	const events = made.map(({ event }) => event);
	const kept = new Set(settings.deduplicate ? await dropDuplicates(context, events) : events);
	reportDropped(context, events.length - kept.size);
	const outputs: INodeExecutionData[][] = OUTPUTS.map(() => []);
	made.forEach(({ event }, index) => {
		if (kept.has(event)) outputs[outputOf(event.event)]!.push(items[index]!);
	});
	return outputs;
}
