import type { CoexistenceEvent } from '../../nodes/WhatsAppCoexistence/contract/events';
import { ModelCluster, type Conditions } from './modelCluster';
import { contextOf, eventOf, type Load, type ModelProcess } from './modelProcess';

/** The ids that were never emitted, and those that were emitted more than once (not counting retries by hand). */
export interface Outcome {
	readonly lost: string[];
	readonly twice: string[];
}

interface Execution {
	readonly id: number;
	readonly events: readonly CoexistenceEvent[];
}
type Ending = 'success' | 'error' | 'crashed';

const EVENT_NAMES = ['echo.message', 'history.message'];
/** n8n 1 gives the jobs of a dead worker to another worker, at the earliest after this time. */
const STALLED_MS = 30_000;
/** A provider repeats a delivery at any time. */
const LATEST_COPY_MS = 100_000;

class DedupeModel {
	private readonly emitted: string[] = [];
	private executions = 0;

	constructor(private readonly cluster: ModelCluster) {}

	/** Delivers several copies of some deliveries, most of them together; retries by hand what did not succeed. */
	async run(): Promise<Outcome> {
		const { chance, clock } = this.cluster;
		const deliveries = Array.from({ length: 2 + chance.below(4) }, (_, index) => this.delivery(index));
		const copies = deliveries.flatMap((events) => Array.from({ length: 1 + chance.below(4) }, () => events));
		const failed: Execution[] = [];
		for (const events of copies) {
			const execution = { id: ++this.executions, events };
			const delay = chance.below(chance.pick([1, 1, 1, LATEST_COPY_MS]));
			const ending = clock.sleep(delay).then(async () => await this.execute(execution));
			void ending.then((how) => how !== 'success' && failed.push(execution));
		}
		await clock.run();
		const twice = [...new Set(this.emitted.filter((id, index) => this.emitted.indexOf(id) !== index))];
		this.cluster.endFaults();
		for (const { events } of failed) await this.retryByHand(events);
		const ids = new Set(deliveries.flat().map(({ id }) => id));
		return { lost: [...ids].filter((id) => !this.emitted.includes(id)), twice };
	}

	private delivery(index: number): CoexistenceEvent[] {
		const { chance } = this.cluster;
		const parts = Array.from({ length: 1 + chance.below(3) }, (_, part) => `${index}.${part}`);
		return parts.map((id) => eventOf(id, chance.pick(EVENT_NAMES)));
	}

	/** Runs an execution to its end. After a crash n8n 1 runs it again on another process, n8n 2 does not. */
	private async execute(execution: Execution): Promise<Ending> {
		const { chance, clock, conditions } = this.cluster;
		await this.cluster.pause();
		const process = this.cluster.anyProcess();
		if (chance.next() < conditions.crashes) void this.cluster.pause().then(() => this.cluster.crash(process));
		const death = process.death.then((): Ending => 'crashed');
		const ending = await Promise.race([this.runTrigger(execution, process), death]);
		if (ending !== 'crashed' || chance.next() < 0.5) return ending;
		await clock.sleep(STALLED_MS);
		return await this.execute(execution);
	}

	/** Runs the node, as often as n8n does, and then the nodes behind it: only what they have received is emitted. */
	private async runTrigger({ id, events }: Execution, process: ModelProcess): Promise<Ending> {
		const { chance, clock, conditions } = this.cluster;
		const context = contextOf(process.list, { executionId: id, mode: 'webhook', input: { json: {} } });
		const tries = conditions.retryOnFail ? 3 : 1;
		for (let tried = 1; tried <= tries; tried++) {
			const kept = await process.module.dropDuplicates(context, events).catch(() => null);
			const looksLikeError = tried < tries && chance.next() < 0.2;
			if (kept !== null && !looksLikeError) {
				await this.cluster.pause();
				if (process.isAlive) this.emitted.push(...kept.map((event) => event.id));
				return 'success';
			}
			await clock.sleep(1 + chance.below(chance.pick([10, 1_000])));
		}
		return 'error';
	}

	private async retryByHand(events: readonly CoexistenceEvent[]): Promise<void> {
		const { module, list } = this.cluster.anyProcess();
		const context = contextOf(list, { executionId: ++this.executions, mode: 'retry', input: { json: {} } });
		void module.dropDuplicates(context, events).then((kept) => this.emitted.push(...kept.map(({ id }) => id)));
		await this.cluster.clock.run();
	}
}

/** Runs the model once. The same seed gives the same outcome. */
export async function runModel(conditions: Conditions, load: Load, seed: number): Promise<Outcome> {
	return await new DedupeModel(new ModelCluster(conditions, load, seed)).run();
}
