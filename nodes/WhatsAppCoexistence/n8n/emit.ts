import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { OUTPUTS, outputOf } from '../contract/outputs';
import { normalizeDelivery } from '../pipeline';
import { own, text } from '../wire/read';
import { fetchAttachments, withDownloadError, type Attached, type Attachment } from './attachments';
import { dropRepeats } from './dedupe';
import { itemJson } from './itemJson';
import { THIS_PROCESS } from './process';
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

/**
 * The execution of the trigger: stored deliveries in, typed items out, each on its output. Everything that
 * takes time or can fail happens here, after the answer, and can be retried from the stored delivery. Repeats are
 * dropped, and ids recorded, before files are fetched: a download costs the item nothing when it fails, and an
 * execution that is killed during one is retried by n8n's own means, which emits its events whatever is recorded.
 */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings((name) => context.getNodeParameter(name, 0));
	const made = eventsOf(context, settings);
	const isAlone = context.getInputData().every(({ json }) => json['receivedBy'] === THIS_PROCESS);
	const events = made.map(({ event }) => event);
	const kept = settings.deduplicate ? new Set(await dropRepeats(context, events, isAlone)) : null;
	const emitted = kept === null ? made : made.filter(({ event }) => kept.has(event));
	const attachments = settings.downloadMedia ? await fetchAttachments(context, settings.provider, emitted) : null;
	const outputs: INodeExecutionData[][] = OUTPUTS.map(() => []);
	for (const one of emitted) outputs[outputOf(one.event.event)]!.push(itemOf(one, settings, attachments?.get(one.event)));
	return outputs;
}
