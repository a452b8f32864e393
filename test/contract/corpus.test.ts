import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { deliveryBytes, deliveryNames, expectedOf, parametersOf, type Expected } from '../support/deliveries';
import { distinctIdProblems, itemProblems, sameIdProblems, sharedIdProblems } from '../support/expectations';
import { everyItemProblems } from '../support/itemChecks';
import { signedHeaders } from '../support/sign';
import type { TriggerUnderTest } from '../support/trigger';

/**
 * Sample deliveries that need a parameter of a later issue: `outputMode` and `combine`. Each must fail here, so that the
 * list is shortened as soon as one works.
 */
const PENDING = new Set([
	'forms/combined_flat.json',
	'forms/combined_full.json',
	'forms/combined_two_numbers_and_a_file.json',
	'forms/single_columns_of_the_selected.json',
	'forms/single_flat.json',
	'forms/single_full.json',
]);

/** Every sample delivery through the real node in n8n's engine; test/fixtures/README.md tells how to read them. */
describe('sample deliveries', () => {
	let host: CoreHost;

	beforeAll(async () => {
		host = await CoreHost.load();
	});

	/** A new node with the settings of a delivery. */
	const nodeFor = (expected: Expected): TriggerUnderTest =>
		host.trigger({ parameters: parametersOf(expected), credentials: credentialsFor(expected.provider) });

	const send = async (node: TriggerUnderTest, name: string, { provider }: Expected) => {
		const bytes = deliveryBytes(name);
		return await node.deliver(bytes, signedHeaders(provider, bytes, SIGNING_SECRET[provider]));
	};

	/** What a delivery gives on a node of its own. */
	const aloneOutputs = async (name: string) => {
		const expected = expectedOf(name);
		return (await send(nodeFor(expected), name, expected)).outputs;
	};

	/** What is wrong with the items of a delivery, and of the same delivery sent again. */
	const problemsOf = async (name: string): Promise<string[]> => {
		const expected = expectedOf(name);
		const node = nodeFor(expected);
		for (const before of expected.after ?? []) await send(node, before, expected);

		const { answer, outputs, items, error } = await send(node, name, expected);
		expect(error).toBeUndefined();
		expect(answer).toMatchObject({ status: expected.http, nodeCalled: true });
		if (answer.workflowData !== undefined) expect(answer.body).toEqual({ status: 'received' });
		if (expected.http !== 200) expect(answer.workflowData).toBeUndefined();
		expect(outputs).toHaveLength(6);
		expect(items.flat().filter(({ pairedItem }) => pairedItem === undefined)).toEqual([]);

		const isFlat = expected.flat === true;
		const problems = itemProblems(outputs, expected);
		problems.push(...everyItemProblems(outputs, { isFlat, mayRepeat: expected.duplicatesAllowed === true }));
		if (expected.distinctIds !== undefined) problems.push(...distinctIdProblems(outputs, expected.distinctIds));
		if (expected.sameIdsAs !== undefined) {
			problems.push(...sameIdProblems(outputs, await aloneOutputs(expected.sameIdsAs)));
		}
		if (expected.differentIdsFrom !== undefined) {
			problems.push(...sharedIdProblems(outputs, await aloneOutputs(expected.differentIdsFrom)));
		}

		const again = await send(node, name, expected);
		if (expected.repeat === 'none') problems.push(...itemProblems(again.outputs, { items: [] }));
		if (expected.repeat === 'same') problems.push(...itemProblems(again.outputs, expected));
		if (!isDeduplicating(expected)) {
			problems.push(...sameIdProblems(outputs, again.outputs));
			const other = { ...expected, flat: !isFlat };
			problems.push(...sameIdProblems(outputs, (await send(nodeFor(other), name, other)).outputs));
		}
		return problems;
	};

	it.each(deliveryNames().filter((name) => !PENDING.has(name)))('%s', async (name) => {
		expect(await problemsOf(name)).toEqual([]);
	});

	it.each([...PENDING])('%s is pending', async (name) => {
		expect(await problemsOf(name)).not.toEqual([]);
	});
});

/** Whether the node of this delivery drops what it has seen, so that a redelivery gives less. */
function isDeduplicating(expected: Expected): boolean {
	const options = parametersOf(expected)['options'] as { deduplicate?: boolean };
	return options.deduplicate === true;
}
