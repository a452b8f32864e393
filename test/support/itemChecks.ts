import { coexistenceEventSchema, flatSchemas } from '../../index';
import type { Json } from './expectations';
import { followingProblems } from './followingValues';

/** The outputs in order, each with its events (docs/contract.md, section 4). Written down here again on purpose. */
export const OUTPUTS = [
	{ name: 'Contacts', events: ['contact.upserted', 'contact.removed'] },
	{ name: 'History', events: ['history.message', 'history.media'] },
	{ name: 'Echoes', events: ['echo.message', 'echo.edited', 'echo.revoked'] },
	{ name: 'Messages', events: ['message.received', 'message.edited', 'message.revoked'] },
	{ name: 'Sync Status', events: ['history.progress', 'history.declined', 'history.error', 'account.updated'] },
	{ name: 'Other', events: ['message.status', 'identity.changed', 'preference.changed', 'unrecognized'] },
] as const;

/** Every event of the contract. */
export const ALL_EVENTS: string[] = OUTPUTS.flatMap(({ events }) => [...events]);

/** Paths below which the content is as received, so that anything may stand there. */
const AS_RECEIVED = [
	/^raw$/,
	/^message\.(content|contacts|answers)$/,
	/^account\.details$/,
	/^status\.(pricing|conversation)$/,
];

/** Walks all values of an item with their paths, but for those as received. */
function* walk(value: unknown, path = ''): Generator<[string, unknown]> {
	if (value !== undefined && AS_RECEIVED.some((form) => form.test(path))) return;
	yield [path, value];
	if (typeof value !== 'object' || value === null) return;
	for (const key of Object.keys(value)) {
		yield* walk((value as Json)[key], path === '' ? key : `${path}.${key}`);
	}
}

/** Characters that must never leave the node: NUL, and half of a surrogate pair. */
function dirtyProblems(value: unknown, path = ''): string[] {
	const dirty = (text: string): boolean => /\0|\p{Surrogate}/u.test(text);
	if (typeof value === 'string') return dirty(value) ? [`${path} has NUL or half a surrogate pair`] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		...(dirty(key) ? [`a key of ${path || 'the item'} has NUL or half a surrogate pair`] : []),
		...dirtyProblems(inner, path === '' ? key : `${path}.${key}`),
	]);
}

/** `undefined`, empty text, not-a-number and the year 1970 stand for "unknown" nowhere: that is null. */
function badValueProblems(item: Json): string[] {
	return [...walk(item)].flatMap(([path, value]) => {
		if (value === undefined) return [`${path} is undefined`];
		if (value === '') return [`${path} is an empty string`];
		if (typeof value === 'number' && !Number.isFinite(value)) return [`${path} is ${value}`];
		if (path === 'timestamp' && typeof value === 'string' && value.startsWith('1970-')) return [`${path} is in 1970`];
		if (typeof value === 'function' || typeof value === 'bigint') return [`${path} is a ${typeof value}`];
		return [];
	});
}

/** Keys, types and formats, strictly. */
function schemaProblems(item: Json, output: number, isFlat: boolean): string[] {
	const schema = isFlat ? flatSchemas[OUTPUTS[output]!.name] : coexistenceEventSchema;
	const { error } = schema.safeParse(item);
	return (error?.issues ?? []).map(({ path, message }) => `${path.join('.') || 'the item'}: ${message}`);
}

const START = 'event timestamp contactName contactPhone text type direction origin status errorCode fileName mediaId humanReply safeToAutoReply messageId messageKey targetKey replyToKey';
const END = 'contactId contactUserId businessPhone phoneNumberId id';
/** The columns of the flat row on each output, in their order (docs/contract.md, section 6). Written down here once more on purpose. */
const COLUMNS = [
	'event timestamp contactName contactPhone contactFirstName contactUsername contactId contactUserId businessPhone phoneNumberId id',
	`${START} ${END}`,
	`${START} ${END}`,
	`${START} payload adId adClickId groupId ${END}`,
	'event timestamp phase progress complete accountEvent connected reason errorCode errorMessage accountId businessPhone phoneNumberId id',
	'event timestamp contactName contactPhone status errorCode type messageId messageKey previousContactPhone previousContactUserId contactId contactUserId businessPhone phoneNumberId id raw',
];

function columnProblems(item: Json, output: number): string[] {
	const columns = Object.keys(item).filter((column) => column !== 'mediaError');
	return columns.join(' ') === COLUMNS[output] ? [] : [`the columns are ${columns.join(' ')}`];
}

/** Whether repeats of this item can be recognized; the other kinds are never dropped (docs/contract.md, section 7). */
export function hasIdentity(item: Json, isFlat: boolean): boolean {
	const event = String(item['event']);
	if (event === 'unrecognized') return false;
	if (!/^(history\.(message|media)|echo\.|message\.(received|edited|revoked))/.test(event)) return true;
	const id = isFlat ? item['messageId'] : (item['message'] as Json | undefined)?.['id'];
	return typeof id === 'string';
}

function repeatedIdProblems(items: readonly Json[], isFlat: boolean): string[] {
	const seen = new Map<unknown, string>();
	return items
		.filter((item) => hasIdentity(item, isFlat))
		.flatMap(({ id, event }) => {
			const before = seen.get(id);
			seen.set(id, String(event));
			return before === undefined ? [] : [`id ${String(id)} is used twice, by ${before} and ${String(event)}`];
		});
}

/**
 * What holds for every item whatever the delivery: keys, types and formats, no stand-ins for "unknown", its
 * output, and unique ids. Gives one text per problem.
 */
export function everyItemProblems(
	outputs: readonly (readonly Json[])[],
	{ isFlat = false, mayRepeat = false }: { isFlat?: boolean; mayRepeat?: boolean } = {},
): string[] {
	const problems = outputs.flatMap((branch, output) =>
		branch.flatMap((item, place) => {
			const events: readonly string[] = OUTPUTS[output]?.events ?? [];
			const name = `output ${output} item ${place} (${String(item['event'])})`;
			const misplaced = events.includes(String(item['event'])) ? [] : ['does not belong on this output'];
			const found = [
				...misplaced,
				...schemaProblems(item, output, isFlat),
				...(isFlat ? columnProblems(item, output) : followingProblems(item)),
				...badValueProblems(item),
				...dirtyProblems(item),
			];
			return found.map((problem) => `${name}: ${problem}`);
		}),
	);
	return mayRepeat ? problems : [...problems, ...repeatedIdProblems(outputs.flat(), isFlat)];
}
