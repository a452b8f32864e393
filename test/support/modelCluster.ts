import { random } from '../../simulator/random';
import type { Rows } from './deduplication';
import { ModelProcess, type Load } from './modelProcess';
import { VirtualClock } from './virtualClock';

/** What can happen in one run. Rates are probabilities from 0 to 1. */
export interface Conditions {
	readonly processes: number;
	/** Rate at which a step of a call to the database fails: before the read, before the write, after the commit. */
	readonly faults: number;
	/** Rate of executions during which their process dies, with all that it runs. */
	readonly crashes: number;
	/** The user has set Retry On Fail. n8n then also runs a node again if its first item looks like an error. */
	readonly retryOnFail: boolean;
	/** Another node has used the list of the workflow in an incompatible way. */
	readonly incompatible: boolean;
}

/** Processes that share n8n's table, on one clock. The same seed repeats a run to the last step. */
export class ModelCluster {
	readonly clock = new VirtualClock();
	readonly chance: ReturnType<typeof random>;
	private readonly rows: Rows = new Map();
	private readonly processes: ModelProcess[];
	private faults: number;

	constructor(readonly conditions: Conditions, private readonly load: Load, seed: number) {
		this.chance = random(seed);
		this.faults = conditions.faults;
		this.processes = Array.from({ length: conditions.processes }, () => this.start());
	}

	anyProcess(): ModelProcess {
		return this.chance.pick(this.processes);
	}

	/** Mostly short, sometimes long: a slow process overwrites what several others have written meanwhile. */
	async pause(): Promise<void> {
		await this.clock.sleep(this.chance.below(this.chance.pick([20, 20, 100, 400, 2_000])));
	}

	/** A process dies, and another one takes its place. */
	crash(process: ModelProcess): void {
		if (!process.isAlive) return;
		process.die();
		this.processes[this.processes.indexOf(process)] = this.start();
	}

	/** From now on the database is available. */
	endFaults(): void {
		this.faults = 0;
	}

	private start(): ModelProcess {
		const step = async (): Promise<void> => {
			await this.pause();
			if (this.chance.next() < this.faults) throw new Error('The database is not available');
		};
		const process = new ModelProcess(this.load(this.clock), this.rows, step, () => this.chance.next() < 0.5);
		process.list.incompatible = this.conditions.incompatible;
		return process;
	}
}
