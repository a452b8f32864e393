import type { Policy, Signed } from '../delivery/authenticate';
import { diagnose, type Known } from '../delivery/diagnose';
import type { Diagnosis } from '../delivery/diagnoses';
import type { RefusalKind } from '../delivery/verdict';

/**
 * How much looking for reasons may cost while forged requests arrive. A small body, such as that of an echo or a message,
 * is always examined: that takes a tenth of a millisecond, a fraction of what n8n spends on any request, and a flood
 * can hide nothing. Larger bodies are examined for so many bytes a minute in this process; these take half a second
 * at most.
 */
const SMALL_BODY_BYTES = 4_096;
const MAX_BYTES_A_MINUTE = 4_194_304;
const MINUTE_MS = 60_000;

let minute = 0;
let examined = 0;

/** Takes a body out of the allowance of this minute; false when there is not enough left. */
function mayExamine(bytes: number): boolean {
	const now = Math.floor(Date.now() / MINUTE_MS);
	if (now !== minute) {
		minute = now;
		examined = 0;
	}
	if (examined + bytes > MAX_BYTES_A_MINUTE) return false;
	examined += bytes;
	return true;
}

/** Why a request was refused, as `diagnose` says it, within the allowance; `not_examined` beyond it. */
export function refusalReason(kind: RefusalKind, request: Signed, policy: Policy, secrets: Known): Diagnosis | undefined {
	const { length } = request.bytes;
	if (kind === 'signature_mismatch' && length > SMALL_BODY_BYTES && !mayExamine(length)) return 'not_examined';
	return diagnose(kind, request, policy, secrets);
}
