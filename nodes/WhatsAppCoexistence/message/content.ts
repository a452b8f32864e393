import type { Media, Message } from '../contract/events';
import { limitDepth } from '../wire/limitDepth';
import { boolean, isObject, number, own, text, type JsonObject } from '../wire/read';
import { messageKey } from './messageKey';

/** The type of a message as received; null if it is missing. */
export function typeOf(message: JsonObject): string | null {
	return text(message['type']);
}

/** What a message does to an earlier one: edits or deletes it; null if it is a message itself. */
export function actionOf(message: JsonObject): 'edited' | 'revoked' | null {
	const type = typeOf(message);
	if (type === 'edit') return 'edited';
	return type === 'revoke' ? 'revoked' : null;
}

/** Types whose content object is an asset, `voice` included: some providers name voice notes so. */
const MEDIA_TYPES = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

/** Objects and arrays of a message that are about it, and are not its content. */
const NOT_CONTENT = new Set(['context', 'errors', 'history_context', 'referral', 'identity', 'metadata', 'contact']);

/** The one key of a message that looks like content; null if there is none, or more than one. */
function onlyContentKey(message: JsonObject): string | null {
	const isContent = (key: string): boolean =>
		typeof message[key] === 'object' && message[key] !== null && !NOT_CONTENT.has(key);
	const found = Object.keys(message).filter(isContent);
	return found.length === 1 ? found[0]! : null;
}

/** The key of the content of a message: its type, or without a type the only key that looks like content. */
export function contentKeyOf(message: JsonObject): string | null {
	return typeOf(message) ?? onlyContentKey(message);
}

/** The content of a message under a key; null if there is none. */
export function contentOf(message: JsonObject, key: string | null): unknown {
	// Nearly all messages are texts, and a fixed key is found faster than one that came from outside.
	if (key === 'text') return limitDepth(message['text'] ?? null);
	if (key === null) return null;
	// A disappearing message has its text like any other, under `text`.
	const content = own(message, key) ?? (key === 'ephemeral' ? message[onlyContentKey(message) ?? ''] : null);
	return limitDepth(content ?? null);
}

function looksLikeAsset(content: JsonObject): boolean {
	return text(content['id']) !== null && (text(content['mime_type']) ?? text(content['sha256'])) !== null;
}

/** The asset of a media message. An unknown type counts if its content looks like an asset. */
export function mediaOf(type: string, content: unknown): Media | null {
	if (type === 'text' || !isObject(content)) return null;
	if (!MEDIA_TYPES.has(type) && !looksLikeAsset(content)) return null;
	return {
		id: text(content['id']),
		mimeType: text(content['mime_type']),
		sha256: text(content['sha256']),
		caption: text(content['caption']),
		filename: text(content['filename']),
		url: text(content['url']) ?? text(content['link']),
		voice: boolean(content['voice']),
		animated: boolean(content['animated']),
	};
}

/** The new message inside an `edit`: its type, its content, and the message that it answers. */
export function editedOf(content: unknown): { type: string; content: unknown; context: unknown } {
	const edited = own(content, 'message');
	const type = text(own(edited, 'type'));
	return {
		type: type ?? 'unknown',
		content: isObject(edited) ? contentOf(edited, type) : null,
		context: own(edited, 'context'),
	};
}

/** Latitude and longitude as numbers, with the name and address of the place. */
export function locationOf(type: string, content: unknown): Message['location'] {
	if (type !== 'location' || !isObject(content)) return null;
	return {
		latitude: number(content['latitude']),
		longitude: number(content['longitude']),
		name: text(content['name']),
		address: text(content['address']),
	};
}

/** A reaction; a missing or empty emoji means that it was removed. */
export function reactionOf(type: string, content: unknown): Message['reaction'] {
	if (type !== 'reaction' || !isObject(content)) return null;
	const messageId = text(content['message_id']);
	return { emoji: text(content['emoji']), messageId, messageKey: messageKey(messageId) };
}

/** The message that an edit, a revoke or a reaction acts on. */
export function targetOf(type: string, content: unknown): string | null {
	if (type === 'edit' || type === 'revoke') return text(own(content, 'original_message_id'));
	return type === 'reaction' ? text(own(content, 'message_id')) : null;
}
