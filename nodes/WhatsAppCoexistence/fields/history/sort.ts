import type { CoexistenceEvent } from '../../contract/events';
import { risingOrder } from '../../wire/order';

/** Indexes of the history messages among the events, and their times in milliseconds. */
export interface HistoryPositions {
	readonly positions: number[];
	readonly times: number[];
}

/** Sorts the history messages, oldest first, unknown times last, ties as received; all other events keep their place. */
export function sortHistory(events: CoexistenceEvent[], { positions, times }: HistoryPositions): void {
	// Loops over ready arrays: with ten thousand messages, callbacks cost as much as the sorting.
	const received = new Array<CoexistenceEvent>(positions.length);
	for (let index = 0; index < positions.length; index++) received[index] = events[positions[index]!]!;
	const order = risingOrder(times);
	for (let index = 0; index < positions.length; index++) events[positions[index]!] = received[order[index]!]!;
}
