'use strict';

/**
 * The executions of a workflow as they stand in n8n's database. The list of n8n's API is sorted by the start and
 * paged by the id: after kills, when old executions were started late, it leaves some out.
 */
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const SQL = 'select id, status from execution_entity where "workflowId" = $1 and "deletedAt" is null order by id';

/** n8n's own Node.js reads SQLite by itself, which the one of this process may be too old for. */
const READER = `
	const { DatabaseSync } = require('node:sqlite');
	const [file, sql, id] = process.argv.slice(1);
	const database = new DatabaseSync(file, { readOnly: true });
	database.exec('pragma busy_timeout = 10000');
	console.log(JSON.stringify(database.prepare(sql).all(id)));`;

/**
 * @param {{ cluster: object | null, main: object }} host as `boot` of lab.js gives it
 * @param {string} workflowId
 * @returns {Promise<Array<{ id: string, status: string }>>} oldest first
 */
async function storedExecutions({ cluster, main }, workflowId) {
	if (cluster !== null) {
		const rows = await cluster.postgres.query(SQL, [workflowId], cluster.database);
		return rows.map(({ id, status }) => ({ id: String(id), status }));
	}
	const file = path.join(main.folder, '.n8n', 'database.sqlite');
	const { stdout } = await promisify(execFile)(main.host.node, ['--no-warnings', '-e', READER, file, SQL.replace('$1', '?'), workflowId], { maxBuffer: 64e6 });
	return JSON.parse(stdout).map(({ id, status }) => ({ id: String(id), status }));
}

module.exports = { storedExecutions };
