'use strict';

const express = require('express');

/** First rows, as the notes of the examples ask for; and how many requests of a kind Google takes in a minute. */
const { HEADER } = require('../../../examples/source/sheets');

const FIRST_ROW = HEADER.split(' | ');
const HEADERS = { History: FIRST_ROW, Echoes: FIRST_ROW };
const LIMIT = 60;

/** Google Sheets: one spreadsheet. The first write is refused, as when too many came; so is what is over the limit. */
module.exports = () => {
	let sheets, calls;
	const reset = () => {
		sheets = Object.fromEntries(Object.entries(HEADERS).map(([name, row]) => [name, [row]]));
		calls = { read: [], write: [], refused: 0, inputs: [], rows: [] };
	};
	reset();
	const column = (letters) => letters.charCodeAt(0) - 65;
	const limited = (request, response, next) => {
		const kind = request.method === 'GET' ? 'read' : 'write';
		const now = Date.now();
		const isFirstWrite = kind === 'write' && calls.write.length === 0 && calls.refused === 0;
		if (isFirstWrite || calls[kind].filter((time) => now - time < 60_000).length >= LIMIT) {
			calls.refused++;
			return void response.status(429).json({ error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' } });
		}
		calls[kind].push(now);
		next();
	};
	const router = express.Router();
	router.use('/v4', limited);
	router.get('/v4/spreadsheets/:id', (_request, response) => {
		response.json({ sheets: Object.keys(sheets).map((title, sheetId) => ({ properties: { title, sheetId, gridProperties: { columnCount: 26 } } })) });
	});
	router.get('/v4/spreadsheets/:id/values/:range', (request, response) => {
		response.json({ values: sheets[request.params.range.split('!')[0].replace(/'/g, '')] });
	});
	router.post('/v4/spreadsheets/:id/values/:range', (request, response) => {
		const name = request.params.range.split('!')[0].replace(/'/g, '');
		calls.inputs.push(request.query.valueInputOption);
		calls.rows.push(request.body.values.length);
		sheets[name].push(...request.body.values);
		response.json({});
	});
	router.post('/v4/spreadsheets/:path', (request, response) => {
		response.json({});
	});
	router.post(/.*values:batchUpdate$/, (request, response) => {
		calls.inputs.push(request.body.valueInputOption);
		for (const { range, values } of request.body.data) {
			const [, name, letter, row] = /^'?([^'!]+)'?!([A-Z])(\d+)/.exec(range);
			sheets[name][row - 1][column(letter)] = values[0][0];
		}
		response.json({});
	});
	const state = () => {
		const objects = ([head, ...rows]) => rows.map((row) => Object.fromEntries(head.map((key, index) => [key, row[index] ?? ''])));
		return { calls: { ...calls, read: calls.read.length, write: calls.write.length }, ...Object.fromEntries(Object.entries(sheets).map(([name, list]) => [name, objects(list)])) };
	};
	return { router, state, reset };
};
