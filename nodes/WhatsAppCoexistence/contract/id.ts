import type { EventName } from './outputs';

/** Keeps a part from running into its neighbour: ":" separates. */
function escaped(part: string): string {
	return part.includes(':') || part.includes('%') ? part.replace(/%/g, '%25').replace(/:/g, '%3A') : part;
}

/** Appends parts to an id: what makes an event this one among those that share the parts before. */
export function appendTo(id: string, ...parts: ReadonlyArray<string | number | null>): string {
	for (const part of parts) id += part === null ? ':' : `:${escaped(String(part))}`;
	return id;
}

/**
 * The stable identity of an event: its name, then what makes it this event and no other. The same parts give
 * the same id on every redelivery and through either envelope; different parts never meet in one id.
 */
export function eventId(event: EventName, parts: ReadonlyArray<string | number | null>): string {
	return appendTo(event, ...parts);
}
