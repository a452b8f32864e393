import { visitUnrecognized, type Change, type Visit } from '../../envelope/change';
import { eventId } from '../../contract/id';
import { fingerprint } from '../../wire/canonical';
import { e164 } from '../../wire/phone';
import { keysOf, own, text } from '../../wire/read';
import { timestamp } from '../../wire/time';
import type { accountUpdateValue } from './wire';

/** What an event says about the connection; of all others it is not known. */
const CONNECTED = new Map<string, boolean>([
	['PARTNER_REMOVED', false],
	['ACCOUNT_OFFBOARDED', false],
	['ACCOUNT_DELETED', false],
	['PARTNER_ADDED', true],
	['ACCOUNT_RECONNECTED', true],
]);

/** One item for the value. For partner events the entry names the partner's portfolio, `waba_info` the account. */
export function walkAccountUpdate(change: Change, visit: Visit): boolean {
	const value = keysOf<typeof accountUpdateValue>(change.value);
	const name = text(value.event);
	if (name === null) return visitUnrecognized(visit, change, 'malformed', change.value);
	return visit('account.updated', change.value, () => {
		const accountId = text(own(value.waba_info, 'waba_id')) ?? change.accountId;
		return {
			event: 'account.updated',
			id: eventId('account.updated', [accountId, name, change.time, fingerprint(change.value)]),
			timestamp: change.time ?? timestamp(own(change.value, 'timestamp')),
			provider: change.provider,
			business: { ...change.business, accountId },
			contact: null,
			account: {
				event: name,
				reason: text(own(value.disconnection_info, 'reason')),
				initiatedBy: text(own(value.disconnection_info, 'initiated_by')),
				phoneNumber: e164(value.phone_number),
				connected: CONNECTED.get(name) ?? null,
			},
		};
	});
}
