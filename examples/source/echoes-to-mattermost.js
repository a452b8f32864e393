'use strict';

const { tellTheTeam } = require('./lines');

module.exports = tellTheTeam({
	title: 'Mattermost',
	tool: 'mattermost',
	version: 1,
	parameters: { resource: 'message', operation: 'post', channelId: 'put-the-id-of-your-channel-here', message: '=**{{ $json.did }} {{ $json.who }}**\n{{ $json.said }}', attachments: [], otherOptions: {} },
	put: 'Put the id of your channel there.',
});
