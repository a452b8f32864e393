import type { Business, CoexistenceEvent, Provider, UnrecognizedReason } from '../contract/events';
import { eventId } from '../contract/id';
import type { EventName } from '../contract/outputs';
import { fingerprint } from '../wire/canonical';
import { limitDepth } from '../wire/limitDepth';
import { digits, e164 } from '../wire/phone';
import { own, text, type JsonObject } from '../wire/read';

/** One value of a delivery with its field and where it came from: the same whatever the envelope was. */
export interface Change {
	/** The webhook field, the key of dispatch; null when the delivery does not tell it. */
	readonly field: string | null;
	/** Possible fields of a value that names none; used to decide whether it is selected. */
	readonly candidates: readonly string[];
	readonly value: unknown;
	/** The WhatsApp business account: `entry.id` at Meta, `data.id` at 360dialog. */
	readonly accountId: string | null;
	/** `entry.time`; documented for account updates only. */
	readonly time: string | null;
	/** Distinguishes a second sync or account event from a duplicate: `entry.time`, or the partner's event id. */
	readonly occurrence: string | null;
	readonly provider: Provider;
	/** The business number that the value is about, as its items tell it. */
	readonly business: Business;
	/** Digits of the business number, with which others are compared; null if it is not known. */
	readonly businessNumber: string | null;
	/** Whose event it is, as part of its identity: the phone number id, else the account, else the number. */
	readonly scope: string | null;
	/** Set for what no field can read: another product, a broken envelope. */
	readonly unreadable?: UnrecognizedReason;
}

/**
 * Makes the item of an element; `now` (milliseconds) is the time against which freshness is judged. Items of
 * one delivery may share what is equal in them (business, contact, history): read, do not change them.
 */
export type Build<Raw = unknown> = (raw: Raw, now: number) => CoexistenceEvent;

/**
 * What a field calls for each element that it finds: the event, the untouched part of the delivery, and how
 * to make the item, should it be wanted. Returns true to stop the walk.
 */
export type Visit = <Raw>(event: EventName, raw: Raw, build: Build<Raw>) => boolean;

/** What an envelope tells of a change; the rest follows from it. */
export type Received = Omit<Change, 'business' | 'businessNumber' | 'scope'>;

/** Completes a change with the business number that its value is about. */
export function changeOf(received: Received): Change {
	const metadata = own(received.value, 'metadata');
	const phoneNumberId = text(own(metadata, 'phone_number_id'));
	const displayed = own(metadata, 'display_phone_number');
	const businessNumber = digits(displayed);
	return {
		...received,
		business: { accountId: received.accountId, phoneNumberId, phoneNumber: e164(displayed) },
		businessNumber,
		scope: phoneNumberId ?? received.accountId ?? businessNumber,
	};
}

/**
 * Reports each array of an object that is not among the known keys as one element, under its key. Returns true if the
 * visitor stopped the walk.
 */
export function visitUnknownArrays(visit: Visit, change: Change, object: JsonObject, known: readonly string[]): boolean {
	const unknown = Object.keys(object).filter((key) => !known.includes(key) && isFilledArray(object[key]));
	return unknown.some((key) => visitUnrecognized(visit, change, 'unknown_type', { [key]: object[key] }));
}

const isFilledArray = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** Reports an element that was not understood, whole. Returns what the visit returns. */
export function visitUnrecognized(visit: Visit, change: Change, reason: UnrecognizedReason, raw: unknown): boolean {
	return visit('unrecognized', raw, () => ({
		event: 'unrecognized',
		id: eventId('unrecognized', [change.scope, change.field, fingerprint(raw)]),
		timestamp: change.time,
		provider: change.provider,
		business: change.business,
		contact: null,
		groupId: null,
		reason,
		field: change.field,
		// A change may name a field and hold no value.
		raw: limitDepth(raw ?? null),
	}));
}
