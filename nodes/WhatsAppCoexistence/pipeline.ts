import type { CoexistenceEvent } from './contract/events';
import { DEFAULT_EVENTS, type EventName } from './contract/outputs';
import type { Change, Visit } from './envelope/change';
import { readChanges } from './envelope/read';
import { sortHistory, type HistoryPositions } from './fields/history/sort';
import { fieldsOf } from './fields/registry';
import { walkChange } from './fields/walkChange';
import { limitDepth } from './wire/limitDepth';
import { isPlainJson, parseJson } from './wire/parseJson';
import { isObject, type JsonObject } from './wire/read';
import { milliseconds } from './wire/time';

/**
 * The pure part of the trigger, composed: a delivery in, typed events out. Both questions that the node asks
 * (is anything wanted in it? what comes out?) walk the same path, so that they cannot disagree.
 *
 *   text → parseDelivery → readChanges (envelope) → walkChange (field) → events
 */

/** Levels that JSON.stringify may recurse into. n8n cannot pass on deeper objects, and items are cut at 100 levels. */
const MAX_STRINGIFY_DEPTH = 1_000;

/** What is wanted of a delivery. */
export interface Selection {
	/** The events that come out; default: contacts, history and echoes. */
	readonly events?: Iterable<EventName>;
	/** Only these business numbers; changes without a number id always pass. Default: all. */
	readonly phoneNumberIds?: Iterable<string>;
}

export interface NormalizeOptions extends Selection {
	/** Add `raw`, the untouched part of the delivery that an item was made from. Default: false. */
	readonly includeRaw?: boolean;
	/** Milliseconds since 1970 against which a message counts as fresh. Default: now. */
	readonly now?: number;
}

/**
 * Parses the text of a delivery; null if it is not a JSON object. A byte order mark is skipped. Large numbers keep their
 * digits; NUL and lone surrogates are removed (docs/contract.md, sections 5 and 7).
 */
export function parseDelivery(delivery: string): JsonObject | null {
	try {
		const body = parseJson(delivery.startsWith('\ufeff') ? delivery.slice(1) : delivery);
		return isObject(body) ? body : null;
	} catch {
		return null;
	}
}

/**
 * Returns an object as `parseDelivery` would: cleaned, or unchanged if it is clean. The depth is limited only for
 * JSON.stringify, which is recursive.
 */
function cleanObject(body: JsonObject): JsonObject {
	const json = JSON.stringify(limitDepth(body, MAX_STRINGIFY_DEPTH));
	return (isPlainJson(json) ? body : parseDelivery(json)) ?? {};
}

/** Walks the wanted elements of a parsed delivery; `visit` returns true to stop. */
function walkWanted(body: JsonObject, selection: Selection, visit: Visit): boolean {
	const events = new Set(selection.events ?? DEFAULT_EVENTS);
	const numbers = new Set(selection.phoneNumberIds ?? []);
	const fields = fieldsOf(events);
	const passes = (change: Change): boolean => {
		const { phoneNumberId } = change.business;
		return numbers.size === 0 || phoneNumberId === null || numbers.has(phoneNumberId);
	};
	return readChanges(body).some((change) => {
		if (!passes(change)) return false;
		// What cannot be understood on a wanted field comes out, selected or not: nothing disappears in silence.
		const isWantedField = change.candidates.some((field) => fields.has(field));
		return walkChange(change, (event, raw, build) => {
			const isWanted = events.has(event) || (event === 'unrecognized' && isWantedField);
			return isWanted && visit(event, raw, build);
		});
	});
}

/** Whether normalizing a parsed delivery with this selection would give any item. */
export function hasWanted(body: JsonObject, selection: Selection): boolean {
	return walkWanted(body, selection, () => true);
}

/**
 * Turns one authenticated delivery into typed events. In: its text, or the object parsed from it. Out: the
 * selected events in the order of the contract; a delivery that is not a JSON object gives none. Never throws
 * on any JSON. The result depends on the clock only through `now`. Events may share equal parts, and parts of
 * the delivery: treat them as read-only.
 */
export function normalizeDelivery(delivery: string | JsonObject, options: NormalizeOptions = {}): CoexistenceEvent[] {
	const body = typeof delivery === 'string' ? parseDelivery(delivery) : cleanObject(delivery);
	if (body === null) return [];
	const now = options.now ?? Date.now();
	const events: CoexistenceEvent[] = [];
	const history: HistoryPositions = { positions: [], times: [] };
	walkWanted(body, options, (name, raw, build) => {
		const event = build(raw, now);
		if (options.includeRaw === true) event.raw = limitDepth(raw ?? null);
		if (name === 'history.message') {
			history.positions.push(events.length);
			// Sorting numbers is faster than sorting the texts of `timestamp`.
			history.times.push(milliseconds((raw as JsonObject)['timestamp']) ?? Number.POSITIVE_INFINITY);
		}
		events.push(event);
		return false;
	});
	sortHistory(events, history);
	return events;
}
