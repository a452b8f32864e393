'use strict';

const { from, note, trigger, workflow } = require('./kit');
const { HEADER, SHEET_LINKS, sheetNodes } = require('./sheets');

module.exports = workflow({
	name: 'WhatsApp echoes → Google Sheets',
	nodes: [
		trigger(['echo.message', 'echo.edited', 'echo.revoked'], { options: { spreadsheetSafe: true } }),
		...sheetNodes('Echoes', [1, 0]),
	],
	notes: [
		note(
			`## WhatsApp echoes → Google Sheets\nWhat people answer from the phone, a row for each message.\n\n**To do**\n1. Make a spreadsheet with a sheet \`Echoes\` and this first row, one name in each cell:\n${HEADER}\n2. Choose the credentials; put the id of the spreadsheet into *Save the rows*.\n3. Publish.`,
			[-2, -0.7],
			[1.6, 2.7],
			4,
		),
		note(
			'### One row for each message\nAn edit, a deletion or a reaction finds the row by `messageKey` and writes into its own columns: the first text stays readable, and it does not matter which comes first. A placeholder (`unsupported`) never overwrites the message.\n\nCells are RAW and *Spreadsheet Safe* is on: no text becomes a formula, no number a sum.',
			[0.8, -1.2],
			[4.2, 1.05],
		),
	],
	links: [[from('echoes'), 'All in one'], ...SHEET_LINKS],
});
