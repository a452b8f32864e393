import type { FailureParts } from './failure';
import { isThrottled } from './failure';

/** Why a file could not be had; the first word of `downloadError`, so that a flow can tell the kinds apart. */
export const MEDIA_PROBLEMS = {
	base_url_not_allowed: 'The Base URL of the credential must start with https://. Change it in the credential.',
	expired: 'The file is gone: the providers keep a file for 7 days after its webhook.',
	host_not_allowed: 'The provider named a download address on a host that is not its own. Nothing was sent there.',
	interrupted: 'The download broke off or stood still.',
	no_id: 'The message names no media ID.',
	no_key: 'The credential holds no access token, or no API key, to download with.',
	not_found: 'The provider knows no file with this ID, or the credential may not see it.',
	redirected: 'The download address led to another address. It was not followed, because the access token would have gone with it.',
	refused: 'The provider did not let this credential download. At Meta the token needs whatsapp_business_messaging.',
	throttled: 'The provider has received too many calls. Try again later.',
	too_large: 'The file is larger than allowed.',
	unavailable: 'The provider gave no file, or could not be reached.',
	wrong_hash: 'The file is not the one that the provider announced: its SHA-256 differs. It was thrown away.',
	wrong_type: 'The provider sent something of another type than it announced. It was thrown away.',
} as const;

export type MediaProblemKind = keyof typeof MEDIA_PROBLEMS;

/** A file that could not be had. Its message is for people and holds nothing of the file or the request. */
export class MediaProblem extends Error {
	constructor(readonly kind: MediaProblemKind) {
		super(MEDIA_PROBLEMS[kind]);
	}
}

/** Media ids out of webhooks live so long (Meta, media; state of June 2026). */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * What a refused look-up of a media id means. In: when the message came in (milliseconds), if that is known:
 * Meta answers alike for an id that never was and one that has expired, and only its age tells them apart.
 */
export function lookupProblem(failure: FailureParts, receivedAt: number | null, now: number): MediaProblem {
	const { provider, status, code, subcode, words } = failure;
	if (isThrottled(failure)) return new MediaProblem('throttled');
	if (status === 401 || status === 403 || code === 190 || code === 10) return new MediaProblem('refused');
	const isUnknown = status === 404 || status === 410 || subcode === 33 || (provider === 'meta' && code === 100);
	if (!isUnknown) return new MediaProblem('unavailable');
	const isOld = receivedAt !== null && now - receivedAt > LIFETIME_MS;
	return new MediaProblem(isOld || status === 410 || /expired/i.test(words) ? 'expired' : 'not_found');
}

/** What the status of a download means; null: here is the file. The address was fetched a moment ago. */
export function downloadProblem(status: number): MediaProblem | null {
	if (status === 200) return null;
	if (status >= 300 && status < 400) return new MediaProblem('redirected');
	if (status === 401 || status === 403) return new MediaProblem('refused');
	if (status === 404 || status === 410) return new MediaProblem('expired');
	return new MediaProblem(status === 429 ? 'throttled' : 'unavailable');
}
