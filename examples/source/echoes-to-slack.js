'use strict';

const { tellTheTeam } = require('./lines');

module.exports = tellTheTeam({
	title: 'Slack',
	tool: 'slack',
	version: 2.3,
	parameters: { authentication: 'accessToken', resource: 'message', operation: 'post', select: 'channel', channelId: { __rl: true, mode: 'name', value: '#whatsapp' }, messageType: 'text', text: '=*{{ $json.did }} {{ $json.who }}*\n{{ $json.said }}', otherOptions: { includeLinkToWorkflow: false, unfurl_links: false } },
	put: 'Put your channel there; the app must be a member of it.',
});
