import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';
import { flatten } from '../contract/flat';
import { OUTPUTS, outputOf } from '../contract/outputs';
import { spreadsheetSafe } from '../contract/spreadsheet';
import { normalizeDelivery } from '../pipeline';
import { own, text } from '../wire/read';
import { dropRepeats } from './dedupe';
import { THIS_PROCESS } from './process';
import { readSettings, type Settings } from './settings';

/** An own copy of what events of one delivery share: a workflow may change an item and must not change others. */
function unshared(event: CoexistenceEvent): CoexistenceEvent {
	const copy = { ...event, business: { ...event.business } } as CoexistenceEvent;
	if (copy.contact !== null) copy.contact = { ...copy.contact, matchKeys: [...copy.contact.matchKeys] };
	if ('history' in copy) copy.history = { ...copy.history };
	if ('message' in copy) copy.message = { ...copy.message, errors: [...copy.message.errors] };
	return copy;
}

function itemOf(event: CoexistenceEvent, settings: Settings, index: number): INodeExecutionData {
	const shown = settings.spreadsheetSafe ? spreadsheetSafe(event) : event;
	const json = settings.simplify ? flatten(shown) : unshared(shown);
	return { json: json as unknown as IDataObject, pairedItem: { item: index } };
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

/**
 * The execution of the trigger: stored deliveries in, typed items out, each on its output. Everything that
 * takes time or can fail happens here, after the answer, and can be retried from the stored delivery.
 */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings((name) => context.getNodeParameter(name, 0));
	const made = context.getInputData().flatMap((item, index) =>
		normalizeDelivery(deliveryOf(context, item, index), settings).map((event) => ({
			event,
			item: itemOf(event, settings, index),
		})),
	);
	const events = made.map(({ event }) => event);
	const isAlone = context.getInputData().every(({ json }) => json['receivedBy'] === THIS_PROCESS);
	const kept = settings.deduplicate ? new Set(await dropRepeats(context, events, isAlone)) : null;
	const outputs: INodeExecutionData[][] = OUTPUTS.map(() => []);
	for (const { event, item } of made) {
		if (kept === null || kept.has(event)) outputs[outputOf(event.event)]!.push(item);
	}
	return outputs;
}
