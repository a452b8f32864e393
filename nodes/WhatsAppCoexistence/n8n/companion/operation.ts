import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Purpose } from '../../api/advice';
import type { Provider } from '../../contract/events';

/** What an operation works with: the execution, the input item and the provider. */
export interface Task {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
	readonly provider: Provider;
	/** A parameter for this item. */
	readonly parameter: (name: string, fallback?: unknown) => unknown;
}

/** One operation of the companion node. Pairing items and reporting errors is the runner's. */
export interface Operation {
	readonly purpose: Purpose;
	readonly providers: readonly Provider[];
	readonly run: (task: Task) => Promise<INodeExecutionData[]>;
}

/** An output item. */
export const item = (json: object): INodeExecutionData => ({ json: json as IDataObject });
