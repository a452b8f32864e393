/**
 * A message id as WhatsApp builds it: the other side of the chat, as a phone number or as a user id, and the hex run
 * that stays the same in both spellings.
 */
export function wamid(peer: string, run: string): string {
	const kind = /^\d+$/.test(peer) ? 0x02 : 0x14;
	const head = [0x1c, 0x18, peer.length, ...Buffer.from(peer), 0x15, kind, 0x00, 0x11, 0x18, run.length];
	return `wamid.${Buffer.from([...head, ...Buffer.from(run), 0x00]).toString('base64')}`;
}

/** The hex run of a made-up message: 20 characters. */
export const run = (name: string): string => Buffer.from(name.padEnd(10, '.')).toString('hex').toUpperCase().slice(0, 20);
