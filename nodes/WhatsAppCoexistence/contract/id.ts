import type { EventName } from './outputs';

/** Keeps a part from running into its neighbour: ":" separates. */
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

/** The ids of one kind of event that share their first parts; each is `eventId` of these and one more. */
export function eventIds(event: EventName, parts: ReadonlyArray<string | null>): (last: string) => string {
	const start = `${eventId(event, parts)}:`;
	return (last) => start + escaped(last);
}
