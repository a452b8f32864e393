import type { IExecuteFunctions, INode, Workflow, WorkflowExecuteMode } from 'n8n-workflow';
import type { CoexistenceEvent } from '../../nodes/WhatsAppCoexistence/contract/events';
import { MemoryDeduplicator, type Rows } from './deduplication';
import type { VirtualClock } from './virtualClock';

/** What a process loads: the shipped module, or a broken variant that the model must find out. */
export interface Deduplication {
	dropDuplicates(context: IExecuteFunctions, events: readonly CoexistenceEvent[]): Promise<CoexistenceEvent[]>;
}
/** Loads the module as a new process does, without state. */
export type Load = (clock: VirtualClock) => Deduplication;

const NODE = { id: 'node' } as INode;
const WORKFLOW = { id: 'workflow' } as Workflow;
/** A promise for each: all that waits for one promise stays in memory as long as that. */
const hang = async (): Promise<never> => await new Promise(() => undefined);

/** An event as far as deduplication looks at it. */
export const eventOf = (id: string, name = 'echo.message'): CoexistenceEvent =>
	({ event: name, id: `${name}:${id}`, message: { id } }) as unknown as CoexistenceEvent;

/** What the node sees of n8n in one run. */
export function contextOf(
	list: MemoryDeduplicator,
	{ executionId, mode, input }: { executionId: number; mode: WorkflowExecuteMode; input: object },
): IExecuteFunctions {
	const record: IExecuteFunctions['helpers']['checkProcessedAndRecord'] = async (items, scope, options) =>
		await list.checkProcessedAndRecord(items, scope, { node: NODE, workflow: WORKFLOW }, options);
	return {
		getMode: () => mode,
		getNode: () => NODE,
		getWorkflow: () => WORKFLOW,
		getExecutionId: () => String(executionId),
		getInputData: () => [input],
		helpers: { checkProcessedAndRecord: record },
	} as unknown as IExecuteFunctions;
}

/** A process of n8n with its own copy of the node, until it dies. */
export class ModelProcess {
	readonly list: MemoryDeduplicator;
	readonly death: Promise<void>;
	isAlive = true;
	private announceDeath!: () => void;

	/**
	 * @param step takes the time of one step of a call to the database, and rejects when the step fails
	 * @param isStillSent whether a write that was on its way when the process died is written
	 */
	constructor(readonly module: Deduplication, rows: Rows, step: () => Promise<void>, isStillSent: () => boolean) {
		this.death = new Promise((resolve) => (this.announceDeath = resolve));
		const stepOfLiving = async (): Promise<void> => {
			await step();
			if (!this.isAlive) await hang();
		};
		const beforeWrite = async (): Promise<void> => {
			await step();
			// What a process had sent before it died can still be written.
			if (!this.isAlive && !isStillSent()) await hang();
		};
		this.list = new MemoryDeduplicator({ beforeRead: stepOfLiving, beforeWrite, beforeAnswer: stepOfLiving }, rows);
	}

	die(): void {
		this.isAlive = false;
		this.announceDeath();
	}
}
