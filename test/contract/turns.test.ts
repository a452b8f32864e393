import { putInTurn } from '../../nodes/WhatsAppCoexistence/n8n/turns';

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
	const given = await Promise.all(brought.map(async (items) => await putInTurn('together', items, 10, list.put)));
	expect(given).toEqual([['a'], ['b'], ['c'], [], []]);
	expect(list.turns).toEqual([['a'], ['a', 'b', 'c']]);
});

test('a list changes once at a time, also when others come just as the last one is done', async () => {
	const list = new List();
	const given: string[][] = [];
	const come = async (index: number): Promise<void> => {
		given.push(await putInTurn('busy', [`${index % 7}`, `${index}`], index % 2, list.put));
		if (index < 200) await come(index + 5);
	};
	await Promise.all([0, 1, 2, 3, 4].map(come));
	expect(list.most).toBe(1);
	expect(given.flat()).toHaveLength(new Set(given.flat()).size);
	expect(new Set(given.flat())).toEqual(list.entries);
});

test('a turn takes only so many items, and only those that want the list to be of the same size', async () => {
	const list = new List();
	const many = (name: string) => Array.from({ length: 6_000 }, (_, index) => `${name}${index}`);
	const comers: Array<[string[], number]> = [[['first'], 10], [many('a'), 10], [many('b'), 10], [['c'], 10], [['d'], 20], [['e'], 20]];
	await Promise.all(comers.map(async ([items, room]) => await putInTurn('sizes', items, room, list.put)));
	expect(list.turns.map((items) => items.length)).toEqual([1, 6_000, 6_001, 2]);
});

test('under load a list rests as long as it worked, so that those who come meanwhile share a turn', async () => {
	const list = new List();
	const come = async (_: unknown, index: number): Promise<void> => {
		await new Promise((resolve) => setTimeout(resolve, index));
		await putInTurn('resting', [`${index}`], 10, list.put);
	};
	// One comes each millisecond for 200 ms: there is room for 40 turns of 5 ms, or for 20 with as long a rest.
	await Promise.all(Array.from({ length: 200 }, come));
	expect(list.turns.length).toBeLessThanOrEqual(26);
	expect(list.entries.size).toBe(200);
});

test('a turn that fails fails for all who took it, and for nobody else', async () => {
	const list = new List();
	const outcomes = ['first', 'broken', 'beside'].map(async (item) => await putInTurn('failing', [item], 10, list.put));
	const settled = await Promise.allSettled(outcomes);
	expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
	expect(await putInTurn('failing', ['beside'], 10, list.put)).toEqual(['beside']);
});
