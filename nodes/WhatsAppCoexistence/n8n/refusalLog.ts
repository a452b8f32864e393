import type { Logger } from 'n8n-workflow';
import { REFUSALS, type RefusalKind } from '../delivery/verdict';

/** A flood of forged requests must not flood the log: one line a minute for each node and kind, with a count. */
const PAUSE_MILLISECONDS = 60_000;

const silenced = new Map<string, { since: number; count: number }>();
const MOST_REMEMBERED = 1_000;

/**
 * Logs a refused request: the kind, how many there were and why, never what was in it. `why` is asked only when a
 * line is really written, since finding out costs more than refusing.
 */
export function logRefusal(logger: Logger, node: string, kind: RefusalKind, why: () => string | undefined): void {
	const key = `${node} ${kind}`;
	const now = Date.now();
	const pause = silenced.get(key);
	if (pause !== undefined && now - pause.since < PAUSE_MILLISECONDS) {
		pause.count++;
		return;
	}
	if (silenced.size >= MOST_REMEMBERED) silenced.clear();
	silenced.set(key, { since: now, count: 0 });
	const more = pause !== undefined && pause.count > 0 ? ` (${pause.count} more of this kind before)` : '';
	const reason = why();
	logger.warn(`WhatsApp Coexistence Trigger refused a request: ${kind}. ${REFUSALS[kind]}${reason === undefined ? '' : ` ${reason}`}${more}`);
}
