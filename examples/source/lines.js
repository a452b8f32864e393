'use strict';

const { node } = require('./kit');

/** How each chat tool wants text of others, so that it stays text: as the end of an expression. */
const ESCAPES = {
	mattermost: ".replace(/([\\\\`*_~#>|[\\]()!])/g, '\\\\$1').replaceAll('@', '@\\u200b')",
	slack: ".replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')",
	telegram: ".replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')",
};

/** A node that makes of an echo the fields `who`, `did` and `said`, safe for a chat tool. */
function echoLine(tool, place) {
	const fields = {
		who: `={{ ($json.contact?.name ?? $json.contact?.phoneNumber ?? $json.contact?.key ?? 'somebody')${ESCAPES[tool]} }}`,
		did: "={{ { 'echo.message': 'wrote to', 'echo.edited': 'edited a message to', 'echo.revoked': 'deleted a message to' }[$json.event] }}",
		said: `={{ [\n  $json.event === 'echo.revoked' || $json.message.type === 'text' || $json.message.type === 'edit' ? '' : '[' + $json.message.type + ($json.message.media?.filename ? ' ' + $json.message.media.filename : '') + ($json.message.reaction?.emoji ? ' ' + $json.message.reaction.emoji : '') + ']',\n  $json.message.text ?? '',\n].filter((part) => part !== '').join(' ').slice(0, 3000)${ESCAPES[tool]} }}`,
	};
	return node('Make a line', 'set', 3.4, place, {
		assignments: { assignments: Object.entries(fields).map(([name, value]) => ({ id: name, name, value, type: 'string' })) },
		options: {},
	});
}

/** What the notes of these examples have in common. */
const ABOUT = '### One line for each echo\n- a message: who it went to, its text, or what kind of file it was\n- an edit: the new text\n- a deletion: that something was deleted\n\nWhatever people type stays text: it cannot mention a channel or change the layout.';

module.exports = { ABOUT, echoLine };
