'use strict';

const { from, node, note, trigger, workflow } = require('./kit');
const { HEADER, SHEET_LINKS, sheetNodes } = require('./sheets');

module.exports = workflow({
	name: 'WhatsApp history → Google Sheets',
	nodes: [
		trigger(['history.message', 'history.media'], { options: { spreadsheetSafe: true } }),
		node('500 events at a time', 'splitInBatches', 3, [1, 0], { batchSize: 500, options: {} }),
		...sheetNodes('History', [2, 0.4]),
		node('Wait a moment', 'wait', 1.1, [6, 0.4], { amount: 4, unit: 'seconds' }),
	],
	notes: [
		note(
			`## WhatsApp history → Google Sheets\nUp to six months of old chats, a row for each message.\n\n**To do**\n1. Make a spreadsheet with a sheet \`History\` and this first row, one name in each cell:\n${HEADER}\n2. Choose the credentials; put the id of the spreadsheet into *Save the rows*.\n3. In n8n's settings keep other executions waiting if you can (\`N8N_CONCURRENCY_PRODUCTION_LIMIT=1\`): the limits are for all together.\n4. Publish **before** the number is connected.\n\nFor more than some ten thousand messages take *history → Postgres*.`,
			[-2, -0.7],
			[1.6, 3.2],
			4,
		),
		note(
			'### Within the limits of Google\n60 reads and 60 writes a minute. A batch of 500 events is two reads and at most two writes, then 4 seconds of rest; a refusal is tried again up to five times.',
			[0.8, -1],
			[3.2, 0.75],
		),
		note(
			'### One row for each message\nA row is found by its `messageKey`: what comes again changes nothing. The file of a placeholder, an edit, a deletion and a reaction go into columns of that row, whichever comes first; a placeholder (`unsupported`, `media_placeholder`) never overwrites the message.\n\nCells are RAW and *Spreadsheet Safe* is on: no text becomes a formula.',
			[1.8, 1.25],
			[4.2, 1.2],
		),
	],
	links: [
		[from('history'), '500 events at a time'],
		[['500 events at a time', 1], 'All in one'],
		...SHEET_LINKS,
		['Save the rows', 'Wait a moment'],
		['Wait a moment', '500 events at a time'],
	],
});
