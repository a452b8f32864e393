import { text } from '../../wire/read';
import { download, LARGEST_BYTES } from '../media';
import type { Operation } from './operation';

const MEGABYTE = 1024 * 1024;

/** Milliseconds of a date that a user gave in whatever form n8n's picker and expressions have; null: none. */
function timeOf(value: unknown): number | null {
	const time = value instanceof Date ? value.getTime() : Date.parse(text(value) ?? '');
	return Number.isNaN(time) ? null : time;
}

export const downloadMedia: Operation = {
	purpose: 'media',
	providers: ['meta', '360dialog'],
	run: async ({ context, provider, parameter }) => {
		const options = parameter('options', {}) as Record<string, unknown>;
		const megabytes = Number(options['maxSize'] ?? LARGEST_BYTES / MEGABYTE);
		const mediaId = text(parameter('mediaId'))?.trim() ?? '';
		const { binary, ...facts } = await download(context, provider, {
			mediaId,
			phoneNumberId: text(options['phoneNumberId']),
			fileName: text(options['fileName']),
			sha256: null,
			receivedAt: timeOf(options['receivedAt']),
			largestBytes: megabytes > 0 ? Math.min(megabytes * MEGABYTE, LARGEST_BYTES) : LARGEST_BYTES,
		});
		return [{ json: { mediaId, ...facts }, binary: { [text(parameter('binaryPropertyName')) ?? 'data']: binary } }];
	},
};
