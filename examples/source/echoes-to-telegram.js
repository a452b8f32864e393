'use strict';

const { tellTheTeam } = require('./lines');

module.exports = tellTheTeam({
	title: 'Telegram',
	tool: 'telegram',
	version: 1.2,
	parameters: { resource: 'message', operation: 'sendMessage', chatId: '-1000000000000', text: '=<b>{{ $json.did }} {{ $json.who }}</b>\n{{ $json.said }}', replyMarkup: 'none', additionalFields: { appendAttribution: false, parse_mode: 'HTML' } },
	put: 'Put the id of your chat there; the bot must be a member of it.',
});
