import { sleep, type IBinaryData, type IExecuteFunctions, type IN8nHttpFullResponse } from 'n8n-workflow';
import { ApiFailure } from '../api/failure';
import { fileNameOf } from '../api/fileName';
import { downloadAddress, hashMatches, mediaFactsOf, mimeTypeOf, readMedia, typeFits, type MediaFacts } from '../api/media';
import { downloadProblem, lookupProblem, MediaProblem } from '../api/mediaProblem';
import { namedWait, nextWait } from '../api/throttle';
import type { Provider } from '../contract/events';
import { number } from '../wire/read';
import { baseUrl, callApi, request } from './client';
import { bodyOf, storeBody } from './storeBody';

/** The largest file that WhatsApp carries (Meta, media). */
export const LARGEST_BYTES = 100 * 1024 * 1024;

/** Which file, and what is known of it beforehand. */
export interface Wanted {
	readonly mediaId: string;
	/** At Meta: refuse a file of another number. */
	readonly phoneNumberId: string | null;
	/** The name under which it was sent. */
	readonly fileName: string | null;
	/** What the webhook said, for want of an answer from the API. */
	readonly sha256: string | null;
	/** When its webhook came in (milliseconds). */
	readonly receivedAt: number | null;
	readonly largestBytes: number;
}

/** A file, stored by n8n, and whether its hash could be compared. */
export interface Fetched {
	readonly binary: IBinaryData;
	readonly mimeType: string;
	readonly fileName: string;
	readonly size: number;
	readonly sha256: string;
	readonly sha256Verified: boolean;
}

async function lookUp(context: IExecuteFunctions, provider: Provider, wanted: Wanted): Promise<MediaFacts> {
	const answer = callApi(context, provider, readMedia(provider, wanted.mediaId, wanted.phoneNumberId)).catch((error: unknown) => {
		throw error instanceof ApiFailure ? lookupProblem(error, wanted.receivedAt, Date.now()) : error;
	});
	return mediaFactsOf(await answer);
}

/** Opens a download, with the waits that the provider names. No redirect is followed. */
async function open(context: IExecuteFunctions, provider: Provider, url: string): Promise<IN8nHttpFullResponse> {
	for (let attempts = 1, waited = 0; ; attempts++) {
		const headers = { 'Accept-Encoding': 'identity' };
		const response = await request(context, provider, { method: 'GET', url, encoding: 'stream', headers }).catch(() => {
			throw new MediaProblem('unavailable');
		});
		const wait = response.statusCode === 429 ? nextWait(attempts, waited, namedWait(response.headers, Date.now())) : null;
		if (wait === null) return response;
		bodyOf(response).destroy();
		waited += wait;
		await sleep(wait);
	}
}

/** Looks a file up and opens it. A link can have died since it was told: then it is asked for once more. */
async function opened(context: IExecuteFunctions, provider: Provider, wanted: Wanted) {
	const base = await baseUrl(context, provider);
	for (let attempt = 1; ; attempt++) {
		const facts = await lookUp(context, provider, wanted);
		if (facts.size !== null && facts.size > wanted.largestBytes) throw new MediaProblem('too_large');
		const response = await open(context, provider, downloadAddress(provider, base, facts.url));
		const problem = downloadProblem(response.statusCode);
		if (problem === null) return { facts, response };
		bodyOf(response).destroy();
		if (problem.kind !== 'expired' || attempt > 1) throw problem;
	}
}

/**
 * Downloads a file and stores it as binary data. Rejects with a MediaProblem when it cannot be had, with n8n's
 * own error when there is no credential, with a RangeError when the id is none.
 */
export async function download(context: IExecuteFunctions, provider: Provider, wanted: Wanted): Promise<Fetched> {
	const { facts, response } = await opened(context, provider, wanted);
	const body = bodyOf(response);
	const received = mimeTypeOf(response.headers['content-type']);
	const refusal = !typeFits(facts.mimeType, received) ? 'wrong_type' : (number(response.headers['content-length']) ?? 0) > wanted.largestBytes ? 'too_large' : null;
	if (refusal !== null) {
		body.destroy();
		throw new MediaProblem(refusal);
	}
	const mimeType = facts.mimeType ?? received ?? 'application/octet-stream';
	const fileName = fileNameOf(wanted.fileName, wanted.mediaId, mimeType);
	const { stored, size, sha256 } = await storeBody(body, wanted.largestBytes, async (stream) => {
		return await context.helpers.prepareBinaryData(stream, fileName, mimeType);
	});
	const matches = hashMatches(facts.sha256 ?? wanted.sha256, sha256);
	if (matches === false) throw new MediaProblem('wrong_hash');
	return { binary: stored, mimeType, fileName, size, sha256, sha256Verified: matches === true };
}
