interface Log {
	readonly items: string[];
	/** Where each item was appended last. */
	readonly positions: Map<string, number>;
}

function logOf(items: readonly string[]): Log {
	return { items: [...items], positions: new Map(items.map((item, index) => [item, index])) };
}

/**
 * One version of a row, oldest entry first. It never changes: a process can hold it while others write. Versions share
 * a log and only a version that is not the newest is copied, so that tens of thousands of small changes are quick.
 */
export class Entries {
	private constructor(private readonly log: Log, private readonly start: number, private readonly end: number) {}

	static of(items: readonly string[]): Entries {
		return new Entries(logOf(items), 0, items.length);
	}

	/** Whether the newest version has an item. */
	has(item: string): boolean {
		const position = this.log.positions.get(item);
		return position !== undefined && position >= this.start && position < this.end;
	}

	/** A version with more items, without the oldest ones above the limit. */
	append(items: readonly string[], limit = Infinity): Entries {
		if (this.log.items.length !== this.end) return Entries.of([...this]).append(items, limit);
		for (const item of items) this.log.positions.set(item, this.log.items.push(item) - 1);
		const end = this.log.items.length;
		return new Entries(this.log, Math.max(this.start, end - limit), end);
	}

	[Symbol.iterator](): Iterator<string> {
		return this.log.items.slice(this.start, this.end)[Symbol.iterator]();
	}
}
