/**
 * WhatsApp spells the id of one message in two ways: with the phone number or with the user id of the other side.
 * Decoded from base64, what follows `wamid.` is
 *
 *   1C 18 <length> <number or user id> 15 <02 number | 14 user id> 00 <11 | 12> 18 <length> <hex characters> 00
 *
 * (observed in live traffic; lengths of 18, 20 and 32 characters occur). The hex run is the same in both spellings.
 *
 * The decoding is done here, and allocates nothing but the key: half a year of ids is decoded in one go, and with a
 * Buffer for each id the keys would cost more than all else that is made of a message.
 */
const PREFIX_LENGTH = 'wamid.'.length;
/** `wamid.` and base64 of the bytes 1C 1x. */
const ID_PREFIX = 'wamid.HB';
/** The four bits of the byte 18 that the prefix does not contain. */
const LOW_HALF_OF_0X18 = 0x8;
/** Bytes between the peer and the hex run: the kind of the peer, the side, and the length. */
const FRAME_LENGTH = 6;

const INVALID = 64;
/** The value of each base64 character. */
const SEXTETS = new Uint8Array(256).fill(INVALID);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let value = 0; value < ALPHABET.length; value++) SEXTETS[ALPHABET.charCodeAt(value)] = value;

/** Whether a byte is a hex character. */
const HEX = new Uint8Array(256);
for (const character of '0123456789ABCDEFabcdef') HEX[character.charCodeAt(0)] = 1;

/** The bytes of the id that is being decoded. Longer ids are not decoded. */
const decoded = new Uint8Array(420);

const sextetAt = (id: string, place: number): number => SEXTETS[id.charCodeAt(place)] ?? INVALID;

/**
 * Decodes all from a group of four characters on into `decoded`, whether or not it is padded. Returns the number of
 * bytes, 0 if it is not base64.
 */
function decodeFrom(id: string, group: number): number {
	const start = PREFIX_LENGTH + 4 * group;
	const end = id.length - (id.endsWith('==') ? 2 : id.endsWith('=') ? 1 : 0);
	if (end - start > decoded.length) return 0;
	let length = 0;
	let seen = 0;
	for (let place = start; place < end; place += 4) {
		const first = sextetAt(id, place);
		const second = sextetAt(id, place + 1);
		const third = place + 2 < end ? sextetAt(id, place + 2) : 0;
		const fourth = place + 3 < end ? sextetAt(id, place + 3) : 0;
		seen |= first | second | third | fourth;
		decoded[length] = (first << 2) | (second >> 4);
		decoded[length + 1] = (second << 4) | (third >> 2);
		decoded[length + 2] = (third << 6) | fourth;
		length += 3;
	}
	return (seen & INVALID) === 0 ? Math.floor(((end - start) * 3) / 4) : 0;
}

/** Whether the six bytes before the hex run and the byte 00 after it are valid. */
function hasValidFrame(frame: number, length: number): boolean {
	const peer = decoded[frame + 1];
	const side = decoded[frame + 3];
	return (
		decoded[frame] === 0x15 &&
		(peer === 0x02 || peer === 0x14) &&
		decoded[frame + 2] === 0x00 &&
		(side === 0x11 || side === 0x12) &&
		decoded[frame + 4] === 0x18 &&
		frame + FRAME_LENGTH + decoded[frame + 5]! + 1 === length &&
		decoded[length - 1] === 0x00
	);
}

/** Ten decoded bytes as text: with a list of arguments this is faster than with an array. */
function tenAt(at: number): string {
	const [a, b, c, d, e] = [decoded[at]!, decoded[at + 1]!, decoded[at + 2]!, decoded[at + 3]!, decoded[at + 4]!];
	const [f, g, h, i, j] = [decoded[at + 5]!, decoded[at + 6]!, decoded[at + 7]!, decoded[at + 8]!, decoded[at + 9]!];
	return String.fromCharCode(a, b, c, d, e, f, g, h, i, j);
}

/** The hex run between two places; null if there is another character among them. */
function runAt(start: number, end: number): string | null {
	for (let index = start; index < end; index++) if (HEX[decoded[index]!] !== 1) return null;
	let run = '';
	let at = start;
	for (; at + 10 <= end; at += 10) run += tenAt(at);
	for (; at < end; at++) run += String.fromCharCode(decoded[at]!);
	return run === '' ? null : run;
}

/**
 * The part of a message id that both of its spellings share: the hex run inside the decoded `wamid`, or the whole id
 * if it cannot be decoded. Null for null. Of the peer only the length is read.
 */
export function messageKey<Id extends string | null>(id: Id): Id | string {
	if (id === null || !id.startsWith(ID_PREFIX)) return id;
	const third = sextetAt(id, PREFIX_LENGTH + 2);
	if (third >> 2 !== LOW_HALF_OF_0X18) return id;
	const frame = 3 + (((third & 0x3) << 6) | sextetAt(id, PREFIX_LENGTH + 3));
	const group = Math.floor(frame / 3);
	const length = decodeFrom(id, group);
	const start = frame - 3 * group;
	return (hasValidFrame(start, length) ? runAt(start + FRAME_LENGTH, length - 1) : null) ?? id;
}
