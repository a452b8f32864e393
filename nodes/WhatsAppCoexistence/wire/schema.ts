import { z } from 'zod/v4';

/**
 * Pieces that the wire schemas of several fields share. Wire schemas are loose: almost everything is optional, unknown
 * keys are kept, unknown types pass. They say what was documented or seen; the normalizers read more tolerantly
 * still, and check nothing at run time.
 */

/** Numbers come as numbers or, at 360dialog and in Meta's timestamps, as strings. */
export const numeric = z.union([z.string(), z.number()]);
const optionalText = z.string().nullish();
const optionalBoolean = z.boolean().nullish();

export const metadata = z.looseObject({ display_phone_number: optionalText, phone_number_id: optionalText });

export const providerError = z.looseObject({
	code: numeric.nullish(),
	title: optionalText,
	message: optionalText,
	details: optionalText,
	error_data: z.looseObject({ details: optionalText }).nullish(),
});

/** `contacts[]` beside messages: the customer; `profile` was seen to be absent. */
export const valueContact = z.looseObject({
	profile: z.looseObject({ name: optionalText, username: optionalText }).nullish(),
	wa_id: optionalText,
	user_id: optionalText,
	parent_user_id: optionalText,
});

/** `from_me` is undocumented: true on messages of the business, mostly absent on those of customers. */
export const historyContext = z.looseObject({ status: optionalText, from_me: optionalBoolean });

/** A reply, a forwarded message, or a question about a product of a catalog. */
export const messageContext = z.looseObject({
	id: optionalText,
	from: optionalText,
	from_user_id: optionalText,
	forwarded: optionalBoolean,
	frequently_forwarded: optionalBoolean,
	referred_product: z.looseObject({ catalog_id: optionalText, product_retailer_id: optionalText }).nullish(),
});

/** The click-to-WhatsApp ad that a conversation started from. */
export const referral = z.looseObject({
	source_type: optionalText,
	source_id: optionalText,
	source_url: optionalText,
	headline: optionalText,
	body: optionalText,
	ctwa_clid: optionalText,
	media_type: optionalText,
	image_url: optionalText,
	video_url: optionalText,
	thumbnail_url: optionalText,
});

/** What messages have in common on every field; the content stands under the name of the type. */
export const message = z.looseObject({
	id: optionalText,
	type: optionalText,
	timestamp: numeric.nullish(),
	from: optionalText,
	from_user_id: optionalText,
	from_parent_user_id: optionalText,
	to: optionalText,
	to_user_id: optionalText,
	to_parent_user_id: optionalText,
	group_id: optionalText,
	message_creation_type: optionalText,
	context: messageContext.nullish(),
	referral: referral.nullish(),
	errors: z.array(providerError).nullish(),
	history_context: historyContext.nullish(),
});

/** The keys that every value of a field carries beside its own, account updates apart. */
export const valueHead = { messaging_product: optionalText, metadata: metadata.nullish() };

/** The same for fields with messages: who wrote or got them. */
export const messagesHead = { ...valueHead, contacts: z.array(valueContact).nullish() };
