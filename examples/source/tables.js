'use strict';

/**
 * The data tables of the examples. n8n finds a table by a part of its name: no name here is a part of another, and
 * all are in lower case.
 */
const { node } = require('./kit');
const { COLUMNS } = require('./rows');

const TABLES = {
	whatsapp_names: { contactId: 'string', name: 'string' },
	whatsapp_messages: { ...COLUMNS, sender: 'string' },
	whatsapp_progress: { step: 'string', event: 'string', phase: 'number', progress: 'number' },
	whatsapp_pauses: { phoneNumberId: 'string', contactId: 'string', contactUserId: 'string', pausedUntil: 'date' },
	whatsapp_syncs: { sync: 'string', state: 'string', reached: 'number', requestedAt: 'date', note: 'string' },
};

/** Conditions on rows, as `[column, condition, value]`. */
const where = (list) => ({
	matchType: 'allConditions',
	filters: { conditions: list.map(([keyName, condition, keyValue]) => ({ keyName, condition, ...(keyValue !== undefined && { keyValue }) })) },
});

/** What to write into which column; a column that is not named stays as it is. */
function columns(table, value) {
	const schema = Object.entries(TABLES[table]).map(([id, type]) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: type === 'date' ? 'dateTime' : type,
		readOnly: false,
		removed: value !== undefined && !(id in value),
	}));
	if (value === undefined) return { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema };
	return { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
}

/** A node of the data table `table`. */
function dataTable(name, place, operation, table, parameters, more = {}) {
	const dataTableId = { __rl: true, mode: 'name', value: table };
	return node(name, 'dataTable', 1.1, place, { resource: 'row', operation, dataTableId, ...parameters }, more);
}

/** Makes a table unless it is there. */
const createTable = (table, place) =>
	node(table, 'dataTable', 1.1, place, {
		resource: 'table',
		operation: 'create',
		tableName: table,
		columns: { column: Object.entries(TABLES[table]).map(([name, type]) => ({ name, type })) },
		options: { createIfNotExists: true },
	});

module.exports = { columns, createTable, dataTable, TABLES, where };
