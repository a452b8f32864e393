import { cleanJsonText } from './cleanText';

/**
 * JSON.parse rounds numbers above 2^53, and an id that a gateway wrote as a number would become another id. Such
 * numbers are kept as the text that was received.
 */

/** Numbers with fewer digits never change when JSON.parse reads them. */
const MIN_DIGITS = 16;
const HALF = MIN_DIGITS / 2;

const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const NINE = 0x39;
const BACKSLASH = 0x5c;

const isDigit = (code: number): boolean => code >= 0x30 && code <= NINE;
const isDigitOrPoint = (code: number): boolean => isDigit(code) || code === POINT;
/** Whether a character may follow within a number: a digit, a point, an exponent or its sign. */
const continuesNumber = (code: number): boolean =>
	isDigitOrPoint(code) || code === PLUS || code === MINUS || code === 0x45 || code === 0x65;

/**
 * Whether JSON may hold a number that JSON.parse would change: 16 digits in a row that do not begin a string. `false`
 * is certain, `true` may be digits within a text. It looks at every 16th character only: the check must not be
 * noticed beside JSON.parse.
 */
export function mayHoldLargeNumber(json: string): boolean {
	const { length } = json;
	for (let at = MIN_DIGITS - 1; at < length; at += MIN_DIGITS) {
		const code = json.charCodeAt(at);
		if (code > NINE || code < POINT) continue;
		// If 16 digits surround this place, one is 8 before or 8 after it. Most numbers are shorter.
		const before = json.charCodeAt(at - HALF);
		const after = json.charCodeAt(at + HALF);
		if ((before > NINE || before < POINT) && (after > NINE || after < POINT)) continue;
		if (!isDigitOrPoint(code)) continue;
		let start = at;
		let end = at + 1;
		while (isDigitOrPoint(json.charCodeAt(start - 1))) start--;
		while (isDigitOrPoint(json.charCodeAt(end))) end++;
		if (end - start >= MIN_DIGITS && json.charCodeAt(start - 1) !== QUOTE) return true;
		at = end;
	}
	return false;
}

/** Where a string ends whose opening quotation mark is at `start`. */
function endOfString(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
	return at + 1;
}

const LARGE = /^-?[\d.]{16}/;
const isLarge = (number: string): boolean => LARGE.test(number) && Math.abs(Number(number)) > Number.MAX_SAFE_INTEGER;

/** Valid JSON in which large numbers are strings; every other character stays. */
function quoteLargeNumbers(json: string): string {
	const parts: string[] = [];
	let copied = 0;
	let at = 0;
	while (at < json.length) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) at = endOfString(json, at);
		else if (code === MINUS || isDigit(code)) {
			const start = at;
			while (continuesNumber(json.charCodeAt(at))) at++;
			const number = json.slice(start, at);
			if (isLarge(number)) {
				parts.push(json.slice(copied, start), `"${number}"`);
				copied = at;
			}
		} else at++;
	}
	parts.push(json.slice(copied));
	return parts.join('');
}

/** Whether JSON.parse returns the same as `parseJson`; when in doubt false. */
export function isPlainJson(json: string): boolean {
	return !mayHoldLargeNumber(json) && cleanJsonText(json) === json;
}

/**
 * Parses JSON as JSON.parse does, with two exceptions. A number of 16 digits or more above 2^53 (either sign) becomes a
 * string of the characters that were received, so that an id keeps its digits. NUL characters are removed and lone
 * surrogates become U+FFFD, in keys too. Time and memory grow with the length only.
 * @throws SyntaxError as JSON.parse does
 */
export function parseJson(received: string): unknown {
	const json = cleanJsonText(received);
	const parsed: unknown = JSON.parse(json);
	// Only valid JSON is rewritten: otherwise a number in place of a key would become a valid key.
	return mayHoldLargeNumber(json) ? (JSON.parse(quoteLargeNumbers(json)) as unknown) : parsed;
}
