import { idsWithin } from '../contract/id';
import type { EventName } from '../contract/outputs';
import type { Change } from '../envelope/change';
import { fingerprint } from '../wire/canonical';
import { elements, number, own, text, type JsonObject } from '../wire/read';
import { contentKeyOf, contentOf, editedOf, mediaOf, typeOf } from './content';

/** Types that announce a message which WhatsApp cannot show yet; the real one may follow under the same id. */
const WITHOUT_CONTENT = new Set(['unsupported', 'errors', 'media_placeholder']);

const NONE: Array<string | number> = [];

/** The code of the first error of a message or a status. */
export function firstErrorCode(element: JsonObject): number | null {
	return number(own(elements(element['errors'])[0], 'code'));
}

/** What tells two edits of one message apart: the new content, without its link, which is signed again each time. */
function editPart(message: JsonObject): string {
	const { type, content } = editedOf(contentOf(message, 'edit'));
	const media = mediaOf(type, content);
	return fingerprint([type, media === null ? content : { ...media, url: null }]);
}

/**
 * What an id says beside WhatsApp's own message id, which several events can share: a message without content has its
 * type and error code, an edit its new content. Nothing for all other messages, nearly all there are.
 */
function extraParts(message: JsonObject): Array<string | number> {
	const type = typeOf(message);
	if (type === 'text' && message['text'] != null) return NONE;
	if (type === null) return contentKeyOf(message) === null ? ['unknown'] : NONE;
	if (type === 'edit') return [editPart(message)];
	const hasContent = type === 'ephemeral' || (!WITHOUT_CONTENT.has(type) && own(message, type) != null);
	if (hasContent) return NONE;
	const code = firstErrorCode(message);
	return code === null ? [type] : [type, code];
}

/**
 * The function that gives the identity of messages of one kind on one change (docs/contract.md, section 7): WhatsApp's
 * id within the number that saw it, and what tells it from other events under that id. A message without an id is
 * known by all that it holds; such an event is never taken for a duplicate.
 */
export function messageIds(event: EventName, change: Change): (message: JsonObject) => string {
	const idOf = idsWithin(event, change.scope);
	return (message) => {
		const id = text(message['id']);
		return id === null ? idOf(fingerprint(message), ['no_id']) : idOf(id, extraParts(message));
	};
}
