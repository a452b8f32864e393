import { DECLINED } from '../../envelope/fieldOfValue';
import { visitUnknownArrays, visitUnrecognized, type Build, type Change, type Visit } from '../../envelope/change';
import { eventId } from '../../contract/id';
import { directoryOf, type Directory } from '../../message/directory';
import { errorDetail } from '../../message/errors';
import { fingerprint } from '../../wire/canonical';
import { elements, isObject, keysOf, number, type JsonObject } from '../../wire/read';
import { historyOf, walkFollowUps, walkThread } from './messages';
import type { historyChunk, historyValue } from './wire';

function progressItem(change: Change, chunk: JsonObject): ReturnType<Build> {
	const history = historyOf(chunk['metadata'], null);
	const { phase, chunkOrder, progress } = history;
	// A header is identified by its numbers; without any, by the content of the chunk.
	const unnumbered = phase === null && chunkOrder === null && progress === null;
	const parts = [change.scope, phase, chunkOrder, progress, change.occurrence];
	return {
		event: 'history.progress',
		id: eventId('history.progress', unnumbered ? [...parts, fingerprint(chunk)] : parts),
		timestamp: change.time,
		provider: change.provider,
		business: change.business,
		contact: null,
		groupId: null,
		history,
	};
}

/** Errors of a chunk or of the value: a decline when the code says so, anything else as it came. */
function walkErrors(change: Change, errors: unknown, metadata: unknown, visit: Visit): boolean {
	for (const element of elements(errors)) {
		if (!isObject(element) || Object.keys(element).length === 0) {
			if (visitUnrecognized(visit, change, 'malformed', element)) return true;
			continue;
		}
		const event = number(element['code']) === DECLINED ? 'history.declined' : 'history.error';
		const build: Build = () => {
			const error = errorDetail(element);
			const said = event === 'history.declined' ? null : fingerprint([error.title, error.message, error.details]);
			return {
				event,
				id: eventId(event, [change.scope, error.code, said, change.occurrence]),
				timestamp: change.time,
				provider: change.provider,
				business: change.business,
				contact: null,
				groupId: null,
				history: historyOf(metadata, null),
				error,
			};
		};
		if (visit(event, element, build)) return true;
	}
	return false;
}

const CHUNK_KEYS = ['metadata', 'threads', 'errors'];
const THREAD_KEYS = ['id', 'context', 'messages'];

function walkChunk(change: Change, element: unknown, directory: Directory, visit: Visit): boolean {
	const { metadata, threads, errors } = keysOf<typeof historyChunk>(element);
	const hasErrors = elements(errors).length > 0;
	const saysNothing = metadata == null && threads == null && !hasErrors;
	if (!isObject(element) || saysNothing) return visitUnrecognized(visit, change, 'malformed', element);
	// A chunk that only tells an error has no header; a chunk with threads has one, if an empty one.
	const hasHeader = metadata != null || !hasErrors;
	if (hasHeader && visit('history.progress', metadata ?? element, () => progressItem(change, element))) return true;
	if (walkErrors(change, errors, metadata, visit)) return true;
	for (const thread of elements(threads)) {
		const stop = isObject(thread)
			? walkThread(change, thread, metadata, directory, visit) ||
				visitUnknownArrays(visit, change, thread, THREAD_KEYS)
			: visitUnrecognized(visit, change, 'malformed', thread);
		if (stop) return true;
	}
	return visitUnknownArrays(visit, change, element, CHUNK_KEYS);
}

/** Old chats: chunk headers, errors, messages of threads, and assets that follow their placeholders. */
export function walkHistory(change: Change, visit: Visit): boolean {
	const { contacts, history, errors, messages, message_echoes } = keysOf<typeof historyValue>(change.value);
	const directory = directoryOf(contacts);
	return (
		elements(history).some((chunk) => walkChunk(change, chunk, directory, visit)) ||
		walkErrors(change, errors, undefined, visit) ||
		walkFollowUps(change, messages, false, directory, visit) ||
		walkFollowUps(change, message_echoes, true, directory, visit)
	);
}
