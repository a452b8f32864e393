import { sleep } from 'n8n-workflow';

/** Puts items into a list; gives those that it did not hold yet. */
export type Put = (items: string[]) => Promise<readonly string[]>;

/** Somebody who waits for a list, what to put into it, and how. */
interface Waiting {
	readonly items: readonly string[];
	readonly room: number;
	readonly put: Put;
	readonly give: (fresh: string[]) => void;
	readonly fail: (error: unknown) => void;
}

/** So many items in one turn, and then the others: n8n does nothing else for as long as a turn computes. */
const MOST_ITEMS = 10_000;

const queues = new Map<string, Waiting[]>();

/** The first who waits, and those behind who want the same of the list, as many as there is room for. */
function nextOf(queue: Waiting[]): Waiting[] {
	let size = 0;
	const end = queue.findIndex(({ items, room }, index) => {
		size += items.length;
		return index > 0 && (size > MOST_ITEMS || room !== queue[0]?.room);
	});
	return queue.splice(0, end < 0 ? queue.length : end);
}

async function take(turn: readonly Waiting[], put: Put): Promise<void> {
	try {
		const fresh = new Set(await put([...new Set(turn.flatMap(({ items }) => items))]));
		// Of several who bring the same new item, the first has it, as if they had come one by one.
		for (const { items, give } of turn) give(items.filter((item) => fresh.delete(item)));
	} catch (error) {
		for (const { fail } of turn) fail(error);
	}
}

async function work(key: string, queue: Waiting[]): Promise<void> {
	for (let turn = nextOf(queue); turn[0] !== undefined; turn = nextOf(queue)) {
		const started = Date.now();
		await take(turn, turn[0].put);
		// Under load the list rests as long as it worked: more take the next turn together, and n8n has time for others.
		if (queue.length > 0) await sleep(Date.now() - started);
	}
	// In the same step in which nobody was found: whoever comes now begins anew.
	queues.delete(key);
}

/**
 * Puts items into a list that bears one change at a time. To read and write the whole list is what costs: those who
 * come meanwhile wait, and take the next turn together.
 * @param key names the list in this process
 * @param room how many items the list keeps
 */
export async function putInTurn(key: string, items: readonly string[], room: number, put: Put): Promise<string[]> {
	return await new Promise((give, fail) => {
		const mine = { items, room, put, give, fail };
		const waiting = queues.get(key);
		if (waiting !== undefined) return void waiting.push(mine);
		const queue = [mine];
		queues.set(key, queue);
		void work(key, queue);
	});
}
