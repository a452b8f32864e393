import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { BaseUrlNotAllowed } from '../api/baseUrl';
import { MediaProblem, type MediaProblemKind } from '../api/mediaProblem';
import type { CoexistenceEvent, Media, Provider } from '../contract/events';
import { text } from '../wire/read';
import { download, LARGEST_BYTES } from './media';
import { CREDENTIAL_TYPES } from './secrets';

/** What came of the file of one event: the file, or why there is none. */
export interface Attachment {
	readonly binary?: IBinaryKeyData;
	/** The kind of problem, a colon, and a sentence for people; null: the file is there. */
	readonly error: string | null;
}

/** A file is wanted for this event. `receivedAt` (milliseconds) is when its delivery came in, if known. */
export interface Attached {
	readonly event: CoexistenceEvent;
	readonly receivedAt: number | null;
}

/** How many files are fetched at once: each may be kept in memory by n8n, depending on its binary data mode. */
const AT_ONCE = 3;

/** With these the next file would fail in the same way, and 360dialog blocks who goes on asking. */
const HOPELESS = new Set<MediaProblemKind>(['base_url_not_allowed', 'no_key', 'refused', 'throttled']);

const failed = (kind: MediaProblemKind): Attachment => ({ error: `${kind}: ${new MediaProblem(kind).message}` });

/** The media part of an event; null when it has none. */
export const mediaOf = (event: CoexistenceEvent): Media | null => ('message' in event ? event.message.media : null);

/** Whether the credential holds what a download needs. A node that only receives works without. */
async function hasKey(context: IExecuteFunctions, provider: Provider): Promise<boolean> {
	try {
		const credential = await context.getCredentials<Record<string, unknown>>(CREDENTIAL_TYPES[provider]);
		return text(credential[provider === 'meta' ? 'accessToken' : 'apiKey']) !== null;
	} catch {
		// No credential is selected, or it is gone: there is no key, and the item says so.
		return false;
	}
}

/** The kind of a failed download. Whatever goes wrong with a file never costs the item or the execution. */
const kindOf = (error: unknown): MediaProblemKind => {
	if (error instanceof MediaProblem) return error.kind;
	if (error instanceof BaseUrlNotAllowed) return 'base_url_not_allowed';
	return error instanceof RangeError ? 'no_id' : 'unavailable';
};

async function fetchOne(context: IExecuteFunctions, provider: Provider, { event, receivedAt }: Attached): Promise<Attachment | MediaProblemKind> {
	const media = mediaOf(event);
	if (media?.id == null) return 'no_id';
	try {
		const { binary } = await download(context, provider, {
			mediaId: media.id,
			phoneNumberId: event.business.phoneNumberId,
			fileName: media.filename,
			sha256: media.sha256,
			receivedAt,
			largestBytes: LARGEST_BYTES,
		});
		return { binary: { data: binary }, error: null };
	} catch (error) {
		return kindOf(error);
	}
}

/**
 * Fetches the files of events, a few at a time; events without media are passed over. Never rejects: a file
 * that cannot be had is an attachment with an error.
 */
export async function fetchAttachments(
	context: IExecuteFunctions,
	provider: Provider,
	wanted: readonly Attached[],
): Promise<Map<CoexistenceEvent, Attachment>> {
	const queue = wanted.filter(({ event }) => mediaOf(event) !== null);
	const attachments = new Map<CoexistenceEvent, Attachment>();
	let hopeless: MediaProblemKind | null = queue.length === 0 || (await hasKey(context, provider)) ? null : 'no_key';
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < queue.length) {
			const one = queue[next++]!;
			const fetched = hopeless ?? (await fetchOne(context, provider, one));
			if (typeof fetched === 'string' && HOPELESS.has(fetched)) hopeless = fetched;
			attachments.set(one.event, typeof fetched === 'string' ? failed(fetched) : fetched);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return attachments;
}

/** The event with what came of its file. Events may share parts: it is a copy. */
export function withDownloadError(event: CoexistenceEvent, error: string | null): CoexistenceEvent {
	if (!('message' in event) || event.message.media === null) return event;
	return { ...event, message: { ...event.message, media: { ...event.message.media, downloadError: error } } };
}
