import type { EventName } from './outputs';

/** Keeps a part of an id from running into the next one, which ":" separates from it. */
function escaped(part: string): string {
	// Nearly no part holds either, and looking is several times cheaper than replacing.
	return part.includes(':') || part.includes('%') ? part.replace(/[%:]/g, encodeURIComponent) : part;
}

/**
 * The stable identity of an event: its name, then what makes it this event and no other. The same parts give
 * the same id on every redelivery and through either envelope; different parts never meet in one id.
 */
export function eventId(event: EventName, parts: ReadonlyArray<string | number | null>): string {
	let id: string = event;
	for (const part of parts) id += part === null ? ':' : `:${escaped(String(part))}`;
	return id;
}

/**
 * The function that gives the ids of events that are known by an id of the provider: `event:scope:id`, the id
 * unchanged, since nothing follows it. What tells several events under one id apart precedes the scope:
 * `event~extra~extra:scope:id`.
 * @param scope whose event it is; null if not known
 */
export function idsWithin(
	event: EventName,
	scope: string | null,
): (id: string, extra: ReadonlyArray<string | number>) => string {
	const start = `${eventId(event, [scope])}:`;
	// Nearly all events have nothing more, and half a year of messages is read in one go.
	return (id, extra) => {
		if (extra.length === 0) return start + id;
		const parts = extra.map((part) => `~${escaped(String(part)).replaceAll('~', '%7E')}`);
		return `${event}${parts.join('')}${start.slice(event.length)}${id}`;
	};
}
