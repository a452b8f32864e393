import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Registering } from './registering';
import type { TriggerUnderTest } from './trigger';

export type HostVersion = 'v1' | 'v2';

const ACTIVATION_ATTEMPTS = 5;
const TEARDOWN_ATTEMPTS = 3;

const copyOf = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;

/** The message of what failed; null when nothing did. */
async function failureOf(work: () => Promise<unknown>): Promise<string | null> {
	return await work().then(
		() => null,
		(error: unknown) => (error as Error).message,
	);
}

/**
 * How n8n publishes and unpublishes a workflow, as its source does it: n8n 1.123 in `active-workflow-manager`, n8n 2.41
 * in `workflow-trigger-activator` and `webhook-trigger-registrar`. Not imitated: the pauses between the attempts.
 */
export class Publication {
	/** The failures that n8n showed or logged, oldest first. */
	readonly messages: string[] = [];

	constructor(
		private readonly version: HostVersion,
		private readonly at: Registering,
	) {}

	/** Publishes; gives whether that worked. */
	async publish(trigger: TriggerUnderTest): Promise<boolean> {
		const failure = this.version === 'v1' ? await this.publish1(trigger) : await this.publish2(trigger);
		this.note(failure);
		return failure === null;
	}

	/** Unpublishes; gives whether the external part worked. n8n treats the workflow as unpublished in any case. */
	async unpublish(trigger: TriggerUnderTest): Promise<boolean> {
		this.at.unserved.add(trigger);
		const data = copyOf(trigger.staticData);
		let failure: string | null = null;
		for (let attempt = 0; attempt < (this.version === 'v1' ? 1 : TEARDOWN_ATTEMPTS); attempt++) {
			failure = await this.remove(trigger, data);
			if (failure === null) break;
		}
		// n8n 1 saves only what a removal that worked has changed; n8n 2 saves in any case.
		if (failure === null || this.version === 'v2') trigger.staticData = data;
		this.note(failure);
		return failure === null;
	}

	/** Publishes with other parameters what is published: the old version is removed first. */
	async republish(trigger: TriggerUnderTest, parameters: INodeParameters): Promise<boolean> {
		await this.unpublish(trigger);
		trigger.node.parameters = parameters;
		return await this.publish(trigger);
	}

	/** After a failure n8n 1 reads the workflow again, without what the publication has stored, and removes that. */
	private async publish1(trigger: TriggerUnderTest): Promise<string | null> {
		this.at.unserved.delete(trigger);
		const data = copyOf(trigger.staticData);
		const failure = await this.add(trigger, data);
		if (failure === null) {
			trigger.staticData = data;
			return null;
		}
		const fresh = copyOf(trigger.staticData);
		const removal = await this.remove(trigger, fresh);
		if (removal === null) trigger.staticData = fresh;
		this.note(removal);
		this.at.unserved.add(trigger);
		return failure;
	}

	/** n8n 2 goes on with the same workflow in memory; after the first failure it does not serve the GET webhook again. */
	private async publish2(trigger: TriggerUnderTest): Promise<string | null> {
		this.at.unserved.delete(trigger);
		const data = copyOf(trigger.staticData);
		let failure: string | null = null;
		for (let attempt = 0; attempt < ACTIVATION_ATTEMPTS; attempt++) {
			failure = await this.add(trigger, data);
			if (failure === null) break;
			const removal = await this.remove(trigger, data);
			this.note(removal);
			if (removal === null) this.at.unserved.add(trigger);
		}
		trigger.staticData = data;
		return failure;
	}

	private async add(trigger: TriggerUnderTest, staticData: IDataObject): Promise<string | null> {
		return await failureOf(async () => {
			if ((await trigger.callHook('checkExists', { staticData })) !== true) await trigger.callHook('create', { staticData });
		});
	}

	private async remove(trigger: TriggerUnderTest, staticData: IDataObject): Promise<string | null> {
		return await failureOf(async () => await trigger.callHook('delete', { activation: 'update', staticData }));
	}

	private note(message: string | null): void {
		if (message !== null) this.messages.push(message);
	}
}
