import { z } from 'zod/v4';

/** The full item (docs/contract.md, section 5), strictly: every item that the trigger emits fits this schema. */

const filled = z.string().min(1).nullable();
const time = z.iso.datetime({ precision: 3 }).nullable();
/** E.164: 7 to 15 digits after the plus, the first one not 0. */
const phone = z
	.string()
	.regex(/^\+[1-9]\d{6,14}$/)
	.nullable();

const business = z.strictObject({ accountId: filled, phoneNumberId: filled, phoneNumber: phone });

const contact = z.strictObject({
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

const errorDetail = z.strictObject({ code: z.number().nullable(), title: filled, message: filled, details: filled });

const media = z.strictObject({
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

const message = z.strictObject({
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

const history = z.strictObject({
	phase: z.number().nullable(),
	chunkOrder: z.number().nullable(),
	progress: z.number().nullable(),
	complete: z.boolean(),
	threadId: filled,
});

const account = z.strictObject({
	event: z.string().min(1),
	reason: filled,
	initiatedBy: filled,
	phoneNumber: phone,
	connected: z.boolean().nullable(),
	ownerBusinessId: filled,
	details: z.unknown(),
});

const status = z.strictObject({
	messageId: filled,
	messageKey: filled,
	status: filled,
	errors: z.array(errorDetail),
	pricing: z.unknown(),
	conversation: z.unknown(),
	callbackData: filled,
	recipientType: filled,
});

const identity = z.strictObject({
	previousUserId: filled,
	userId: filled,
	previousParentUserId: filled,
	parentUserId: filled,
	previousPhoneNumber: phone,
	phoneNumber: phone,
	text: filled,
});

const preference = z.strictObject({ category: filled, value: filled, detail: filled });

const unrecognizedReason = z.enum(['unknown_field', 'unknown_type', 'unknown_action', 'malformed']);

const head = {
	id: z.string().min(1),
	timestamp: time,
	provider: z.enum(['meta', '360dialog']),
	business,
	contact: contact.nullable(),
	groupId: filled,
	raw: z.unknown().optional(),
};

const item = <Name extends string, Shape extends z.core.$ZodLooseShape>(event: Name, shape: Shape) =>
	z.strictObject({ event: z.literal(event), ...head }).extend(shape);

export const coexistenceEventSchema = z.discriminatedUnion('event', [
	item('contact.upserted', { contact }),
	item('contact.removed', { contact }),
	item('history.message', { message, history }),
	item('history.media', { message, history }),
	item('echo.message', { message }),
	item('echo.edited', { message }),
	item('echo.revoked', { message }),
	item('message.received', { message }),
	item('message.edited', { message }),
	item('message.revoked', { message }),
	item('history.progress', { history }),
	item('history.declined', { history, error: errorDetail }),
	item('history.error', { history, error: errorDetail }),
	item('account.updated', { account }),
	item('message.status', { status }),
	item('identity.changed', { identity }),
	item('preference.changed', { preference }),
	item('unrecognized', { reason: unrecognizedReason, field: filled, raw: z.unknown() }),
]);

/** One typed item, a discriminated union on `event`. */
export type CoexistenceEvent = z.infer<typeof coexistenceEventSchema>;
/** The item of one event, by its name. */
export type EventOf<Name extends CoexistenceEvent['event']> = Extract<CoexistenceEvent, { event: Name }>;

export type Provider = CoexistenceEvent['provider'];
export type Business = z.infer<typeof business>;
export type Contact = z.infer<typeof contact>;
export type Message = z.infer<typeof message>;
export type Media = z.infer<typeof media>;
export type History = z.infer<typeof history>;
export type ErrorDetail = z.infer<typeof errorDetail>;
export type UnrecognizedReason = z.infer<typeof unrecognizedReason>;
