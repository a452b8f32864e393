import { visitUnrecognized, type Change, type Visit } from '../../envelope/change';
import { eventId } from '../../contract/id';
import { fingerprint } from '../../wire/canonical';
import { limitDepth } from '../../wire/limitDepth';
import { e164 } from '../../wire/phone';
import { elements, isObject, keysOf, own, text, type JsonObject } from '../../wire/read';
import { timestamp } from '../../wire/time';
import type { accountUpdateValue } from './wire';

/** What an event says about the connection; other events say nothing about it. */
const CONNECTED = new Map<string, boolean>([
	['PARTNER_REMOVED', false],
	['PARTNER_APP_UNINSTALLED', false],
	['ACCOUNT_OFFBOARDED', false],
	['ACCOUNT_DELETED', false],
	['PARTNER_ADDED', true],
	['PARTNER_APP_INSTALLED', true],
	['ACCOUNT_RECONNECTED', true],
]);
const CONNECTED_BY_BAN_STATE = new Map<string | undefined, boolean>([
	['DISABLE', false],
	['REINSTATE', true],
]);

function connectedAfter(event: string, banInfo: unknown): boolean | null {
	if (event !== 'DISABLED_UPDATE') return CONNECTED.get(event) ?? null;
	// The ban and its state were each seen as a list of one.
	const state = text(elements(own(elements(banInfo)[0], 'waba_ban_state'))[0])?.toUpperCase();
	return CONNECTED_BY_BAN_STATE.get(state) ?? null;
}

/** An object without some of its keys; null if nothing is left of it. */
function without(value: unknown, ...known: readonly string[]): JsonObject | null {
	if (!isObject(value)) return null;
	const rest = Object.entries(value).filter(([key]) => !known.includes(key));
	return rest.length === 0 ? null : Object.fromEntries(rest);
}

/** What the value holds beside the parts that have a key of their own in the item; null if nothing. */
function detailsOf(value: JsonObject, accountId: string | null): JsonObject | null {
	const { waba_info, disconnection_info, ...others } = value;
	// What has another shape than documented is kept whole.
	const account = isObject(waba_info) ? without(waba_info, 'waba_id', 'owner_business_id') : waba_info;
	const disconnection = isObject(disconnection_info)
		? without(disconnection_info, 'reason', 'initiated_by')
		: disconnection_info;
	const known = ['event', 'phone_number', 'messaging_product', 'metadata'];
	// 360dialog puts the account's id into the value.
	if (text(value['id']) === accountId) known.push('id');
	const rest = {
		...without(others, ...known),
		...(account != null && { waba_info: account }),
		...(disconnection != null && { disconnection_info: disconnection }),
	};
	return Object.keys(rest).length === 0 ? null : rest;
}

/** One item for the value. For partner events the entry names the partner's portfolio, `waba_info` the account. */
export function walkAccountUpdate(change: Change, visit: Visit): boolean {
	const received = change.value as JsonObject;
	const value = keysOf<typeof accountUpdateValue>(received);
	const event = text(value.event)?.toUpperCase() ?? null;
	if (event === null) return visitUnrecognized(visit, change, 'malformed', received);
	return visit('account.updated', received, () => {
		const accountId = text(own(value.waba_info, 'waba_id')) ?? change.accountId;
		return {
			event: 'account.updated',
			id: eventId('account.updated', [accountId, event, change.occurrence, fingerprint(received)]),
			timestamp: change.time ?? timestamp(value.timestamp),
			provider: change.provider,
			business: { ...change.business, accountId },
			contact: null,
			groupId: null,
			account: {
				event,
				reason: text(own(value.disconnection_info, 'reason')),
				initiatedBy: text(own(value.disconnection_info, 'initiated_by')),
				phoneNumber: e164(value.phone_number),
				connected: connectedAfter(event, value.ban_info),
				ownerBusinessId: text(own(value.waba_info, 'owner_business_id')),
				details: limitDepth(detailsOf(received, change.accountId)),
			},
		};
	});
}
