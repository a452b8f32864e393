/**
 * WhatsApp spells the id of one message in two ways: with the phone number or with the user id of the other side.
 * Decoded from base64, a `wamid.` is
 *
 *   1C 18 <length> <number or user id> 15 <02 number | 14 user id> 00 <11 | 12> 18 <length> <hex characters> 00
 *
 * (observed in live traffic; lengths of 18, 20 and 32 characters occur). The hex run is the same in both spellings.
 */
const PREFIX = 'wamid.';
/** One buffer for all: decoding happens in one step, and a new buffer for each id costs more than the decoding. */
const bytes = Buffer.allocUnsafe(512);
const MAX_ENCODED_LENGTH = 512;

const HEX_CHARACTERS = /^[0-9A-Fa-f]+$/;

/** Where the hex run starts in the first `length` bytes of the buffer; -1 if they are laid out otherwise. */
function startOfRun(length: number): number {
	if (length < 10 || bytes[0] !== 0x1c || bytes[1] !== 0x18) return -1;
	const kind = 3 + bytes[2]!;
	if (kind + 6 > length || bytes[kind] !== 0x15) return -1;
	const isPeerKnown = bytes[kind + 1] === 0x02 || bytes[kind + 1] === 0x14;
	const isSideKnown = bytes[kind + 3] === 0x11 || bytes[kind + 3] === 0x12;
	if (!isPeerKnown || bytes[kind + 2] !== 0x00 || !isSideKnown || bytes[kind + 4] !== 0x18) return -1;
	const start = kind + 6;
	return start + bytes[kind + 5]! + 1 === length && bytes[length - 1] === 0x00 ? start : -1;
}

/**
 * The part of a message id that both of its spellings share: the hex run inside the decoded `wamid`, or the whole id
 * if it cannot be decoded. Null for null.
 */
export function messageKey<Id extends string | null>(id: Id): Id | string {
	if (id === null || !id.startsWith(PREFIX) || id.length > MAX_ENCODED_LENGTH) return id;
	const length = bytes.write(id.slice(PREFIX.length), 'base64');
	const start = startOfRun(length);
	if (start < 0) return id;
	const run = bytes.toString('latin1', start, length - 1);
	return HEX_CHARACTERS.test(run) ? run : id;
}
