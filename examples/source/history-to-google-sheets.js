'use strict';

const { from, node, note, trigger, workflow } = require('./kit');
const { sheetRow } = require('./sheets');

const fields = ['id', 'timestamp', 'contactPhone', 'contactId', 'direction', 'type', 'text', 'messageId', 'mediaId', 'status'];

module.exports = workflow({
	name: 'WhatsApp history → Google Sheets',
	nodes: [
		trigger(['history.message', 'history.media'], { options: { spreadsheetSafe: true } }),
		node('500 rows at a time', 'splitInBatches', 3, [1, 0], { batchSize: 500, options: {} }),
		sheetRow('Add the rows', [2, 0.4], 'History', 'id', Object.fromEntries(fields.map((field) => [field, `={{ $json.${field} }}`]))),
		node('Wait a moment', 'wait', 1.1, [3, 0.4], { amount: 4, unit: 'seconds' }),
	],
	notes: [
		note(
			`## WhatsApp history → Google Sheets\nUp to six months of old chats, a row for each message.\n\n**To do**\n1. Make a spreadsheet with a sheet \`History\` and this first row:\n${fields.join(' | ')}\n2. Choose the credentials; put the id of the spreadsheet into *Add the rows*.\n3. In n8n's settings keep other executions waiting if you can (\`N8N_CONCURRENCY_PRODUCTION_LIMIT=1\`): the limits are for all together.\n4. Publish **before** the number is connected.\n\nFor more than some ten thousand messages take *history → Postgres*.`,
			[-2, -0.7],
			[1.6, 2.7],
			4,
		),
		note(
			'### Within the limits of Google\n60 reads and 60 writes a minute. One batch of 500 rows is two reads and at most two writes, then 4 seconds of rest; a refusal is tried again up to five times.',
			[0.8, -1],
			[3.2, 0.75],
		),
		note(
			'### Each message once\nA row is found by its `id`: what comes again changes nothing. Cells are RAW and *Spreadsheet Safe* is on: no text becomes a formula.\n\nThe file of a media placeholder is a row of its own with the same `messageId`.',
			[0.8, 1.25],
			[3.2, 1.2],
		),
	],
	links: [
		[from('history'), '500 rows at a time'],
		[['500 rows at a time', 1], 'Add the rows'],
		['Add the rows', 'Wait a moment'],
		['Wait a moment', '500 rows at a time'],
	],
});
