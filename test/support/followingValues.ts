import type { Json } from './expectations';

/**
 * Values of an item that follow from others by rules of the contract (docs/contract.md, section 5). The rules are written down here once
 * more, in another way than the normalizer does it, so that both can be wrong only independently.
 */

type Values = Readonly<Record<string, unknown>>;
const valuesOf = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Both spellings of a number, the canonical one first: Brazil with the 9, Mexico without the 1, Argentina without the 9. */
function spellings(waId: string): string[] {
	const brazil = /^55(\d\d)9?([6-9]\d{7})$/.exec(waId);
	if (brazil !== null) return [`55${brazil[1]}9${brazil[2]}`, `55${brazil[1]}${brazil[2]}`];
	const mexico = /^521?(\d{10})$/.exec(waId);
	if (mexico !== null) return [`52${mexico[1]}`, `521${mexico[1]}`];
	const argentina = /^549?(\d{10})$/.exec(waId);
	return argentina === null ? [waId] : [`54${argentina[1]}`, `549${argentina[1]}`];
}

/** The hex run of a decoded message id, found by its frame from the end; the id itself if there is none. */
export function keyOfId(id: string | null): string | null {
	const bytes = Buffer.from(/^wamid\.([A-Za-z0-9+/]+=*)$/.exec(id ?? '')?.[1] ?? '', 'base64').toString('latin1');
	const found = /^\x1c\x18([^])([^]*)\x15[\x02\x14]\x00[\x11\x12]\x18([^])([0-9A-Fa-f]+)\x00$/.exec(bytes);
	const fits = found !== null && found[2]!.length === found[1]!.charCodeAt(0) && found[4]!.length === found[3]!.charCodeAt(0);
	return fits ? found[4]! : id;
}

function contactProblems(item: Json): string[] {
	const { contact, business } = item;
	if (contact === null) return [];
	const { key, phoneNumber, waId, userId, matchKeys } = valuesOf(contact);
	const number = textOf(waId);
	const known = number === null ? [] : spellings(number);
	const international = known.filter((one) => /^[1-9]\d{6,14}$/.test(one)).map((one) => `+${one}`);
	const wanted = [...new Set([...known, ...international, ...(userId === null ? [] : [String(userId)])])];
	const ours = textOf(valuesOf(business)['phoneNumber'])?.slice(1) ?? null;
	const problems = [
		[key === (known[0] ?? userId), 'contact.key does not follow from waId and userId'],
		[phoneNumber === (number !== null && /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : null), 'contact.phoneNumber does not follow from waId'],
		[Array.isArray(matchKeys) && matchKeys.length === wanted.length && wanted.every((one) => matchKeys.includes(one)), 'contact.matchKeys are not the spellings of the contact'],
		[number === null || matchKeys === undefined || String((matchKeys as unknown[])[0]).endsWith(number), 'contact.matchKeys does not start with the number as received'],
		[ours === null || number === null || spellings(ours)[0] !== known[0], 'the contact is the business'],
	] as const;
	return problems.filter(([holds]) => !holds).map(([, problem]) => problem);
}

/** Pairs of paths: an id, and the key that follows from it. */
const KEYS: ReadonlyArray<readonly [part: readonly string[], id: string, key: string]> = [
	[['message'], 'id', 'key'],
	[['message'], 'targetId', 'targetKey'],
	[['message', 'replyTo'], 'messageId', 'messageKey'],
	[['message', 'reaction'], 'messageId', 'messageKey'],
	[['status'], 'messageId', 'messageKey'],
];

function keyProblems(item: Json): string[] {
	return KEYS.flatMap(([path, id, key]) => {
		const part = path.reduce<unknown>((value, name) => valuesOf(value)[name], item);
		if (typeof part !== 'object' || part === null) return [];
		const values = valuesOf(part);
		return values[key] === keyOfId(textOf(values[id])) ? [] : [`${[...path, key].join('.')} does not follow from ${id}`];
	});
}

/** Gives one text for each value of a full item that does not follow from the others. */
export function followingProblems(item: Json): string[] {
	return [...contactProblems(item), ...keyProblems(item)];
}
