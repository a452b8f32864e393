'use strict';

const { inert } = require('./inert');
const { from, node, note, RETRY, trigger, workflow } = require('./kit');

/**
 * A node that makes of an echo the fields `who`, `did` and `said`, safe for a chat tool.
 * @param {'mattermost' | 'slack' | 'telegram'} tool
 */
function echoLine(tool, place) {
	const fields = {
		who: `={{ ${inert("($json.contact?.name ?? $json.contact?.phoneNumber ?? $json.contact?.key ?? 'somebody').replace(/\\s+/g, ' ')", tool, 200)} }}`,
		did: "={{ { 'echo.message': 'wrote to', 'echo.edited': 'edited a message to', 'echo.revoked': 'deleted a message to' }[$json.event] }}",
		said: `={{ ${inert(
			"[\n  $json.event === 'echo.revoked' || $json.message.type === 'text' || $json.message.type === 'edit' ? '' : '[' + $json.message.type + ($json.message.media?.filename ? ' ' + $json.message.media.filename : '') + ']',\n  $json.message.text === $json.message.media?.filename ? '' : ($json.message.text ?? ''),\n].filter((part) => part !== '').join(' ')",
			tool,
			3_000,
		)} }}`,
	};
	return node('Make a line', 'set', 3.4, place, {
		assignments: { assignments: Object.entries(fields).map(([name, value]) => ({ id: name, name, value, type: 'string' })) },
		options: {},
	});
}

/** What a user sees beside the line. */
const ABOUT = '### One line for each echo\n- a message: who it went to, its text, or what kind of file it was\n- an edit: the new text\n- a deletion: that something was deleted\n\nWhatever people type stays text: no mention, no link, no mark-up.';

/**
 * The workflow that tells each echo in a chat tool.
 * @param {{ title: string, tool: string, version: number, parameters: object, put: string }} options `tool`: n8n's name
 *   of the node; `put`: what a user puts into it, and where, as a sentence
 */
function tellTheTeam({ title, tool, version, parameters, put }) {
	return workflow({
		name: `WhatsApp echoes → ${title}`,
		nodes: [
			trigger(['echo.message', 'echo.edited', 'echo.revoked'], { simplify: false }),
			echoLine(tool, [1, 0]),
			node('Tell the team', tool, version, [2, 0], parameters, RETRY),
		],
		notes: [
			note(
				`## WhatsApp echoes → ${title}\nTells the team what was answered from the phone.\n\n**To do**\n1. Choose the WhatsApp credential in the trigger and the ${title} credential in *Tell the team*.\n2. ${put}\n3. Publish.\n\nOnly people, no bots: an echo is what was typed in the WhatsApp Business app.`,
				[-2, -0.6],
				[1.6, 2.2],
				4,
			),
			note(ABOUT, [0.75, -1.15], [2.3, 2.1]),
		],
		links: [
			[from('echoes'), 'Make a line'],
			['Make a line', 'Tell the team'],
		],
	});
}

module.exports = { tellTheTeam };
