import { isEventName, type EventName } from '../contract/outputs';
import { isObject, type JsonObject } from '../wire/read';
import { parsedOr } from './parsedOr';
import { deliveryOfItem } from './rebuild';

/**
 * Back from what a workflow has kept to a delivery that the pipeline reads: for replays, for other gateways,
 * for tests.
 */

/** A delivery, and the one event that is wanted of it; null: all. */
export interface Stored {
	readonly delivery: JsonObject;
	readonly only: EventName | null;
}

/**
 * The deliveries in what a workflow has kept. In: the text of a delivery, the delivery as an object, what the
 * trigger stored (`delivery`), what n8n's Webhook node gives (`body`), an item with `raw`, or a list of these.
 * Throws a RangeError for anything else.
 */
export function storedDeliveries(kept: unknown): Stored[] {
	if (Array.isArray(kept)) return kept.flatMap(storedDeliveries);
	const value = typeof kept === 'string' ? parsedOr(kept.replace(/^\ufeff/, '')) : kept;
	if (Array.isArray(value)) return value.flatMap(storedDeliveries);
	if (!isObject(value)) throw new RangeError('This is no delivery: it is not a JSON object');
	if (typeof value['delivery'] === 'string') return storedDeliveries(value['delivery']);
	if (isObject(value['headers']) && value['body'] !== undefined) return storedDeliveries(value['body']);
	const event = value['event'];
	if (!isEventName(event)) return [{ delivery: value, only: null }];
	if (!('raw' in value)) throw new RangeError('This item holds no raw part: switch Include Raw on and Simplify off in the trigger, or give the delivery itself');
	return [{ delivery: deliveryOfItem(event, value), only: event === 'unrecognized' ? null : event }];
}
