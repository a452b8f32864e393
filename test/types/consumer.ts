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
			return one.message.targetKey ?? one.message.text;
		case 'history.progress':
			return String(one.history.progress);
		case 'history.declined':
		case 'history.error':
			return one.error.title;
		case 'account.updated':
			return one.account.ownerBusinessId ?? one.account.event;
		case 'message.status':
			return one.status.callbackData ?? one.status.messageKey;
		case 'identity.changed':
			return one.identity.previousParentUserId ?? one.identity.phoneNumber;
		case 'preference.changed':
			return `${one.preference.category} ${one.preference.value} ${one.preference.detail}`;
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
const { message } = echo;
const { status } = {} as EventOf<'message.status'>;
const { account } = {} as EventOf<'account.updated'>;

export const direction: 'inbound' | 'outbound' | 'unknown' = message.direction;
export const origin: 'customer' | 'business_app' | 'agent' | 'business' | 'unknown' = message.origin;
export const keys: Array<string | null | undefined> = [
	message.key,
	message.targetKey,
	message.replyTo?.messageKey,
	message.reaction?.messageKey,
	status.messageKey,
	event.groupId,
];
export const forwarded: boolean | null = message.forwarded;
export const flags: boolean[] = [message.safeToAutoReply, message.humanReply];
export const clickId: string | null = message.referral === null ? message.payload : message.referral.clickId;
export const productId: string | null = message.referredProduct?.productId ?? null;
export const connected: boolean | null = account.connected;

export const row: FlatItem = { event: 'echo.message', id: '1', contactPhone: null, messageKey: null, humanReply: true };
export const code: number | null | undefined = row.errorCode;
export const targetKey: string | null | undefined = row.targetKey;
export const isConnected: boolean | null | undefined = row.connected;

// @ts-expect-error an event that does not exist
normalizeDelivery('{}', { events: ['echo.sent'] });
// @ts-expect-error a delivery is text or an object
normalizeDelivery(5);
// @ts-expect-error not every event has a message
void event.message;
// @ts-expect-error only a preference has one
void echo.preference;
// @ts-expect-error an echo has no history
void echo.history;
// @ts-expect-error the contact may be unknown
void echo.contact.phoneNumber;
// @ts-expect-error not every message comes from an ad
void message.referral.clickId;
// @ts-expect-error not every message answers another one
void message.replyTo.messageKey;
// @ts-expect-error what a form contains is unknown until it is checked
void message.answers.email;
// @ts-expect-error what an account event contains beside its keys is unknown until it is checked
void account.details.ban_info;
// @ts-expect-error pricing is as received, so unknown until it is checked
void status.pricing.category;
// @ts-expect-error a status is no message: its key is messageKey
void status.key;
// @ts-expect-error the key of a message that cannot be named is null
export const key: string = message.key;
// @ts-expect-error not every message says whether it was forwarded
export const isForwarded: boolean = message.forwarded;
// @ts-expect-error most events are in no group
export const group: string = event.groupId;
// @ts-expect-error unknown is null, never undefined
export const text: string | undefined = message.text;
// @ts-expect-error a direction is one of three words
export const wrong: 'sideways' = message.direction;
// @ts-expect-error the sender of old messages is not always known
export const sender: 'customer' | 'business_app' = message.origin;
// @ts-expect-error a number is a number
export const phase: string | null = ({} as EventOf<'history.progress'>).history.phase;
// @ts-expect-error a column that does not exist
void row.contactKey;
// @ts-expect-error a flag of a row is no text
export const flag: string | null | undefined = row.safeToAutoReply;
// @ts-expect-error every row has an id
export const bare: FlatItem = { event: 'contact.upserted' };
// @ts-expect-error nested parts are in the full item only
export const nested: FlatItem = { event: 'echo.message', id: '1', contactName: { first: 'Ines' } };

/** A comparison with an event that does not exist is an error, and so is a part of another kind in a branch. */
export function misread(one: CoexistenceEvent): unknown {
	// @ts-expect-error the event is called preference.changed
	if (one.event === 'preference.updated') return null;
	// @ts-expect-error a preference has no message
	if (one.event === 'preference.changed') return one.message;
	// @ts-expect-error a change of identity is no message either
	if (one.event === 'identity.changed') return one.message;
	return null;
}
