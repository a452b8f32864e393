interface Alarm {
	readonly at: number;
	readonly ring: () => void;
}

/** Lets everything run that waits for nothing but promises. */
const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Time that passes only when nothing is left to do at the present moment: hours take milliseconds, in one order. */
export class VirtualClock {
	now = 0;
	private readonly alarms: Alarm[] = [];

	/** Resolves after so many milliseconds of this clock; those who wait for the same moment go on in order of call. */
	readonly sleep = async (milliseconds: number): Promise<void> =>
		await new Promise((resolve) => {
			const at = this.now + milliseconds;
			const later = this.alarms.findIndex((alarm) => alarm.at > at);
			this.alarms.splice(later < 0 ? this.alarms.length : later, 0, { at, ring: resolve });
		});

	/** Runs until nobody sleeps. */
	async run(): Promise<void> {
		for (await settle(); ; await settle()) {
			const next = this.alarms.shift();
			if (next === undefined) return;
			this.now = next.at;
			next.ring();
		}
	}
}
