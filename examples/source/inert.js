'use strict';

/**
 * Text of other people in a chat tool: nothing in it may become mark-up, a link or a mention. All steps are pieces of
 * n8n expressions. U+200B is invisible, and ends what a tool would recognize.
 */

/** `@name`, `#tag`, `$tag`, `:emoji:`, `https://`, `example.com` and `/command` neither link nor notify. */
const INLINE = ".replace(/[@#$:](?=\\S)|[./](?=\\p{L})/gu, '$&\\u200b')";
/** No line begins a quote, a list, a heading, a rule, a table or indented code. */
const LINE_STARTS = ".replace(/^(?=[ \\t>=|#~*_`-]|\\+\\s|\\d+[.)]\\s)/gm, '\\u200b')";
/** Characters that turn the direction of the text after them. */
const NO_DIRECTION = ".replace(/[\\u202a-\\u202e\\u2066-\\u2069]/g, '')";

const ENTITIES = ".replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')";
const ESCAPES = {
	/** Backslashes: https://docs.mattermost.com/end-user-guide/collaborate/format-messages.html */
	mattermost: ".replace(/([\\\\`*_~#>|[\\]()!])/g, '\\\\$1')",
	/** Slack has no escape for its four marks (https://docs.slack.dev/messaging/formatting-message-text): look-alikes. */
	slack: `${ENTITIES}.replaceAll('*', '∗').replaceAll('_', 'ˍ').replaceAll('~', '∼').replaceAll('\`', 'ˋ')`,
	/** The messages are HTML: https://core.telegram.org/bots/api#html-style */
	telegram: ENTITIES,
};

/**
 * At most `max` UTF-16 code units, as the limits of the tools count, and then `…`: whole graphemes, so that no emoji and
 * no letter with its marks is cut in two. Twice the length is enough to see where the last one ends.
 */
const cut = (text, max) => `((text) => text.length <= ${max} ? text
  : [...new Intl.Segmenter().segment(text.slice(0, ${2 * max}))]
    .filter(({ index, segment }) => index + segment.length <= ${max}).map(({ segment }) => segment).join('') + '…'
)(${text})`;

/**
 * An expression for the text of another expression, safe for a chat tool. It is cut before it is escaped, so no escape
 * is cut in two.
 * @param {string} text expression for a string
 * @param {'mattermost' | 'slack' | 'telegram'} tool
 * @param {number} max length before escaping, in UTF-16 code units
 */
const inert = (text, tool, max) => `${cut(`(${text})${NO_DIRECTION}${INLINE}${LINE_STARTS}`, max)}${ESCAPES[tool]}`;

module.exports = { ENTITIES, inert };
