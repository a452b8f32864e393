'use strict';

const { conditions } = require('./conditions');
const { ENTITIES } = require('./inert');
const { from, node, note, RETRY, trigger, workflow } = require('./kit');
const { columns, dataTable, where } = require('./tables');

/** How far a sync is, as one number that only grows: 1 for contacts, then phase and percent of the history. */
const REACHED = "{{ $json.event === 'contact.upserted' ? 1 : $json.event === 'history.progress' ? $json.history.phase * 100 + $json.history.progress + 1 : 1000 }}";
const SYNC = "={{ $json.business.phoneNumberId + ($json.event.startsWith('contact') ? ' contacts' : ' history') }}";
const STATE = "={{ $json.event === 'contact.upserted' ? 'running' : $json.event !== 'history.progress' ? $json.event : $json.history.complete ? 'complete' : 'running' }}";
const NOTE = "={{ $json.event === 'history.progress' ? 'phase ' + $json.history.phase + ', ' + $json.history.progress + ' %' : ($json.error?.title ?? '') }}";

/** One text for both ways into the message: a row that was silent, or an event. */
const TEXT = `={{ (
  $json.sync ? 'The sync "' + $json.sync + '" was asked for at ' + $json.requestedAt + ' and nothing has come. Is the trigger published, and is the app subscribed to the webhook fields?'
  : $json.event === 'history.declined' ? 'The business of number ' + $json.business.phoneNumberId + ' declined to share its chat history.'
  : $json.event === 'history.error' ? 'The history sync of number ' + $json.business.phoneNumberId + ' reported error ' + $json.error.code + '.'
  : $json.event === 'history.progress' ? 'Phase ' + $json.history.phase + ' of the history of number ' + $json.business.phoneNumberId + ' is complete.'
  : 'The number ' + ($json.account.phoneNumber ?? '') + ' was disconnected (' + $json.account.event + '): nothing will come until it is connected again.'
)${ENTITIES} }}`;

module.exports = workflow({
	name: 'WhatsApp sync monitor',
	nodes: [
		trigger(['contact.upserted', 'history.progress', 'history.declined', 'history.error', 'account.updated'], { simplify: false, place: [0, 0] }),
		dataTable('Note how far it is', [1, -0.4], 'update', 'whatsapp_syncs', {
			...where([
				['sync', 'eq', SYNC],
				['reached', 'lt', `=${REACHED}`],
			]),
			columns: columns('whatsapp_syncs', { state: STATE, reached: `=${REACHED}`, note: NOTE }),
			options: {},
		}),
		node('Worth a message', 'filter', 2.2, [1, 0.6], {
			conditions: conditions(
				[
					["={{ $json.event === 'history.progress' && $json.history.complete }}", 'isTrue'],
					["={{ ['history.declined', 'history.error'].includes($json.event) }}", 'isTrue'],
					["={{ $json.event === 'account.updated' && $json.account.connected === false }}", 'isTrue'],
				],
				'or',
			),
			options: {},
		}),
		node('Every 15 minutes', 'scheduleTrigger', 1.2, [0, 2.05], { rule: { interval: [{ field: 'minutes', minutesInterval: 15 }] } }),
		dataTable('Silent for an hour', [1, 2.05], 'update', 'whatsapp_syncs', {
			...where([
				['state', 'eq', 'requested'],
				['requestedAt', 'lt', '={{ $now.minus({ minutes: 60 }).toUTC().toISO() }}'],
			]),
			columns: columns('whatsapp_syncs', { state: 'silent' }),
			options: {},
		}),
		node(
			'Tell the owner',
			'telegram',
			1.2,
			[2.2, 1],
			{
				resource: 'message',
				operation: 'sendMessage',
				chatId: '-1000000000000',
				text: TEXT,
				replyMarkup: 'none',
				additionalFields: { appendAttribution: false, parse_mode: 'HTML' },
			},
			RETRY,
		),
	],
	notes: [
		note(
			'## WhatsApp sync monitor\nTells the owner when a phase of the history is complete, when the business declined to share it, when a sync was asked for and stays silent for 60 minutes, and when the number was disconnected.\n\n**To do**\n1. Run *WhatsApp data tables: set up once*, and start the syncs with *start the syncs*: it notes when they were asked for.\n2. Choose the credentials in the trigger and in *Tell the owner*; put the id of your chat there.\n3. Publish **before** the syncs are started.',
			[-2, -0.7],
			[1.6, 2.3],
			4,
		),
		note('### What has arrived\n`whatsapp_syncs` holds one row for each sync. Chunks come in any order: `reached` only grows.', [0.75, -1.1], [1.2, 1.5]),
		note('### What is worth a message', [0.75, 0.45], [1.2, 0.85]),
		note('### What has not arrived\nOnce for each sync: its state becomes `silent`. When something arrives later after all, it becomes `running`.', [-0.2, 1.4], [2.15, 1.55]),
	],
	links: [
		[from('contacts'), 'Note how far it is'],
		[from('sync'), 'Note how far it is'],
		[from('sync'), 'Worth a message'],
		['Worth a message', 'Tell the owner'],
		['Every 15 minutes', 'Silent for an hour'],
		['Silent for an hour', 'Tell the owner'],
	],
});
