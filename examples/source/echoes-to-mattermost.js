'use strict';

const { from, node, note, RETRY, trigger, workflow } = require('./kit');
const { ABOUT, echoLine } = require('./lines');

module.exports = workflow({
	name: 'WhatsApp echoes → Mattermost',
	nodes: [
		trigger(['echo.message', 'echo.edited', 'echo.revoked'], { simplify: false }),
		echoLine('mattermost', [1, 0]),
		node('Tell the team', 'mattermost', 1, [2, 0], { resource: 'message', operation: 'post', channelId: 'put-the-id-of-your-channel-here', message: '=**{{ $json.did }} {{ $json.who }}**\n{{ $json.said }}', attachments: [], otherOptions: {} }, RETRY),
	],
	notes: [
		note(
			'## WhatsApp echoes → Mattermost\nTells the team what was answered from the phone.\n\n**To do**\n1. Choose the WhatsApp credential in the trigger and the Mattermost credential in *Tell the team*.\n2. Put the id of your channel there.\n3. Publish.\n\nOnly people, no bots: an echo is what was typed in the WhatsApp Business app.',
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
