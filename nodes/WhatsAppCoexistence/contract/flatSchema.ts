import { z } from 'zod/v4';
import { OUTPUT_COLUMNS, type ColumnName } from './flatColumns';
import type { OutputName } from './outputs';

/** Strict schemas of the flat item on each output; the columns and their order are in `flatColumns`. */

const textCell = z.string().min(1).nullable();
const numberCell = z.number().nullable();
const flagCell = z.boolean().nullable();
const filledCell = z.string().min(1);

/** The columns that do not hold text, and those that are never null. */
const OTHER_CELLS: Partial<Record<ColumnName, z.ZodType>> = {
	event: filledCell,
	id: filledCell,
	phase: numberCell,
	progress: numberCell,
	errorCode: numberCell,
	complete: flagCell,
	connected: flagCell,
	humanReply: z.boolean(),
	safeToAutoReply: z.boolean(),
};

function schemaOf(output: OutputName) {
	const shape: Record<string, z.ZodType> = {};
	for (const column of OUTPUT_COLUMNS[output]) shape[column] = OTHER_CELLS[column] ?? textCell;
	// Only with `downloadMedia`, on the outputs whose events can have a file.
	if ('mediaId' in shape) shape['mediaError'] = textCell.optional();
	return z.strictObject(shape);
}

export const flatSchemas = {
	Contacts: schemaOf('Contacts'),
	History: schemaOf('History'),
	Echoes: schemaOf('Echoes'),
	Messages: schemaOf('Messages'),
	'Sync Status': schemaOf('Sync Status'),
	Other: schemaOf('Other'),
} satisfies Record<OutputName, z.ZodType>;
