import { mismatches, shown } from './match';

/** The json of an item. */
export type Json = Readonly<Record<string, unknown>>;
/** A partial item: paths and what they lead to. */
export type Shape = Readonly<Record<string, unknown>>;
/** One shape, or several of which one is enough. */
export type ExpectedItem = Shape | { readonly anyOf: readonly Shape[] };
export type Order = 'output' | 'event' | 'delivery' | 'none';

/** What must come out of a delivery; the whole file is described in test/fixtures/README.md. */
export interface ItemExpectation {
	readonly items?: readonly ExpectedItem[];
	readonly optional?: readonly ExpectedItem[];
	readonly forbid?: readonly string[];
	readonly order?: Order;
}

interface Actual {
	readonly json: Json;
	readonly output: number;
	readonly name: string;
}

const shapesOf = (expected: ExpectedItem): readonly Shape[] =>
	'anyOf' in expected && Array.isArray(expected.anyOf) ? (expected.anyOf as Shape[]) : [expected as Shape];

/** The mismatches with the shape that comes closest. */
function closest(json: Json, expected: ExpectedItem): string[] {
	const tried = shapesOf(expected).map((shape) => mismatches(json, shape));
	return tried.reduce((best, one) => (one.length < best.length ? one : best));
}

const isFitting = (actual: Actual, expected: ExpectedItem): boolean => closest(actual.json, expected).length === 0;

function groupOf(actual: Actual, order: Order): string {
	switch (order) {
		case 'output':
			return String(actual.output);
		case 'event':
			return String(actual.json['event']);
		case 'delivery':
			return '';
		case 'none':
			return actual.name;
	}
}

/**
 * Pairs each expected item with one that came out, in order within each group. What is passed over must be
 * optional. Gives for each expected item the index of its partner, or null when there is no such pairing.
 */
function pair(actuals: readonly Actual[], expectation: ItemExpectation): number[] | null {
	const { items = [], optional = [], order = 'output' } = expectation;
	const isOptional = actuals.map((actual) => optional.some((one) => isFitting(actual, one)));
	const groups = actuals.map((actual) => groupOf(actual, order));
	const dead = new Set<string>();

	const search = (next: number, taken: readonly number[]): number[] | null => {
		const state = `${next}:${[...taken].sort((a, b) => a - b).join(',')}`;
		if (dead.has(state)) return null;
		if (next === items.length) {
			const isAllExplained = actuals.every((_, index) => taken.includes(index) || isOptional[index]);
			if (isAllExplained) return [...taken];
		} else {
			for (const index of actuals.keys()) {
				const isPassed = taken.some((one) => one >= index && groups[one] === groups[index]);
				if (isPassed || taken.includes(index) || !isFitting(actuals[index]!, items[next]!)) continue;
				const rest = search(next + 1, [...taken, index]);
				if (rest !== null) return rest;
			}
		}
		dead.add(state);
		return null;
	};
	return search(0, []);
}

/** Pairs as many as possible whatever the order, to tell a wrong order from a wrong item. */
function leftOver(actuals: readonly Actual[], items: readonly ExpectedItem[]) {
	const free = new Set(actuals.keys());
	const unmet = items.flatMap((expected, index) => {
		const partner = [...free].find((one) => isFitting(actuals[one]!, expected));
		if (partner === undefined) return [{ expected, index }];
		free.delete(partner);
		return [];
	});
	return { unmet, free: [...free].map((index) => actuals[index]!) };
}

function describeUnmet(expected: ExpectedItem, index: number, free: readonly Actual[]): string {
	const events = shapesOf(expected).map((shape) => shape['event']);
	const label = `expected item ${index} (${events.map(String).join(' or ')})`;
	const sameEvent = free.filter(({ json }) => events.includes(json['event']));
	const near = sameEvent.length > 0 ? sameEvent : free;
	const compared = near.map((actual) => ({ actual, lines: closest(actual.json, expected) }));
	const best = compared.sort((one, other) => one.lines.length - other.lines.length)[0];
	if (best === undefined) return `${label} did not come out: ${shown(expected)}`;
	const lines = best.lines.map((line) => `    ${line}`);
	return [`${label} did not come out; closest is ${best.actual.name}:`, ...lines].join('\n');
}

/** Compares the outputs of an execution with what must come out. Gives one text per problem, none if all is well. */
export function itemProblems(outputs: readonly (readonly Json[])[], expectation: ItemExpectation): string[] {
	const { items = [], optional = [], forbid = [] } = expectation;
	const actuals = outputs.flatMap((branch, output) =>
		branch.map((json, place) => ({ json, output, name: `output ${output} item ${place} (${String(json['event'])})` })),
	);
	const forbidden = actuals
		.filter(({ json }) => forbid.includes(String(json['event'])))
		.map(({ name, json }) => `${name} is forbidden: ${shown(json)}`);
	if (pair(actuals, expectation) !== null) return forbidden;

	const { unmet, free } = leftOver(actuals, items);
	const unexpected = free.filter((actual) => !optional.some((one) => isFitting(actual, one)));
	const problems = [
		...unmet.map(({ expected, index }) => describeUnmet(expected, index, free)),
		...unexpected.map(({ name, json }) => `${name} was not expected: ${shown(json)}`),
	];
	const order = `the items fit, but not in this order: ${actuals.map(({ name }) => name).join(', ')}`;
	return [...forbidden, ...(problems.length > 0 ? problems : [order])];
}

/** Events whose id also has `entry.time` or the partner's event id, which another envelope cannot have. */
const IDS_OF_ONE_ENVELOPE = /^(history\.(progress|declined|error)|account\.updated)$/;

/** An item's event with its id: what must be equal for the same content. */
const identities = (outputs: readonly (readonly Json[])[]): string[] =>
	outputs
		.flat()
		.filter(({ event }) => !IDS_OF_ONE_ENVELOPE.test(String(event)))
		.map(({ event, id }) => `${String(event)} ${String(id)}`)
		.sort();

/** Whether two runs gave the same events with the same ids; the difference otherwise. */
export function sameIdProblems(one: readonly (readonly Json[])[], other: readonly (readonly Json[])[]): string[] {
	const [mine, theirs] = [identities(one), identities(other)];
	if (shownEqual(mine, theirs)) return [];
	const only = (these: string[], those: string[]) => these.filter((id) => !those.includes(id));
	return [`ids differ: only here ${shown(only(mine, theirs))}, only there ${shown(only(theirs, mine))}`];
}

const shownEqual = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((id, index) => id === other[index]);

/** Whether two runs share no id; the shared ones otherwise. */
export function sharedIdProblems(one: readonly (readonly Json[])[], other: readonly (readonly Json[])[]): string[] {
	const theirs = new Set(other.flat().map(({ id }) => id));
	const shared = one.flat().filter(({ id }) => theirs.has(id));
	return shared.map(({ id, event }) => `id ${String(id)} (${String(event)}) is shared with the other delivery`);
}

/** Whether there are exactly this many different ids. */
export function distinctIdProblems(outputs: readonly (readonly Json[])[], wanted: number): string[] {
	const ids = new Set(outputs.flat().map(({ id }) => id));
	return ids.size === wanted ? [] : [`expected ${wanted} different ids, got ${ids.size}`];
}
