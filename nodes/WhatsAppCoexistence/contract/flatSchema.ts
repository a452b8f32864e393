import { z } from 'zod/v4';
import type { OutputName } from './outputs';

/** The flat item (contract, section 6): scalars only, the same keys for every kind on one output. */

const cell = z.string().min(1).nullable();

const common = {
	event: z.string().min(1),
	id: z.string().min(1),
	timestamp: cell,
	contactPhone: cell,
	contactName: cell,
	contactId: cell,
	direction: cell,
	type: cell,
	text: cell,
	messageId: cell,
	mediaId: cell,
	status: cell,
	businessPhone: cell,
	phoneNumberId: cell,
};
/** `mediaError` exists only with `downloadMedia`. */
const flags = { safeToAutoReply: z.boolean(), humanReply: z.boolean(), mediaError: cell.optional() };
const sync = {
	phase: z.number().nullable(),
	progress: z.number().nullable(),
	complete: z.boolean().nullable(),
	errorCode: z.number().nullable(),
	accountEvent: cell,
};

/** The strict schema of the flat item on each output. */
export const flatSchemas = {
	Contacts: z.strictObject(common),
	History: z.strictObject({ ...common, ...flags }),
	Echoes: z.strictObject({ ...common, ...flags }),
	Messages: z.strictObject({ ...common, ...flags }),
	'Sync Status': z.strictObject({ ...common, ...sync }),
	Other: z.strictObject({ ...common, raw: cell }),
} satisfies Record<OutputName, z.ZodType>;

export type FlatItem = z.infer<z.ZodObject<typeof common>> &
	Partial<z.infer<z.ZodObject<typeof flags>> & z.infer<z.ZodObject<typeof sync>> & { raw: string | null }>;
