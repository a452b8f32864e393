import type { OutputName } from './outputs';

/** The columns of the flat item (docs/contract.md, section 6), in order: the same for every event of one output. */

export type Cell = string | number | boolean | null;

const MESSAGE_START = [
	'event',
	'timestamp',
	'contactName',
	'contactPhone',
	'text',
	'type',
	'direction',
	'origin',
	'status',
	'errorCode',
	'fileName',
	'mediaId',
	'humanReply',
	'safeToAutoReply',
	'messageId',
	'messageKey',
	'targetKey',
	'replyToKey',
] as const;
const MESSAGE_END = [
	'contactId',
	'contactUserId',
	'businessPhone',
	'phoneNumberId',
	'id',
] as const;
const OLD_MESSAGE = [...MESSAGE_START, ...MESSAGE_END] as const;

export const OUTPUT_COLUMNS = {
	Contacts: [
		'event',
		'timestamp',
		'contactName',
		'contactPhone',
		'contactFirstName',
		'contactUsername',
		'contactId',
		'contactUserId',
		'businessPhone',
		'phoneNumberId',
		'id',
	],
	History: OLD_MESSAGE,
	Echoes: OLD_MESSAGE,
	Messages: [...MESSAGE_START, 'payload', 'adId', 'adClickId', 'groupId', ...MESSAGE_END],
	'Sync Status': [
		'event',
		'timestamp',
		'phase',
		'progress',
		'complete',
		'accountEvent',
		'connected',
		'reason',
		'errorCode',
		'errorMessage',
		'accountId',
		'businessPhone',
		'phoneNumberId',
		'id',
	],
	Other: [
		'event',
		'timestamp',
		'contactName',
		'contactPhone',
		'status',
		'errorCode',
		'type',
		'messageId',
		'messageKey',
		'previousContactPhone',
		'previousContactUserId',
		'contactId',
		'contactUserId',
		'businessPhone',
		'phoneNumberId',
		'id',
		'raw',
	],
} as const satisfies Record<OutputName, readonly string[]>;

/** Every column of any output, and `mediaError`, which exists only if files are downloaded. */
export type ColumnName = (typeof OUTPUT_COLUMNS)[OutputName][number] | 'mediaError';

type Flag = 'humanReply' | 'safeToAutoReply' | 'complete' | 'connected';
type Count = 'phase' | 'progress' | 'errorCode';
type Required = 'event' | 'id';

/** The type of the cells of a column. */
export type CellOf<Column extends ColumnName> = Column extends Flag
	? boolean | null
	: Column extends Count
		? number | null
		: Column extends Required
			? string
			: string | null;

/** A row: the columns of its output. */
export type FlatItem = { [Column in ColumnName]?: CellOf<Column> } & Record<Required, string>;
