/** Only compiled, never run (`npm run lint`): what a consumer of the package may write, and what must not compile. */
import { normalizeDelivery, type CoexistenceEvent, type EventOf, type FlatItem } from '../../index';

declare const event: CoexistenceEvent;

/** `event` tells the kinds apart: each branch knows its own parts. */
export function describe(one: CoexistenceEvent): string | null {
	switch (one.event) {
		case 'contact.upserted':
		case 'contact.removed':
			return one.contact.key;
		case 'history.message':
		case 'history.media':
			return `${one.message.direction} ${one.history.phase}`;
		case 'echo.message':
		case 'echo.edited':
		case 'echo.revoked':
		case 'message.received':
		case 'message.edited':
		case 'message.revoked':
			return one.message.text;
		case 'history.progress':
			return String(one.history.progress);
		case 'history.declined':
		case 'history.error':
			return one.error.title;
		case 'account.updated':
			return one.account.event;
		case 'message.status':
			return one.status.status;
		case 'identity.changed':
			return one.identity.phoneNumber;
		case 'unrecognized':
			return one.reason;
		default:
			// Every event is named above: a new one is a compile error here.
			return one satisfies never;
	}
}

const echo: EventOf<'echo.message'> = normalizeDelivery('{}', { events: ['echo.message'] }).find(
	(one): one is EventOf<'echo.message'> => one.event === 'echo.message',
)!;
export const direction: 'inbound' | 'outbound' | 'unknown' = echo.message.direction;
export const row: FlatItem['contactPhone'] = null;

// @ts-expect-error an event that does not exist
normalizeDelivery('{}', { events: ['echo.sent'] });
// @ts-expect-error a delivery is text or an object
normalizeDelivery(5);
// @ts-expect-error not every event has a message
void event.message;
// @ts-expect-error an echo has no history
void echo.history;
// @ts-expect-error the contact may be unknown
void echo.contact.phoneNumber;
// @ts-expect-error what is unknown is null, never undefined
export const text: string | undefined = echo.message.text;
// @ts-expect-error a direction is one of three words
export const wrong: 'sideways' = echo.message.direction;
// @ts-expect-error a number is a number
export const phase: string | null = ({} as EventOf<'history.progress'>).history.phase;
