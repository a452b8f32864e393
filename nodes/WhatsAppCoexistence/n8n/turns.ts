import { sleep } from 'n8n-workflow';

/** Puts items into a list; gives those that it did not hold yet. */
export type Put = (items: string[]) => Promise<readonly string[]>;

/** Which items the list did not hold yet, and how long it took to put them there, without the waiting. */
export interface Turn {
	readonly fresh: string[];
	readonly milliseconds: number;
}

/** Somebody who waits for a list, what to put into it, and how. */
interface Waiting {
	readonly items: readonly string[];
	readonly room: number;
	readonly put: Put;
	readonly give: (turn: Turn) => void;
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
	const started = Date.now();
	try {
		const fresh = new Set(await put([...new Set(turn.flatMap(({ items }) => items))]));
		// Of several who bring the same new item, the first has it, as if they had come one by one.
		const milliseconds = Date.now() - started;
		for (const { items, give } of turn) give({ fresh: items.filter((item) => fresh.delete(item)), milliseconds });
	} catch (error) {
		for (const { fail } of turn) fail(error);
	}
}

const STEP_MILLISECONDS = 10;
/** Nobody sees so short a delay, and at a hundred deliveries a second ten of them share a turn. */
const LONGEST_REST_MILLISECONDS = 100;

/**
 * Under load the list rests before the next turn, so that more take it together: at least as long as it worked, which
 * leaves n8n time for others, and then for as long as somebody comes. Where executions are limited nobody else can.
 */
async function rest(queue: readonly Waiting[], worked: number): Promise<void> {
	const end = Date.now() + LONGEST_REST_MILLISECONDS;
	const step = Math.max(STEP_MILLISECONDS, worked);
	let waiting = 0;
	while (queue.length > waiting && Date.now() < end) {
		waiting = queue.length;
		await sleep(step);
	}
}

async function work(key: string, queue: Waiting[]): Promise<void> {
	for (let turn = nextOf(queue); turn[0] !== undefined; turn = nextOf(queue)) {
		const started = Date.now();
		await take(turn, turn[0].put);
		await rest(queue, Date.now() - started);
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
export async function putInTurn(key: string, items: readonly string[], room: number, put: Put): Promise<Turn> {
	return await new Promise((give, fail) => {
		const mine = { items, room, put, give, fail };
		const waiting = queues.get(key);
		if (waiting !== undefined) return void waiting.push(mine);
		const queue = [mine];
		queues.set(key, queue);
		void work(key, queue);
	});
}
