/** Endings of the types that WhatsApp supports (Meta, media); n8n knows the others by their type. */
const ENDINGS: Readonly<Record<string, string>> = {
	'application/pdf': 'pdf',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'audio/aac': 'aac',
	'audio/amr': 'amr',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'text/plain': 'txt',
	'video/3gpp': '3gp',
	'video/mp4': 'mp4',
};

const LONGEST = 120;
/** Control characters, and marks that turn the direction of text: they make `exe.jpg` out of `gpj.exe`. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What has a meaning in a path or a shell on some system. */
const SPECIAL = /[<>:"|?*]/g;
/** Names of devices on Windows, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const LONGEST_ENDING = 11;

/** Shortens a name from the middle, so that the ending stays. */
function shortened(name: string): string {
	if (name.length <= LONGEST) return name;
	const ending = name.slice(name.lastIndexOf('.'));
	const kept = ending.length > 1 && ending.length <= LONGEST_ENDING ? ending : '';
	const start = name.slice(0, LONGEST - kept.length);
	// Not in the middle of a pair of UTF-16 units.
	const isHalf = start.charCodeAt(start.length - 1) >> 10 === 0x36;
	return (isHalf ? start.slice(0, -1) : start) + kept;
}

const isDotOrSpace = (character: string | undefined): boolean => character === '.' || (character !== undefined && character.trim() === '');

/** Without leading and trailing dots and spaces. A regular expression would take quadratic time for the end. */
function trimmed(name: string): string {
	let start = 0;
	let end = name.length;
	while (isDotOrSpace(name[start])) start++;
	while (end > start && isDotOrSpace(name[end - 1])) end--;
	return name.slice(start, end);
}

/**
 * A file name that is only a name: what a stranger sent, without path, control and special characters, leading
 * and trailing dots; null when nothing is left of it.
 */
export function safeFileName(sent: string | null): string | null {
	const last = (sent ?? '').normalize('NFC').replace(INVISIBLE, '').split(/[/\\]/).at(-1)!;
	const plain = trimmed(last.replace(SPECIAL, '_'));
	if (plain === '') return null;
	return shortened(DEVICE.test(plain) ? `_${plain}` : plain);
}

/** The name of a downloaded file: the one that was sent, else the media id with the ending of its type. */
export function fileNameOf(sent: string | null, mediaId: string, mimeType: string): string {
	const ending = ENDINGS[mimeType];
	return safeFileName(sent) ?? `${mediaId}${ending === undefined ? '' : `.${ending}`}`;
}
