'use strict';

const { from, node, note, RETRY, trigger, workflow } = require('./kit');
const { ABOUT, echoLine } = require('./lines');

module.exports = workflow({
	name: 'WhatsApp echoes → Slack',
	nodes: [
		trigger(['echo.message', 'echo.edited', 'echo.revoked'], { simplify: false }),
		echoLine('slack', [1, 0]),
		node('Tell the team', 'slack', 2.3, [2, 0], { authentication: 'accessToken', resource: 'message', operation: 'post', select: 'channel', channelId: { __rl: true, mode: 'name', value: '#whatsapp' }, messageType: 'text', text: '=*{{ $json.did }} {{ $json.who }}*\n{{ $json.said }}', otherOptions: { includeLinkToWorkflow: false, unfurl_links: false } }, RETRY),
	],
	notes: [
		note(
			'## WhatsApp echoes → Slack\nTells the team what was answered from the phone.\n\n**To do**\n1. Choose the WhatsApp credential in the trigger and the Slack credential in *Tell the team*.\n2. Put your channel there; the app must be a member of it.\n3. Publish.\n\nOnly people, no bots: an echo is what was typed in the WhatsApp Business app.',
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
