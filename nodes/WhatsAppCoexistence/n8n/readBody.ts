import { createHash } from 'crypto';
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { MediaProblem } from '../api/mediaProblem';

/** A body may pause and last only so long. */
const STILL_MS = 30_000;
const LONGEST_MS = 10 * 60_000;

/** The body of an answer that was asked for as a stream. */
export interface Body extends AsyncIterable<Buffer> {
	destroy(): void;
	setTimeout?(ms: number, late: () => void): void;
}

export const bodyOf = (response: IN8nHttpFullResponse): Body => response.body as unknown as Body;

/**
 * Reads a body up to a size. It is kept in memory until its hash is known: nothing that is not the announced
 * file is ever handed to n8n's storage.
 */
export async function readBody(body: Body, largest: number): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
	const hash = createHash('sha256');
	const chunks: Buffer[] = [];
	const end = Date.now() + LONGEST_MS;
	let size = 0;
	body.setTimeout?.(STILL_MS, () => body.destroy());
	try {
		for await (const chunk of body) {
			size += chunk.length;
			if (size > largest || Date.now() > end) break;
			hash.update(chunk);
			chunks.push(chunk);
		}
	} catch {
		return await Promise.reject(new MediaProblem('interrupted'));
	} finally {
		body.destroy();
	}
	if (size > largest) throw new MediaProblem('too_large');
	if (Date.now() > end) throw new MediaProblem('interrupted');
	return { bytes: Buffer.concat(chunks), sha256: hash.digest('hex') };
}
