import { enqueue } from '../../../nodes/WhatsAppCoexistence/n8n/batchQueue';

/** A list that answers a call only when the test lets it. */
class SlowList {
	readonly known = new Set<string>();
	readonly calls: string[][] = [];
	private readonly unanswered: Array<(error?: Error) => void> = [];

	readonly record = async (entries: string[]): Promise<string[]> => {
		this.calls.push(entries);
		await new Promise<void>((resolve, reject) => this.unanswered.push((error) => (error ? reject(error) : resolve())));
		const known = entries.filter((entry) => this.known.has(entry));
		for (const entry of entries) this.known.add(entry);
		return known;
	};

	/** Ends the calls under way, and lets those continue who waited for them. */
	async answer(error?: Error): Promise<void> {
		for (const end of this.unanswered.splice(0)) end(error);
		await new Promise((resolve) => setImmediate(resolve));
	}
}

let list: SlowList;
let key = 0;
beforeEach(() => {
	list = new SlowList();
	key++;
});
const add = async (...entries: string[]): Promise<string[]> => [
	...(await enqueue(`list ${key}`, entries, list.record)),
];

it('makes one call for all callers that arrived during the previous call', async () => {
	const results = Promise.all([add('a'), add('a', 'b'), add('b', 'c', 'c'), add('a', 'c'), add()]);
	expect(list.calls).toEqual([['a']]);
	await list.answer();
	expect(list.calls).toEqual([['a'], ['a', 'b', 'c']]);
	await list.answer();
	expect(list.calls).toHaveLength(2);
	// Of several callers with the same new entry, only the first does not find it known.
	expect(await results).toEqual([[], ['a'], ['b'], ['a', 'c'], []]);
});

it('never has two calls for one list under way, and calls anew after the queue was empty', async () => {
	for (const entry of ['a', 'b', 'c']) {
		const first = add(entry);
		expect(list.calls).toHaveLength(1);
		const second = add(`${entry} second`);
		expect(list.calls.splice(0)).toEqual([[entry]]);
		await list.answer();
		expect(list.calls.splice(0)).toEqual([[`${entry} second`]]);
		await list.answer();
		expect(await Promise.all([first, second])).toEqual([[], []]);
	}
});

it('does not let one list wait for another', async () => {
	void add('a');
	key++;
	void add('a');
	expect(list.calls).toHaveLength(2);
	await list.answer();
});

it('rejects for all callers of a call that failed, and for no others', async () => {
	const results = Promise.allSettled([add('a'), add('b'), add('c')]);
	await list.answer();
	const later = add('b');
	await list.answer(new Error('not available'));
	await list.answer();
	expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
	expect(await later).toEqual([]);
});
