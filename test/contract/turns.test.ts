import { putInTurn } from '../../nodes/WhatsAppCoexistence/n8n/turns';

/** The items that were new to the list. */
const freshOf = async (...parameters: Parameters<typeof putInTurn>): Promise<string[]> => (await putInTurn(...parameters)).fresh;

/** A list that takes time, and whether two ever changed it at once. */
class List {
	readonly entries = new Set<string>();
	readonly turns: string[][] = [];
	busy = 0;
	most = 0;

	readonly put = async (items: string[]): Promise<string[]> => {
		this.most = Math.max(this.most, ++this.busy);
		this.turns.push(items);
		await new Promise((resolve) => setTimeout(resolve, 5));
		this.busy--;
		if (items.includes('broken')) throw new Error('away');
		const fresh = items.filter((item) => !this.entries.has(item));
		for (const item of fresh) this.entries.add(item);
		return fresh;
	};
}

test('those who wait take the next turn together, and each new item goes to the first who brought it', async () => {
	const list = new List();
	const brought = [['a'], ['a', 'b'], ['b', 'c', 'c'], ['a', 'c'], []];
	const given = await Promise.all(brought.map(async (items) => await freshOf('together', items, 10, list.put)));
	expect(given).toEqual([['a'], ['b'], ['c'], [], []]);
	expect(list.turns).toEqual([['a'], ['a', 'b', 'c']]);
});

test('a turn takes only so many items, and only those that want the list to be of the same size', async () => {
	const list = new List();
	const many = (name: string) => Array.from({ length: 6_000 }, (_, index) => `${name}${index}`);
	const comers: Array<[string[], number]> = [[['first'], 10], [many('a'), 10], [many('b'), 10], [['c'], 10], [['d'], 20], [['e'], 20]];
	await Promise.all(comers.map(async ([items, room]) => await putInTurn('sizes', items, room, list.put)));
	expect(list.turns.map((items) => items.length)).toEqual([1, 6_000, 6_001, 2]);
});

describe('under load', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());
	const later = async (milliseconds: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, milliseconds));

	test('a list changes once at a time, also when others come just as the last one is done', async () => {
		const list = new List();
		const given: string[][] = [];
		const come = async (index: number): Promise<void> => {
			given.push(await freshOf('busy', [`${index % 7}`, `${index}`], index % 2, list.put));
			if (index < 200) await come(index + 5);
		};
		const all = Promise.all([0, 1, 2, 3, 4].map(come));
		await jest.advanceTimersByTimeAsync(20_000);
		await all;
		expect(list.most).toBe(1);
		expect(given.flat()).toHaveLength(new Set(given.flat()).size);
		expect(new Set(given.flat())).toEqual(list.entries);
	});

	test('a list rests before its next turn, so that those who come meanwhile share it', async () => {
		const list = new List();
		const come = async (_: unknown, index: number): Promise<void> => {
			await later(index);
			await putInTurn('resting', [`${index}`], 10, list.put);
		};
		// One comes each millisecond: there is room for a hundred turns of 5 ms, or for one in each 105 ms.
		const all = Promise.all(Array.from({ length: 500 }, come));
		await jest.advanceTimersByTimeAsync(1_000);
		await all;
		expect(list.turns.length).toBeLessThanOrEqual(7);
		expect(list.entries.size).toBe(500);
	});

	test('it does not wait for those who cannot come, because only so many executions may run', async () => {
		const list = new List();
		let ended = 0;
		const execution = async (index: number): Promise<void> => {
			await putInTurn('limited', [`${index}`], 10, list.put);
			ended++;
			if (index + 5 < 100) await execution(index + 5);
		};
		const all = Promise.all([0, 1, 2, 3, 4].map(execution));
		// Twenty times five: a turn of 5 ms and steps of 10 ms, not a rest of 100.
		await jest.advanceTimersByTimeAsync(1_000);
		expect(ended).toBe(100);
		await all;
	});

	test('it rests at least as long as it worked', async () => {
		const slow = async (items: string[]): Promise<string[]> => {
			ran.push(Date.now());
			await later(300);
			return items;
		};
		const ran: number[] = [];
		const all = Promise.all(['a', 'b'].map(async (item) => await putInTurn('slow', [item], 10, slow)));
		await jest.advanceTimersByTimeAsync(1_000);
		expect(ran[1]! - ran[0]!).toBe(600);
		// What a turn took is what the list took, without the waiting for it.
		expect((await all).map(({ milliseconds }) => milliseconds)).toEqual([300, 300]);
	});

	test('one who comes alone waits for nobody', async () => {
		const list = new List();
		const alone = freshOf('alone', ['a'], 10, list.put);
		await jest.advanceTimersByTimeAsync(5);
		expect(await alone).toEqual(['a']);
	});
});

test('a turn that fails fails for all who took it, and for nobody else', async () => {
	const list = new List();
	const outcomes = ['first', 'broken', 'beside'].map(async (item) => await putInTurn('failing', [item], 10, list.put));
	const settled = await Promise.allSettled(outcomes);
	expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
	expect(await freshOf('failing', ['beside'], 10, list.put)).toEqual(['beside']);
});
