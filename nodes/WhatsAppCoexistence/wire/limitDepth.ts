/**
 * How deep a value may be nested before it is folded. Real content stays below ten; the host and what comes
 * after it copy and print items recursively, and a body of 100 KB can be nested 50,000 levels deep.
 */
const MAX_DEPTH = 100;

function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	// By index: "for in" would first make a text of every index, and there may be millions.
	if (Array.isArray(value)) {
		for (let index = 0; index < value.length; index++) if (isDeeperThan(value[index], levels - 1)) return true;
		return false;
	}
	// Values of JSON inherit no enumerable key; a list of the values would cost more than the look at them.
	for (const key in value) {
		const child = (value as Record<string, unknown>)[key];
		if (typeof child === 'object' && isDeeperThan(child, levels - 1)) return true;
	}
	return false;
}

function foldedAt(value: unknown, levels: number): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (levels === 0) return '[nested too deeply]';
	if (Array.isArray(value)) return value.map((child) => foldedAt(child, levels - 1));
	// fromEntries defines keys, it does not assign them: one may be named __proto__.
	return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, foldedAt(child, levels - 1)]));
}

/**
 * The value itself, untouched; only if it is nested more than `levels` deep (100 by default), a copy in which what is
 * below is replaced by a note. The stored delivery still holds it.
 */
export function limitDepth<Value>(value: Value, levels = MAX_DEPTH): Value {
	return isDeeperThan(value, levels) ? (foldedAt(value, levels) as Value) : value;
}
