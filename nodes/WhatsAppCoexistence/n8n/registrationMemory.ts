import type { IHookFunctions, IDataObject } from 'n8n-workflow';
import type { Callback, TargetId } from '../api/callbackTarget';
import { isSameNode, isSameUrl } from '../api/callbackUrl';
import { seal, unseal } from '../delivery/seal';
import { parsedOr } from '../envelope/parsedOr';
import { isObject } from '../wire/read';

/**
 * A callback in static data. n8n stores and exports static data as plain text, so headers are sealed. The key is the
 * header value that this node registers in their place. It can be read back from the provider, so the headers can be
 * opened even after the API key was replaced.
 */
export interface SealedCallback {
	readonly url: string;
	/** The headers; missing when there are none. */
	readonly sealed?: string;
}

/** A registration, from before it is sent to the provider until it is undone. */
export interface Registered {
	readonly target: TargetId;
	readonly url: string;
	/** What was set before, to be restored. */
	readonly before?: SealedCallback;
	/** Whether the URL is known to be set; otherwise the change may have failed, and the previous URL be set. */
	readonly confirmed?: true;
}

/** What the node keeps in its static data. */
export interface Memory {
	readonly registered?: Registered;
	/** The URL with which another system replaced ours: it is not overwritten without the user's consent. */
	readonly lostTo?: string;
}

/** Reads the memory; empty when there is none. */
export function readMemory(context: IHookFunctions): Memory {
	return (context.getWorkflowStaticData('node')['registration'] ?? {}) as unknown as Memory;
}

/** Replaces the memory; an empty one is removed. n8n saves static data when the webhook method ends, or not at all. */
export function writeMemory(context: IHookFunctions, memory: Memory): void {
	const staticData = context.getWorkflowStaticData('node');
	if (Object.keys(memory).length === 0) delete staticData['registration'];
	else staticData['registration'] = memory as unknown as IDataObject;
}

/** Seals a callback. In: the secret that will be registered in its place. */
export function sealed({ url, headers }: Callback, secret: string): SealedCallback {
	return Object.keys(headers).length === 0 ? { url } : { url, sealed: seal(JSON.stringify(headers), secret) };
}

/** The callback that was sealed; null when none of the secrets opens it. */
export function unsealed({ url, sealed: text }: SealedCallback, secrets: readonly string[]): Callback | null {
	if (text === undefined) return { url, headers: {} };
	const opened = secrets.map((secret) => unseal(text, secret)).find((plain) => plain !== null);
	const headers: unknown = parsedOr(opened);
	return isObject(headers) ? { url, headers: headers as Record<string, string> } : null;
}

/** Whether another system has set what is set now. In: what is set, and a registration that was confirmed. */
export function isForeign(current: Callback | null, { url }: Registered): current is Callback {
	return current !== null && !isSameNode(current.url, url);
}

/**
 * What to restore later. A URL of this node is never restored: the stored one, or the same host and path. That also
 * goes for a test URL that a crash left behind, but not for the production URL while listening.
 * @param current what is set now
 * @param own the URL that will be set
 * @param known what is stored of this target
 */
export function previousOf(
	current: Callback | null,
	own: string,
	known: Registered | undefined,
	isListening: boolean,
): Callback | SealedCallback | null {
	if (current === null) return null;
	const isOwn = isSameUrl(current.url, own) || (known !== undefined && isSameUrl(current.url, known.url));
	if (isOwn || (!isListening && isSameNode(current.url, own))) return known?.before ?? null;
	return current;
}
