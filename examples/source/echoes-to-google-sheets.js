'use strict';

const { rules } = require('./conditions');
const { from, node, note, trigger, workflow } = require('./kit');
const { sheetRow } = require('./sheets');

const is = (event) => [['={{ $json.event }}', 'equals', event]];
const MESSAGE = {
	messageId: '={{ $json.message.id ?? $json.id }}',
	sentAt: '={{ $json.timestamp }}',
	to: '={{ $json.contact?.name ?? $json.contact?.phoneNumber ?? $json.contact?.key }}',
	phone: '={{ $json.contact?.phoneNumber }}',
	type: '={{ $json.message.type }}',
	text: '={{ $json.message.text }}',
	mediaId: '={{ $json.message.media?.id }}',
};
const EDIT = { messageId: '={{ $json.message.targetId ?? $json.id }}', editedAt: '={{ $json.timestamp }}', editedText: '={{ $json.message.text }}' };
const DELETION = { messageId: '={{ $json.message.targetId ?? $json.id }}', deletedAt: '={{ $json.timestamp }}' };
const header = [...new Set([MESSAGE, EDIT, DELETION].flatMap(Object.keys))].join(' | ');

module.exports = workflow({
	name: 'WhatsApp echoes → Google Sheets',
	nodes: [
		trigger(['echo.message', 'echo.edited', 'echo.revoked'], { simplify: false, options: { spreadsheetSafe: true }, place: [0, 0.7] }),
		node('What happened?', 'switch', 3.2, [1, 0.7], {
			rules: rules({ message: is('echo.message'), edit: is('echo.edited'), deletion: is('echo.revoked') }),
			options: {},
		}),
		sheetRow('Add the message', [2, -0.2], 'Echoes', 'messageId', MESSAGE),
		sheetRow('Note the edit', [2, 0.7], 'Echoes', 'messageId', EDIT),
		sheetRow('Note the deletion', [2, 1.6], 'Echoes', 'messageId', DELETION),
	],
	notes: [
		note(
			`## WhatsApp echoes → Google Sheets\nWhat people answer from the phone, a row for each message.\n\n**To do**\n1. Make a spreadsheet with a sheet \`Echoes\` and this first row:\n${header}\n2. Choose the credentials; put the id of the spreadsheet into the three Google Sheets nodes.\n3. Publish.`,
			[-2, -0.5],
			[1.6, 2.7],
			4,
		),
		note(
			'### One row for a message\nAn edit or a deletion finds the row by `messageId` and writes into its own columns: the first text stays readable, and it does not matter which comes first.\n\nCells are RAW and *Spreadsheet Safe* is on: no text becomes a formula, no number a sum.',
			[2.8, -0.3],
			[1.5, 2.4],
		),
	],
	links: [
		[from('echoes'), 'What happened?'],
		[['What happened?', 0], 'Add the message'],
		[['What happened?', 1], 'Note the edit'],
		[['What happened?', 2], 'Note the deletion'],
	],
});
