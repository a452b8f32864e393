/**
 * Characters that databases and spreadsheets refuse: NUL, and half of a surrogate pair. They are removed from the JSON
 * text before it is parsed, so that no string, key or id of any item can hold one, however deep it is nested.
 */

/**
 * Matches an escaped NUL, an escaped lone surrogate, or `\\\\ud…`, which may be either. Whole escaped pairs, which Meta
 * sends, do not match.
 */
const SUSPICIOUS =
	/\\u0000|\\\\u[dD]|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;
/** One escape of a JSON string at a time, a pair as one, so that the parity of backslashes is always known. */
const ESCAPE = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^])/g;
const ESCAPED_PAIR_LENGTH = 12;
const ESCAPED_HALF = /^\\u[dD][89a-fA-F]/;
const REPLACEMENT = '\ufffd';

/**
 * A JSON text without NUL and without lone surrogates: NUL is removed, a lone surrogate becomes U+FFFD. A clean text
 * is returned unchanged, after two quick looks.
 */
export function cleanJsonText(json: string): string {
	const isWhole = json.isWellFormed();
	if (isWhole && (!json.includes('\\u') || !SUSPICIOUS.test(json))) return json;
	const cleaned = json.replace(ESCAPE, (escape) => {
		if (escape === '\\u0000') return '';
		return escape.length < ESCAPED_PAIR_LENGTH && ESCAPED_HALF.test(escape) ? REPLACEMENT : escape;
	});
	return cleaned.toWellFormed();
}
