import { z } from 'zod/v4';
import { business, contact, errorDetail, filled, media, message, phone, time } from './eventParts';

/** The full item (docs/contract.md, section 5), strictly: every item that the trigger emits fits this schema. */

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
