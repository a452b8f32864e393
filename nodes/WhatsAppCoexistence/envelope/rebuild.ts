import type { EventName } from '../contract/outputs';
import { isObject, own, type JsonObject } from '../wire/read';
import { enveloped, identifiers, surroundings } from './itemEnvelope';
import { rebuildUnrecognized } from './rebuildUnrecognized';

/** A chunk of history around a message, an error or a header. */
function chunk(item: JsonObject, part: JsonObject): JsonObject {
	const { phase, chunkOrder, progress } = isObject(item['history']) ? item['history'] : {};
	return { history: [{ metadata: { phase, chunk_order: chunkOrder, progress }, ...part }] };
}

function thread(item: JsonObject, raw: unknown): JsonObject {
	const context = { ...identifiers(item['contact']), username: own(item['contact'], 'username') };
	return chunk(item, { threads: [{ id: own(item['history'], 'threadId'), context, messages: [raw] }] });
}

/** The header of a chunk, or the whole chunk if it has no header. */
function header(raw: unknown): JsonObject {
	const isChunk = isObject(raw) && ('threads' in raw || 'metadata' in raw);
	return { history: [isChunk ? raw : { metadata: raw }] };
}

type Placed = readonly [field: string, part: JsonObject];

/** An echo belongs on the field that says who wrote it. */
function placedEcho(item: JsonObject, raw: unknown): Placed {
	const echoes = { message_echoes: [raw] };
	switch (own(item['message'], 'origin')) {
		case 'agent':
			return ['standby', { standby: echoes }];
		case 'unknown':
			return ['message_echoes', echoes];
		default:
			return ['smb_message_echoes', echoes];
	}
}

/** A message that must not be answered automatically is put where nothing is answered. */
function placedMessage(item: JsonObject, raw: unknown): Placed {
	const isSafe = own(item['message'], 'safeToAutoReply') === true;
	return isSafe ? ['messages', { messages: [raw] }] : ['standby', { standby: { messages: [raw] } }];
}

/** The field of an event, and its element in the array in which it was. */
function placed(event: Exclude<EventName, 'unrecognized' | 'account.updated'>, item: JsonObject, raw: unknown): Placed {
	switch (event) {
		case 'contact.upserted':
		case 'contact.removed':
			return ['smb_app_state_sync', { state_sync: [raw] }];
		case 'history.message':
			return ['history', thread(item, raw)];
		case 'history.media':
			// Only follow-ups in message_echoes are outbound regardless of their sender.
			return ['history', { [own(item['message'], 'direction') === 'outbound' ? 'message_echoes' : 'messages']: [raw] }];
		case 'history.progress':
			return ['history', header(raw)];
		case 'history.declined':
		case 'history.error':
			return ['history', chunk(item, { errors: [raw] })];
		case 'echo.message':
		case 'echo.edited':
		case 'echo.revoked':
			return placedEcho(item, raw);
		case 'message.status':
			return ['messages', { statuses: [raw] }];
		case 'message.received':
		case 'message.edited':
		case 'message.revoked':
			return placedMessage(item, raw);
		case 'identity.changed':
			// Only the entries of `user_id_update` have no type.
			return own(raw, 'type') === undefined ? ['user_id_update', { user_id_update: [raw] }] : ['messages', { messages: [raw] }];
		case 'preference.changed':
			return ['user_preferences', { user_preferences: [raw] }];
	}
}

/**
 * Rebuilds a delivery from an item. The element comes from `raw`; its surroundings (business, contact, chunk header)
 * come from the other keys. The pipeline may also return `history.progress` for it.
 */
export function deliveryOfItem(event: EventName, item: JsonObject): JsonObject {
	const raw = item['raw'];
	if (event === 'unrecognized') return rebuildUnrecognized(item, raw);
	if (event === 'account.updated') return enveloped(item, 'account_update', raw);
	const [field, part] = placed(event, item, raw);
	return enveloped(item, field, { ...surroundings(item), ...part });
}
