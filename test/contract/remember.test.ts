import type { IExecuteFunctions } from 'n8n-workflow';
import type * as Remember from '../../nodes/WhatsAppCoexistence/n8n/remember';

/** n8n's list: read, and written back a little later, without a lock. */
class List {
	entries: string[] = [];
	constructor(private readonly milliseconds: (call: number) => number) {}
	calls = 0;

	context(): IExecuteFunctions {
		const checkProcessedAndRecord = async (items: string[], _scope: string, { maxEntries }: { maxEntries: number }) => {
			const before = this.entries;
			await new Promise((resolve) => setTimeout(resolve, this.milliseconds(this.calls++)));
			const fresh = items.filter((item) => !before.includes(item));
			this.entries = [...before, ...fresh].slice(-maxEntries);
			return { new: fresh, processed: items.filter((item) => before.includes(item)) };
		};
		return {
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => ({ id: 'node' }),
			helpers: { checkProcessedAndRecord },
		} as unknown as IExecuteFunctions;
	}
}

const MEMORY = { scope: 'node', maxEntries: 100 } as const;

/** The module as another process has it: with turns of its own. */
function anotherProcess(): typeof Remember {
	let loaded: typeof Remember | undefined;
	jest.isolateModules(() => (loaded = jest.requireActual<typeof Remember>('../../nodes/WhatsAppCoexistence/n8n/remember')));
	return loaded!;
}

const winnersOf = (results: ReadonlyArray<ReadonlySet<string>>, id: string): number => results.filter((won) => won.has(id)).length;

test('processes that only remember can each take the same id for new: what claiming is there for', async () => {
	const list = new List(() => 20);
	const results = await Promise.all(Array.from({ length: 4 }, async () => await anotherProcess().remember(MEMORY, list.context(), ['id'])));
	expect(winnersOf(results, 'id')).toBeGreaterThan(1);
});

test.each([
	['equally fast', () => 20],
	['one after the other', (call: number) => 10 + 30 * call],
	['the first slow', (call: number) => (call === 0 ? 120 : 10)],
	['here and there slow', (call: number) => [5, 90, 30, 150, 60][call % 5]!],
])('of several processes that claim the same id, one gets it: %s', async (_name, milliseconds) => {
	const list = new List(milliseconds);
	const results = await Promise.all(Array.from({ length: 4 }, async () => await anotherProcess().claim(MEMORY, list.context(), ['id'])));
	expect(winnersOf(results, 'id')).toBe(1);
	expect(list.entries).toContain('id');
}, 30_000);

test('what strangers overwrite is recorded again, and everybody keeps what is theirs', async () => {
	const list = new List((call) => [20, 20, 20, 60][call % 4]!);
	const ids = ['one', 'two', 'three', 'four'];
	const results = await Promise.all(ids.map(async (id) => await anotherProcess().claim(MEMORY, list.context(), [id])));
	expect(results.map((won) => [...won])).toEqual([['one'], ['two'], ['three'], ['four']]);
	expect(list.entries).toEqual(expect.arrayContaining(ids));
}, 30_000);

test('a claim of what is known gives nothing, and looks only once', async () => {
	const list = new List(() => 0);
	const { claim } = anotherProcess();
	expect([...(await claim(MEMORY, list.context(), ['id', 'more']))]).toEqual(['id', 'more']);
	const before = list.calls;
	expect([...(await claim(MEMORY, list.context(), ['more', 'id']))]).toEqual([]);
	// It looks once, where a claim that gives something looks again later.
	expect(list.calls - before).toBe(1);
});
