import type { CoexistenceEvent, Message } from './events';
import { OUTPUT_COLUMNS, type Cell, type ColumnName, type FlatItem } from './flatColumns';
import { EVENT_OUTPUTS } from './outputs';

const messageOf = (event: CoexistenceEvent): Message | null => ('message' in event ? event.message : null);
const statusOf = (event: CoexistenceEvent) => ('status' in event ? event.status : null);
const historyOf = (event: CoexistenceEvent) => ('history' in event ? event.history : null);
const accountOf = (event: CoexistenceEvent) => ('account' in event ? event.account : null);
const identityOf = (event: CoexistenceEvent) => ('identity' in event ? event.identity : null);
const preferenceOf = (event: CoexistenceEvent) => ('preference' in event ? event.preference : null);
/** The error of a sync event, else the first one of a message or a status. */
const errorOf = (event: CoexistenceEvent) =>
	'error' in event ? event.error : (messageOf(event)?.errors[0] ?? statusOf(event)?.errors[0] ?? null);
const isUnrecognized = (event: CoexistenceEvent) => event.event === 'unrecognized';

/** What stands in each column; null where an event has no such value. */
const CELLS: Record<ColumnName, (event: CoexistenceEvent) => Cell> = {
	event: ({ event }) => event,
	timestamp: ({ timestamp }) => timestamp,
	contactName: ({ contact }) => contact?.name ?? null,
	contactPhone: ({ contact }) => contact?.phoneNumber ?? null,
	contactFirstName: ({ contact }) => contact?.firstName ?? null,
	contactUsername: ({ contact }) => contact?.username ?? null,
	contactId: ({ contact }) => contact?.key ?? null,
	contactUserId: ({ contact }) => contact?.userId ?? null,
	previousContactPhone: (event) => identityOf(event)?.previousPhoneNumber ?? null,
	previousContactUserId: (event) => identityOf(event)?.previousUserId ?? null,
	text: (event) => messageOf(event)?.text ?? null,
	type: (event) =>
		event.event === 'unrecognized'
			? event.reason
			: (messageOf(event)?.type ?? preferenceOf(event)?.category ?? null),
	direction: (event) => messageOf(event)?.direction ?? null,
	origin: (event) => messageOf(event)?.origin ?? null,
	status: (event) =>
		messageOf(event)?.status ?? statusOf(event)?.status ?? preferenceOf(event)?.value ?? null,
	errorCode: (event) => errorOf(event)?.code ?? null,
	errorMessage: (event) => errorOf(event)?.message ?? errorOf(event)?.title ?? null,
	fileName: (event) => messageOf(event)?.media?.filename ?? null,
	mediaId: (event) => messageOf(event)?.media?.id ?? null,
	mediaError: (event) => messageOf(event)?.media?.downloadError ?? null,
	humanReply: (event) => messageOf(event)?.humanReply ?? null,
	safeToAutoReply: (event) => messageOf(event)?.safeToAutoReply ?? null,
	messageId: (event) => messageOf(event)?.id ?? statusOf(event)?.messageId ?? null,
	messageKey: (event) => messageOf(event)?.key ?? statusOf(event)?.messageKey ?? null,
	targetKey: (event) => messageOf(event)?.targetKey ?? null,
	replyToKey: (event) => messageOf(event)?.replyTo?.messageKey ?? null,
	payload: (event) => messageOf(event)?.payload ?? null,
	adId: (event) => messageOf(event)?.referral?.sourceId ?? null,
	adClickId: (event) => messageOf(event)?.referral?.clickId ?? null,
	groupId: ({ groupId }) => groupId,
	phase: (event) => historyOf(event)?.phase ?? null,
	progress: (event) => historyOf(event)?.progress ?? null,
	complete: (event) => historyOf(event)?.complete ?? null,
	accountEvent: (event) => accountOf(event)?.event ?? null,
	connected: (event) => accountOf(event)?.connected ?? null,
	reason: (event) => accountOf(event)?.reason ?? null,
	accountId: ({ business }) => business.accountId,
	businessPhone: ({ business }) => business.phoneNumber,
	phoneNumberId: ({ business }) => business.phoneNumberId,
	id: ({ id }) => id,
	raw: (event) => (isUnrecognized(event) ? (JSON.stringify(event.raw) ?? null) : null),
};

/**
 * Makes the flat row of an event: the columns of its output, in the order of the contract. With `withMediaError` the
 * outputs that carry media have that column too.
 */
export function flatten(event: CoexistenceEvent, { withMediaError = false } = {}): FlatItem {
	const item: Partial<Record<ColumnName, Cell>> = {};
	for (const column of OUTPUT_COLUMNS[EVENT_OUTPUTS[event.event]]) item[column] = CELLS[column](event);
	if (withMediaError && 'message' in event) item.mediaError = CELLS.mediaError(event);
	return item as FlatItem;
}
