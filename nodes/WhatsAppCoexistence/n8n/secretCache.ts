import type { IWebhookFunctions } from 'n8n-workflow';
import type { Provider } from '../contract/events';
import type { Known } from '../delivery/diagnose';
import type { Accepted, Refusal } from '../delivery/verdict';
import { nodeKey } from './nodeKey';
import { CREDENTIAL_TYPES, readSecrets } from './secrets';

/** How long secrets are kept in this process: reading a credential costs n8n more than the whole request. */
const KEPT_MILLISECONDS = 30_000;
/** Fresh reads that failed checks may cause in a row, and the pace at which this allowance grows again. */
const FRESH_READS = 10;
const FRESH_READ_EVERY_MILLISECONDS = 1_000;

interface Kept {
	secrets: Known;
	readAt: number;
	freshReads: number;
	refilledAt: number;
}

const kept = new Map<string, Kept>();
/** Nodes come and go while a process lives; what is forgotten is read again. */
const MOST_KEPT = 1_000;

const MOST_FORMER = 4;

/** The signing secrets that the credential no longer holds, newest first: only to say why a delivery is refused. */
function formerOf(before: Known | undefined, { signing }: Known): unknown[] {
	if (before === undefined) return [];
	const former = [...before.signing, ...before.former].filter((secret) => secret !== '' && !signing.includes(secret));
	return [...new Set(former)].slice(0, MOST_FORMER);
}

/** A read under way. */
interface Reading {
	/** How many reads had begun when this one did: a request that came later may know a newer secret. */
	readonly number: number;
	readonly entry: Promise<Kept>;
}

const readings = new Map<string, Reading>();
let readsBegun = 0;

async function keep(context: IWebhookFunctions, provider: Provider, key: string): Promise<Kept> {
	const now = Date.now();
	const read = await readSecrets(context, provider);
	const before = kept.get(key);
	const secrets = { ...read, former: formerOf(before?.secrets, read) };
	const entry = { freshReads: FRESH_READS, refilledAt: now, ...before, secrets, readAt: now };
	if (before === undefined && kept.size >= MOST_KEPT) kept.clear();
	kept.set(key, entry);
	return entry;
}

/** Reads the secrets, or waits for the read that another request has begun. */
function readShared(context: IWebhookFunctions, provider: Provider, key: string): Reading {
	const pending = readings.get(key);
	if (pending !== undefined) return pending;
	const entry = keep(context, provider, key).finally(() => readings.delete(key));
	const reading = { number: ++readsBegun, entry };
	readings.set(key, reading);
	return reading;
}

/** Takes one fresh read from the allowance, so that a flood of forged requests does not read at will. */
function mayReadAgain(entry: Kept): boolean {
	const now = Date.now();
	const earned = Math.floor((now - entry.refilledAt) / FRESH_READ_EVERY_MILLISECONDS);
	if (earned > 0) {
		entry.freshReads = Math.min(FRESH_READS, entry.freshReads + earned);
		entry.refilledAt = now;
	}
	if (entry.freshReads === 0) return false;
	entry.freshReads--;
	return true;
}

/** Refusals that another secret might turn into an acceptance. */
const DEPENDS_ON_SECRET = new Set(['signature_mismatch', 'header_missing', 'header_mismatch', 'secret_not_configured', 'token_mismatch']);

/**
 * Runs a check with the secrets of the node's credential. They are kept for 30 s; when the check fails
 * against kept ones they are read again first, so that a new secret works immediately. Requests that come while a
 * read is under way share it: any number of concurrent requests causes two reads at most, the one that was under way
 * when the first of them came, and one that began after all of them had come.
 */
export async function withSecrets<Verdict extends Accepted | Refusal>(
	context: IWebhookFunctions,
	provider: Provider,
	check: (secrets: Known) => Verdict,
): Promise<Verdict> {
	const node = context.getNode();
	const credential = node.credentials?.[CREDENTIAL_TYPES[provider]]?.id ?? '';
	const key = [nodeKey(context), provider, credential].join(' ');
	const readsBefore = readsBegun;
	let entry = kept.get(key);
	let isFresh = false;
	if (entry === undefined || Date.now() - entry.readAt > KEPT_MILLISECONDS) {
		const reading = readShared(context, provider, key);
		isFresh = reading.number > readsBefore;
		entry = await reading.entry;
	}
	let verdict = check(entry.secrets);
	while (!verdict.accepted && !isFresh && DEPENDS_ON_SECRET.has(verdict.kind)) {
		if (!readings.has(key) && !mayReadAgain(kept.get(key) ?? entry)) break;
		const reading = readShared(context, provider, key);
		isFresh = reading.number > readsBefore;
		entry = await reading.entry;
		verdict = check(entry.secrets);
	}
	return verdict;
}
