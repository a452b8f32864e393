import { createHash } from 'crypto';
import type { BinaryHelperFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { MediaProblem } from '../api/mediaProblem';

/** A body may pause and last only so long. */
const STILL_MS = 30_000;
const LONGEST_MS = 10 * 60_000;

/** A stream that n8n stores as binary data. */
type Stored = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** The body of an answer that was asked for as a stream: a Readable of Node.js, as far as it is used here. */
export interface Body {
	destroy(): void;
	setTimeout?(ms: number, late: () => void): void;
	map(pass: (chunk: Buffer) => Buffer): Stored;
}

export const bodyOf = (response: IN8nHttpFullResponse): Body => response.body as unknown as Body;

/** What went through: complete only when `store` has come to its end. */
export interface Measured {
	readonly size: number;
	readonly sha256: string;
}

/**
 * Hands a body to n8n's storage as it comes in, with its size and hash. Nothing is kept here: files of 100 MB
 * come several at a time. Rejects with a MediaProblem when the body is larger than `largest` bytes or breaks off,
 * with the error of the storage when that fails. What is stored by then belongs to no item and goes with the
 * execution.
 */
export async function storeBody<Result>(body: Body, largest: number, store: (stream: Stored) => Promise<Result>): Promise<Measured & { readonly stored: Result }> {
	const hash = createHash('sha256');
	const end = Date.now() + LONGEST_MS;
	let size = 0;
	let problem: MediaProblem | null = null;
	const isOver = (): boolean => {
		if (size > largest) problem = new MediaProblem('too_large');
		else if (Date.now() > end) problem = new MediaProblem('interrupted');
		return problem !== null;
	};
	body.setTimeout?.(STILL_MS, () => body.destroy());
	const stream = body.map((chunk) => {
		size += chunk.length;
		if (isOver()) throw problem;
		hash.update(chunk);
		return chunk;
	});
	stream.once('error', () => (problem ??= new MediaProblem('interrupted')));
	try {
		const stored = await store(stream);
		return { stored, size, sha256: hash.digest('hex') };
	} catch (error) {
		throw problem ?? error;
	} finally {
		body.destroy();
	}
}
