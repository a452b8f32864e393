import type { EventName } from './outputs';

/** Keeps a part of an id from running into the next one, which ":" separates from it. */
export function escapedPart(part: string): string {
	// Nearly no part holds either, and looking is several times cheaper than replacing.
	return part.includes(':') || part.includes('%') ? part.replace(/[%:]/g, encodeURIComponent) : part;
}

/**
 * The stable identity of an event: its name, then what makes it this event and no other. The same parts give
 * the same id on every redelivery and through either envelope; different parts never meet in one id.
 */
export function eventId(event: EventName, parts: ReadonlyArray<string | number | null>): string {
	let id: string = event;
	for (const part of parts) id += part === null ? ':' : `:${escapedPart(String(part))}`;
	return id;
}
