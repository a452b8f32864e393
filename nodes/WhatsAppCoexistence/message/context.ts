import type { Message } from '../contract/events';
import { boolean, isObject, own, text } from '../wire/read';
import { messageKey } from './messageKey';

/** The message that this one answers. A context without an id (forwarded, referred product) is no reply. */
export function replyOf(context: unknown): Message['replyTo'] {
	if (!isObject(context)) return null;
	const messageId = text(context['id']) ?? text(context['message_id']);
	if (messageId === null) return null;
	const from = text(context['from']) ?? text(context['from_user_id']);
	return { messageId, messageKey: messageKey(messageId), from };
}

/** Whether a message was forwarded; null if it does not say. Often forwarded messages have a mark of their own. */
export function forwardedOf(context: unknown): boolean | null {
	if (!isObject(context)) return null;
	const once = boolean(context['forwarded']);
	const often = boolean(context['frequently_forwarded']);
	return once === true || often === true ? true : (once ?? often);
}

/** The product of a catalog that a message asks about. */
export function referredProductOf(context: unknown): Message['referredProduct'] {
	const product = own(context, 'referred_product');
	if (!isObject(product)) return null;
	return { catalogId: text(product['catalog_id']), productId: text(product['product_retailer_id']) };
}

/**
 * The click-to-WhatsApp ad that a message came from.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/text
 */
export function referralOf(referral: unknown): Message['referral'] {
	if (!isObject(referral)) return null;
	return {
		sourceType: text(referral['source_type']),
		sourceId: text(referral['source_id']),
		sourceUrl: text(referral['source_url']),
		headline: text(referral['headline']),
		body: text(referral['body']),
		clickId: text(referral['ctwa_clid']),
		mediaType: text(referral['media_type']),
		mediaUrl: text(referral['image_url']) ?? text(referral['video_url']) ?? text(referral['thumbnail_url']),
	};
}
