/** n8n-workflow without real waits. Use: `jest.mock('n8n-workflow', () => require('../support/fakeSleep').withFakeSleep())`. */

/** Every wait that was asked for, in milliseconds. */
export const waits: number[] = [];

/** All of n8n-workflow, with a `sleep` that notes its wait and ends at once. */
export function withFakeSleep(): object {
	const sleep = async (ms: number): Promise<void> => void waits.push(ms);
	return { ...jest.requireActual<object>('n8n-workflow'), sleep };
}
