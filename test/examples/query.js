'use strict';

const { Client } = require('pg');

/**
 * Asks a Postgres once.
 * @param {object} connection as `pg` takes it
 * @param {string} statement
 * @param {any[]} [values]
 * @returns {Promise<Record<string, any>[]>}
 */
async function query(connection, statement, values = []) {
	const client = new Client(connection);
	await client.connect();
	try {
		return (await client.query(statement, values)).rows;
	} finally {
		await client.end();
	}
}

module.exports = { query };
