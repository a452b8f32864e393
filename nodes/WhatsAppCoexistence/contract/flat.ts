import type { CoexistenceEvent, Message } from './events';
import type { FlatItem } from './flatSchema';
import { EVENT_OUTPUTS } from './outputs';

function messageCells(message: Message | null, event: CoexistenceEvent) {
	const status = event.event === 'message.status' ? event.status : null;
	return {
		direction: message?.direction ?? null,
		type: message?.type ?? (event.event === 'unrecognized' ? event.reason : null),
		text: message?.text ?? null,
		messageId: message?.id ?? status?.messageId ?? null,
		mediaId: message?.media?.id ?? null,
		status: message?.status ?? status?.status ?? null,
	};
}

function syncCells(event: CoexistenceEvent) {
	const history = 'history' in event ? event.history : null;
	return {
		phase: history?.phase ?? null,
		progress: history?.progress ?? null,
		complete: history?.complete ?? null,
		errorCode: 'error' in event ? event.error.code : null,
		accountEvent: 'account' in event ? event.account.event : null,
	};
}

/**
 * Makes the flat row of an event. `raw` of what was not understood stays, as a JSON string. With
 * `withMediaError` the outputs that carry media get that column too.
 */
export function flatten(event: CoexistenceEvent, { withMediaError = false } = {}): FlatItem {
	const message = 'message' in event ? event.message : null;
	const item: FlatItem = {
		event: event.event,
		id: event.id,
		timestamp: event.timestamp,
		contactPhone: event.contact?.phoneNumber ?? null,
		contactName: event.contact?.name ?? null,
		contactId: event.contact?.key ?? null,
		...messageCells(message, event),
		businessPhone: event.business.phoneNumber,
		phoneNumberId: event.business.phoneNumberId,
	};
	switch (EVENT_OUTPUTS[event.event]) {
		case 'History':
		case 'Echoes':
		case 'Messages':
			item.safeToAutoReply = message?.safeToAutoReply ?? false;
			item.humanReply = message?.humanReply ?? false;
			if (withMediaError) item.mediaError = message?.media?.downloadError ?? null;
			break;
		case 'Sync Status':
			Object.assign(item, syncCells(event));
			break;
		case 'Other':
			item.raw = event.event === 'unrecognized' ? (JSON.stringify(event.raw) ?? null) : null;
			break;
		case 'Contacts':
			break;
	}
	return item;
}
