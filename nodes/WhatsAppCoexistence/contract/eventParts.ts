import { z } from 'zod/v4';

/** Parts of the full item that several events share (docs/contract.md, section 5). */

export const filled = z.string().min(1).nullable();
export const time = z.iso.datetime({ precision: 3 }).nullable();
/** E.164: 7 to 15 digits after the plus, the first one not 0. */
export const phone = z
	.string()
	.regex(/^\+[1-9]\d{6,14}$/)
	.nullable();

export const business = z.strictObject({ accountId: filled, phoneNumberId: filled, phoneNumber: phone });

export const contact = z.strictObject({
	key: filled,
	phoneNumber: phone,
	waId: z.string().regex(/^\d+$/).nullable(),
	userId: filled,
	parentUserId: filled,
	username: filled,
	name: filled,
	firstName: filled,
	fullName: filled,
	matchKeys: z.array(z.string().min(1)),
});

export const errorDetail = z.strictObject({ code: z.number().nullable(), title: filled, message: filled, details: filled });

export const media = z.strictObject({
	id: filled,
	mimeType: filled,
	sha256: filled,
	caption: filled,
	filename: filled,
	url: filled,
	voice: z.boolean().nullable(),
	animated: z.boolean().nullable(),
	/** Only with `downloadMedia`: why the file is not there, the kind first; null when it is. */
	downloadError: filled.optional(),
});

const referral = z.strictObject({
	sourceType: filled,
	sourceId: filled,
	sourceUrl: filled,
	headline: filled,
	body: filled,
	clickId: filled,
	mediaType: filled,
	mediaUrl: filled,
});

const location = z.strictObject({
	latitude: z.number().nullable(),
	longitude: z.number().nullable(),
	name: filled,
	address: filled,
});

export const message = z.strictObject({
	id: filled,
	key: filled,
	type: z.string().min(1),
	direction: z.enum(['inbound', 'outbound', 'unknown']),
	origin: z.enum(['customer', 'business_app', 'agent', 'business', 'unknown']),
	status: filled,
	text: filled,
	media: media.nullable(),
	location: location.nullable(),
	contacts: z.array(z.unknown()).nullable(),
	reaction: z.strictObject({ emoji: filled, messageId: filled, messageKey: filled }).nullable(),
	targetId: filled,
	targetKey: filled,
	replyTo: z.strictObject({ messageId: filled, messageKey: filled, from: filled }).nullable(),
	payload: filled,
	answers: z.unknown(),
	referral: referral.nullable(),
	referredProduct: z.strictObject({ catalogId: filled, productId: filled }).nullable(),
	forwarded: z.boolean().nullable(),
	errors: z.array(errorDetail),
	content: z.unknown(),
	safeToAutoReply: z.boolean(),
	humanReply: z.boolean(),
});
