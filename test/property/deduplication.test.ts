import { runModel } from '../support/dedupeModel';
import * as variants from '../support/dedupeVariants';
import type { Conditions } from '../support/modelCluster';
import type { Load } from '../support/modelProcess';

/** docs/contract.md, section 7: never lost, whatever the order of reads and writes and whatever database answer is lost. */
const RUNS = Number(process.env['DEDUPE_RUNS'] ?? 1_000);
/** The rarest fault of a broken variant shows in about one of a thousand runs. */
const MAX_RUNS_OF_BROKEN = 10_000;
jest.setTimeout(600_000);

type Violation = 'lost' | 'twice';
const CALM: Conditions = { processes: 1, faults: 0, crashes: 0, retryOnFail: false, incompatible: false };
const STORM: Conditions = { processes: 4, faults: 0.1, crashes: 0.2, retryOnFail: true, incompatible: false };

/** The seed of the first run in which events were lost, or emitted twice; null if there is none. */
async function firstSeedWith(
	violation: Violation,
	conditions: Conditions,
	load: Load,
	runs = RUNS,
): Promise<number | null> {
	for (let seed = 1; seed <= runs; seed++) {
		if ((await runModel(conditions, load, seed))[violation].length > 0) return seed;
	}
	return null;
}

describe.each<[string, Conditions]>([
	['one process', CALM],
	['one process, database faults', { ...CALM, faults: 0.1 }],
	['one process, many database faults, Retry On Fail', { ...CALM, faults: 0.3, retryOnFail: true }],
	['two processes, database faults', { ...CALM, processes: 2, faults: 0.1 }],
	['three processes, crashes', { ...CALM, processes: 3, crashes: 0.2 }],
	['four processes', { ...CALM, processes: 4 }],
	['four processes, many database faults, Retry On Fail', { ...CALM, processes: 4, faults: 0.3, retryOnFail: true }],
	['everything', STORM],
	['everything, the list of the workflow is incompatible', { ...STORM, incompatible: true }],
])('%s', (_name, conditions) => {
	it('emits each event at least once, or its execution fails', async () => {
		expect(await firstSeedWith('lost', conditions, variants.shipped)).toBeNull();
	});
});

it.each([false, true])('emits each event exactly once in one process (incompatible list: %s)', async (incompatible) => {
	expect(await firstSeedWith('twice', { ...CALM, incompatible }, variants.shipped)).toBeNull();
});

describe('the model finds what is wrong with', () => {
	it.each<[keyof typeof variants, Violation, Conditions]>([
		['secondAnswerCounts', 'lost', { ...CALM, faults: 0.1 }],
		['claims', 'lost', { ...CALM, processes: 4 }],
		['noMarker', 'lost', { ...CALM, processes: 2, crashes: 0.2 }],
		['forgetsInputs', 'lost', { ...CALM, processes: 4, faults: 0.2, retryOnFail: true }],
		['sharedMarker', 'twice', { ...CALM, incompatible: true }],
		['noQueue', 'twice', CALM],
	])('%s: events %s', async (variant, violation, conditions) => {
		expect(await firstSeedWith(violation, conditions, variants[variant], MAX_RUNS_OF_BROKEN)).not.toBeNull();
	});
});
