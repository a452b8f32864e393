'use strict';

const { conditions } = require('./conditions');
const { from, node, note, trigger, workflow } = require('./kit');
const { rowOf } = require('./rows');
const { columns, dataTable, where } = require('./tables');

const ROW = `={{ {
  ...(${rowOf('$json', '$json.contactName ?? $json.name')}),
  ...($json.targetKey === null && $json.direction !== 'unknown' ? { sender: $json.direction === 'outbound' ? $json.businessPhone : $json.contactName ?? $json.name ?? $json.contactPhone ?? $json.contactId } : {}),
} }}`;

module.exports = workflow({
	name: 'WhatsApp history → Data Table',
	nodes: [
		trigger(['contact.upserted', 'history.message', 'history.media', 'history.progress', 'history.declined', 'history.error'], { place: [0, 1] }),
		node('Has a name', 'filter', 2.2, [1, 0], { conditions: conditions([
				["={{ $json.contactName ?? '' }}", 'isNotEmpty'],
				["={{ $json.contactId ?? '' }}", 'isNotEmpty'],
			]), options: {} }),
		dataTable('Remember the name', [2, 0], 'upsert', 'whatsapp_names', {
			...where([['contactId', 'eq', '={{ $json.contactId }}']]),
			columns: columns('whatsapp_names', { contactId: '={{ $json.contactId }}', name: '={{ $json.contactName }}' }),
			options: {},
		}),
		dataTable('All names', [1, 1.2], 'get', 'whatsapp_names', { returnAll: true }, { executeOnce: true, alwaysOutputData: true }),
		node('Add the name', 'merge', 3.1, [2, 1], {
			mode: 'combine',
			combineBy: 'combineByFields',
			advanced: true,
			mergeByFields: { values: [{ field1: 'contactId', field2: 'contactId' }] },
			joinMode: 'enrichInput1',
			options: { clashHandling: { values: { resolveClash: 'preferInput1' } }, multipleMatches: 'first' },
		}),
		node('Make a row', 'set', 3.4, [3, 1], { mode: 'raw', jsonOutput: ROW, options: {} }),
		dataTable('Save the message', [4, 1], 'upsert', 'whatsapp_messages', {
			...where([['messageKey', 'eq', '={{ $json.messageKey }}']]),
			columns: columns('whatsapp_messages'),
			options: {},
		}),
		dataTable('Save the progress', [1, 2.45], 'upsert', 'whatsapp_progress', {
			...where([['step', 'eq', "={{ [$json.phoneNumberId, $json.event, $json.phase, $json.progress].join(' ') }}"]]),
			columns: columns('whatsapp_progress', {
				step: "={{ [$json.phoneNumberId, $json.event, $json.phase, $json.progress].join(' ') }}",
				event: '={{ $json.event }}',
				phase: '={{ $json.phase }}',
				progress: '={{ $json.progress }}',
			}),
			options: {},
		}),
	],
	notes: [
		note(
			'## WhatsApp history → Data Table\nUp to six months of old chats in the data table `whatsapp_messages`: one row for each message; sort by `timestamp`.\n\n**To do**\n1. Run *WhatsApp data tables: set up once*.\n2. Choose the WhatsApp credential in the trigger and publish, **before** the number is connected: the history is sent once.\n\nFor some thousands of messages. n8n keeps 50 MB in all data tables together unless told otherwise: for more take *history → Postgres*.',
			[-2, -0.4],
			[1.6, 2.6],
			4,
		),
		note('### Contacts\nThe address book comes first and names the senders. An event without a name never wipes one.', [0.8, -0.8], [2.4, 1.55]),
		note(
			'### Messages\n`messageKey` keeps one row for a message that comes again. The file of a placeholder, edits, deletions and reactions go into columns of that row, whichever comes first; a placeholder never overwrites the message.',
			[3.3, -0.1],
			[1.75, 1.9],
		),
		note('### Progress\nEach step that was reached, and a refusal of the business.', [0.8, 1.95], [2.4, 1.35]),
	],
	links: [
		[from('contacts'), 'Has a name'],
		['Has a name', 'Remember the name'],
		[from('history'), 'Add the name'],
		[from('history'), 'All names'],
		['All names', ['Add the name', 1]],
		['Add the name', 'Make a row'],
		['Make a row', 'Save the message'],
		[from('sync'), 'Save the progress'],
	],
});
