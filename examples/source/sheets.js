'use strict';

const { forAll, node } = require('./kit');
const { COLUMNS, keyOf, rowOf } = require('./rows');

/** Google allows sixty writes a minute: what is refused for that is tried again. */
const PATIENT = { retryOnFail: true, maxTries: 5, waitBetweenTries: 5000 };

/** The first row of the sheet, as the note of an example names it. */
const HEADER = Object.keys(COLUMNS).join(' | ');

/** Puts together what the events of a list say about the same message; `_` keeps a key from being `__proto__`. */
const ROWS = `={{ { rows: Object.values($json.data.reduce((rows, item) => Object.assign(rows, {
  ['_' + ${keyOf('item')}]: Object.assign(rows['_' + ${keyOf('item')}] ?? {}, ${rowOf('item')}),
}), {})) } }}`;

/**
 * The nodes that write events into a sheet, one row for each message, connected in this order: *All in one*, *One row
 * for each message*, *Split the rows*, *Save the rows*. The node of Google Sheets would append a message twice that
 * comes twice in one write, so rows are put together first. Cells are RAW: nothing that somebody wrote becomes a
 * formula, and no phone number a sum. A column that a row does not have is not changed.
 * @param {string} sheet name of the sheet
 * @param {[number, number]} place of the first node
 */
function sheetNodes(sheet, [column, row]) {
	return [
		forAll('All in one', [column, row]),
		node('One row for each message', 'set', 3.4, [column + 1, row], { mode: 'raw', jsonOutput: ROWS, options: {} }),
		node('Split the rows', 'splitOut', 1, [column + 2, row], { fieldToSplitOut: 'rows', options: {} }),
		node(
			'Save the rows',
			'googleSheets',
			4.5,
			[column + 3, row],
			{
				authentication: 'oAuth2',
				resource: 'sheet',
				operation: 'appendOrUpdate',
				documentId: { __rl: true, mode: 'id', value: 'put-the-id-of-your-spreadsheet-here' },
				sheetName: { __rl: true, mode: 'name', value: sheet },
				columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: ['messageKey'], schema: [] },
				options: { cellFormat: 'RAW', useAppend: true },
			},
			PATIENT,
		),
	];
}
const SHEET_LINKS = [
	['All in one', 'One row for each message'],
	['One row for each message', 'Split the rows'],
	['Split the rows', 'Save the rows'],
];

module.exports = { HEADER, SHEET_LINKS, sheetNodes };
