'use strict';

const fs = require('node:fs');

/** The items in what n8n, a table or a workflow writes: a list of items, of `{ json }`, or one object in a line. */
function itemsIn(text) {
	const trimmed = text.trim();
	if (trimmed === '') return [];
	const isLines = trimmed.startsWith('{') && trimmed.includes('\n') && trimmed.split('\n').every((line) => /^\s*(\{.*\}\s*)?$/.test(line));
	const parsed = isLines ? trimmed.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line)) : JSON.parse(trimmed);
	const list = Array.isArray(parsed) ? parsed : (parsed.items ?? parsed.data ?? [parsed]);
	return list.flat().map((item) => item.json ?? item);
}

/** Reads a JSON file; says which file it was when it cannot. */
function readJson(file, parse = JSON.parse) {
	let text;
	try {
		text = fs.readFileSync(file, 'utf8');
	} catch (error) {
		throw new Error(`${file} cannot be read (${error.code})`);
	}
	try {
		return parse(text);
	} catch (error) {
		throw new Error(`${file} is not JSON: ${error.message}`);
	}
}

/**
 * The items of a results file.
 * @param {string} file JSON: a list of items (or of `{ json }`), or one item in a line
 * @returns {object[]} throws when it cannot be read or holds no items
 */
function readResults(file) {
	const items = readJson(file, itemsIn);
	const strange = items.findIndex((item) => typeof item?.event !== 'string');
	if (strange >= 0) throw new Error(`${file}: entry ${strange + 1} has no "event". Every entry must be an item of the trigger.`);
	return items;
}

module.exports = { itemsIn, readJson, readResults };
