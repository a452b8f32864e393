import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { deliveryBytes, deliveryNames, expectedOf, parametersOf, type Expected } from '../support/deliveries';
import { distinctIdProblems, itemProblems, sameIdProblems, sharedIdProblems } from '../support/expectations';
import { everyItemProblems } from '../support/itemChecks';
import { signedHeaders } from '../support/sign';
import type { TriggerUnderTest } from '../support/trigger';

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

	it.each(deliveryNames())('%s', async (name) => {
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
		if (!isDeduplicating(expected)) problems.push(...sameIdProblems(outputs, again.outputs));
		expect(problems).toEqual([]);
	});
});

/** Whether the node of this delivery drops what it has seen, so that a redelivery gives less. */
function isDeduplicating(expected: Expected): boolean {
	const options = parametersOf(expected)['options'] as { deduplicate?: boolean };
	return options.deduplicate === true;
}
