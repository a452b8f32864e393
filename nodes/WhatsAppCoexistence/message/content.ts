import type { Media, Message } from '../contract/events';
import { bounded } from '../wire/bounded';
import { boolean, elements, isObject, number, own, text, type JsonObject } from '../wire/read';

/** Types whose content object is an asset, `voice` included: some providers name voice notes so. */
const MEDIA_TYPES = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

/** The content object of a message: what stands under the name of its type; null if nothing does. */
export function contentOf(message: JsonObject, type: string | null): unknown {
	if (type === null) return null;
	// Nearly all messages are texts, and a fixed key is found faster than one that came from outside.
	return bounded((type === 'text' ? message['text'] : own(message, type)) ?? null);
}

function looksLikeAsset(content: JsonObject): boolean {
	return text(content['id']) !== null && (text(content['mime_type']) ?? text(content['sha256'])) !== null;
}

/** The asset of a media message. A type nobody knows yet counts when its content looks like an asset. */
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

/** The first body text among the components of a template. */
function templateText(content: JsonObject): string | null {
	for (const component of elements(content['components'])) {
		if (!isObject(component)) continue;
		const kind = text(component['type'])?.toLowerCase();
		if (kind === 'body' && text(component['text']) !== null) return text(component['text']);
	}
	return text(own(content['body'], 'text')) ?? text(content['body']);
}

/** What a person tapped, filled in or was shown: replies first, then the message that asked. */
function interactiveText(content: JsonObject): string | null {
	return (
		text(own(content['button_reply'], 'title')) ??
		text(own(content['list_reply'], 'title')) ??
		text(own(content['nfm_reply'], 'body')) ??
		text(own(content['body'], 'text'))
	);
}

/** What a person would read of a message, or null: its text, caption, tapped title, form reply, order text. */
export function textOf(type: string, content: unknown): string | null {
	if (!isObject(content)) return type === 'text' ? text(content) : null;
	switch (type) {
		case 'text':
		case 'system':
			return text(content['body']);
		case 'button':
		case 'order':
			return text(content['text']);
		case 'interactive':
			return interactiveText(content);
		case 'template':
			return templateText(content);
		default:
			return text(content['caption']);
	}
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

/** A reaction; a missing or empty emoji means that it was taken back. */
export function reactionOf(type: string, content: unknown): Message['reaction'] {
	if (type !== 'reaction' || !isObject(content)) return null;
	return { emoji: text(content['emoji']), messageId: text(content['message_id']) };
}

/** The message that an edit, a revoke or a reaction acts on. */
export function targetOf(type: string, content: unknown): string | null {
	if (type === 'edit' || type === 'revoke') return text(own(content, 'original_message_id'));
	return type === 'reaction' ? text(own(content, 'message_id')) : null;
}

/** The message that this one answers. A context without an id (forwarded, referred product) is no reply. */
export function replyOf(context: unknown): Message['replyTo'] {
	const messageId = text(own(context, 'id')) ?? text(own(context, 'message_id'));
	return messageId === null ? null : { messageId, from: text(own(context, 'from')) };
}
