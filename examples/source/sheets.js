'use strict';

const { node } = require('./kit');

/** Google allows sixty writes a minute: what is refused for that is tried again. */
const PATIENT = { retryOnFail: true, maxTries: 5, waitBetweenTries: 5000 };

/**
 * A node that adds rows to a Google Sheet, or changes those whose key is there. Cells are RAW: nothing that somebody
 * wrote becomes a formula, and no phone number a sum.
 * @param {string} key the column that says which row it is
 * @param {Record<string, string>} value what goes into which column; a column that is not named stays as it is
 */
function sheetRow(name, place, sheet, key, value) {
	const schema = Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: id === key,
		display: true,
		type: 'string',
		canBeUsedToMatch: true,
		removed: false,
	}));
	return node(
		name,
		'googleSheets',
		4.5,
		place,
		{
			authentication: 'oAuth2',
			resource: 'sheet',
			operation: 'appendOrUpdate',
			documentId: { __rl: true, mode: 'id', value: 'put-the-id-of-your-spreadsheet-here' },
			sheetName: { __rl: true, mode: 'name', value: sheet },
			columns: { mappingMode: 'defineBelow', value, matchingColumns: [key], schema },
			options: { cellFormat: 'RAW', useAppend: true },
		},
		PATIENT,
	);
}

module.exports = { sheetRow };
