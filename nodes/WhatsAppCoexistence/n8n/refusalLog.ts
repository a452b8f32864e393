import type { Logger } from 'n8n-workflow';
import { DIAGNOSES, type Diagnosis } from '../delivery/diagnoses';
import { REFUSALS, type RefusalKind } from '../delivery/verdict';

/** A refused request, for the log: which node, which kind, and why; undefined: nothing to add to the kind. */
export interface Refused {
	readonly node: string;
	readonly kind: RefusalKind;
	readonly reason: Diagnosis | undefined;
}

/** A flood must not fill the log: one line a minute for each node, kind and reason, with a count. */
const PAUSE_MS = 60_000;

/** When the last line was written, and how many requests were refused since; the longest unused first. */
const written = new Map<string, { readonly since: number; count: number }>();
const MAX_WRITTEN = 1_000;

/**
 * Logs a refused request: the kind, how many there were and why, never its content. Each reason has its own line, so
 * that forged requests do not hide why a provider is refused.
 */
export function logRefusal(logger: Logger, { node, kind, reason }: Refused): void {
	const key = [node, kind, reason].join(' ');
	const now = Date.now();
	const last = written.get(key);
	if (last !== undefined && now - last.since < PAUSE_MS) {
		last.count++;
		return;
	}
	written.delete(key);
	if (written.size >= MAX_WRITTEN) written.delete(written.keys().next().value!);
	written.set(key, { since: now, count: 0 });
	const more = last !== undefined && last.count > 0 ? ` (${last.count} more like this before)` : '';
	logger.warn(`WhatsApp Coexistence Trigger refused a request: ${kind}. ${REFUSALS[kind]}${reason === undefined ? '' : ` ${DIAGNOSES[reason]}`}${more}`);
}
