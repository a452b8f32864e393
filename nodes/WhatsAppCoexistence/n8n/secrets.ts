import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Provider } from '../contract/events';
import type { Known } from '../delivery/diagnose';
import { registeredSecret } from '../delivery/registeredHeader';
import type { Accepted, Refusal } from '../delivery/verdict';
import { nodeKey } from './nodeKey';

export const CREDENTIAL_TYPES: Record<Provider, string> = {
	meta: 'whatsAppCoexistenceMetaApi',
	'360dialog': 'whatsAppCoexistence360DialogApi',
};

const SIGNING = ['appSecret', 'previousAppSecret', 'signatureSecret', 'previousSignatureSecret'];
const NONE: Known = {
	signing: [],
	headerName: undefined,
	headerValue: undefined,
	verifyToken: undefined,
	registered: undefined,
	former: [],
};

/** The header value that the node registers at 360dialog, under the API key of this credential. */
export function registeredSecretOf(context: IHookFunctions | IWebhookFunctions, credential: ICredentialDataDecryptedObject) {
	return registeredSecret(credential['apiKey'], context.getWorkflow().id ?? '', context.getNode().id);
}

function secretsOf(context: IWebhookFunctions, credential: ICredentialDataDecryptedObject): Known {
	const { headerName, headerValue, verifyToken } = credential;
	const registered = registeredSecretOf(context, credential);
	return { signing: SIGNING.map((name) => credential[name]), headerName, headerValue, verifyToken, registered, former: [] };
}

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

async function readSecrets(context: IWebhookFunctions, provider: Provider): Promise<Known> {
	try {
		return secretsOf(context, await context.getCredentials(CREDENTIAL_TYPES[provider]));
	} catch {
		// No credential is selected, or it is gone: the check refuses for want of a secret and says so.
		return NONE;
	}
}

/** The signing secrets that the credential no longer holds, newest first: only to say why a delivery is refused. */
function formerOf(before: Known | undefined, { signing }: Known): unknown[] {
	if (before === undefined) return [];
	const former = [...before.signing, ...before.former].filter((secret) => secret !== '' && !signing.includes(secret));
	return [...new Set(former)].slice(0, MOST_FORMER);
}

async function keep(context: IWebhookFunctions, provider: Provider, key: string): Promise<Kept> {
	const now = Date.now();
	const before = kept.get(key);
	const read = await readSecrets(context, provider);
	const secrets = { ...read, former: formerOf(before?.secrets, read) };
	const entry = { freshReads: FRESH_READS, refilledAt: now, ...before, secrets, readAt: now };
	if (before === undefined && kept.size >= MOST_KEPT) kept.clear();
	kept.set(key, entry);
	return entry;
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
 * against kept ones they are read again first, so that a new secret works at once.
 */
export async function withSecrets<Verdict extends Accepted | Refusal>(
	context: IWebhookFunctions,
	provider: Provider,
	check: (secrets: Known) => Verdict,
): Promise<Verdict> {
	const node = context.getNode();
	const credential = node.credentials?.[CREDENTIAL_TYPES[provider]]?.id ?? '';
	const key = [nodeKey(context), provider, credential].join(' ');
	let entry = kept.get(key);
	const isFresh = entry === undefined || Date.now() - entry.readAt > KEPT_MILLISECONDS;
	if (entry === undefined || isFresh) entry = await keep(context, provider, key);
	const verdict = check(entry.secrets);
	if (verdict.accepted || isFresh || !DEPENDS_ON_SECRET.has(verdict.kind) || !mayReadAgain(entry)) return verdict;
	return check((await keep(context, provider, key)).secrets);
}
