'use strict';

/**
 * Reads docs/contract.md, so that tests can compare it with the code: its sections, its tables, and the keys that its
 * sentences list. What is marked as planned is agreed and not built.
 */
const PLANNED = '**planned**';
const REFERENCE = 'docs/contract.md, section';

/** The text of each numbered section, by its number. */
function sectionsOf(page) {
	const parts = page.split(/^## (\d+)\. .*$/m);
	const sections = new Map();
	for (let index = 1; index < parts.length; index += 2) sections.set(Number(parts[index]), parts[index + 1]);
	return sections;
}

const withoutComments = (text) => text.replace(/\([^()]*\)/g, '');

/** The names in backquotes, in order. Explanations in parentheses are left out. */
const namesIn = (text) => [...withoutComments(text).matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** The names in backquotes with whether each is followed by the mark of what is planned. */
function markedNamesIn(text) {
	return [...text.matchAll(/`([^`]+)`(?: \(([^()]*)\))?/g)].map(([, name, comment]) => ({
		name,
		isPlanned: comment?.includes(PLANNED) ?? false,
	}));
}

/** The rows of the table whose first column has this heading, as lists of cells. */
function tableOf(section, heading) {
	const lines = section.split('\n');
	const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
	if (start < 0) throw new Error(`docs/contract.md has no table that starts with "${heading}"`);
	const rest = lines.slice(start + 2);
	const end = rest.findIndex((line) => !line.startsWith('|'));
	const rows = end < 0 ? rest : rest.slice(0, end);
	return rows.map((row) => row.slice(1, -1).split('|').map((cell) => cell.trim()));
}

/** Section 4: each event with its output, planned ones apart. */
function eventsOf(section) {
	return tableOf(section, 'output (index)').flatMap(([output, events]) =>
		markedNamesIn(events).map((event) => ({ ...event, output: output.replace(/ \(\d+\)$/, '') })),
	);
}

/** Section 6: the columns of each output, those that exist only with downloaded files apart. */
function columnsOf(section) {
	const columns = new Map();
	const withDownload = new Map();
	for (const [outputs, cell] of tableOf(section, 'output')) {
		const [text, download = ''] = cell.split('; with download');
		const [, added, place] = /^the same, and (.*) after `(\w+)`$/.exec(text) ?? [];
		let names = namesIn(text);
		if (added !== undefined) {
			const before = columns.get('History');
			const at = before.indexOf(place) + 1;
			names = [...before.slice(0, at), ...namesIn(added), ...before.slice(at)];
		}
		for (const output of outputs.split(', ')) {
			columns.set(output, names);
			withDownload.set(output, added === undefined ? namesIn(download) : withDownload.get('History'));
		}
	}
	return { columns, withDownload };
}

/** Section 5: the keys of a part that a line lists ("`history` (on …): `phase`, …"), up to the end of the sentence. */
function listedKeys(section, part) {
	const line = section.split('\n').find((one) => one.startsWith(`\`${part}\` (`));
	if (line === undefined) throw new Error(`docs/contract.md lists no keys of ${part}`);
	const sentence = withoutComments(line).replace(/^[^:]*: /, '').split('. ')[0];
	return namesIn(sentence);
}

/** A file as one line: a comment may break a reference anywhere. */
const asOneLine = (text) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ');

const NUMBERS = String.raw`s? (\d+(?:(?:, | and | to )\d+)*)`;

/**
 * The sections of the contract that a file refers to, and what refers to the contract in another form than
 * "docs/contract.md, section 4" ("sections 2 and 4 to 6").
 */
function referencesIn(text) {
	const line = asOneLine(text);
	const references = [...line.matchAll(new RegExp(REFERENCE + NUMBERS, 'g'))];
	const sections = references.flatMap(([, numbers]) => numbers.match(/\d+/g).map(Number));
	const rest = line.replace(new RegExp(REFERENCE + NUMBERS, 'g'), '');
	const other = rest.match(/contract\b[^.;]{0,40}\bsections? \d+|\bsections? \d+ of (?:the|our) contract/gi) ?? [];
	return { sections, other };
}

module.exports = { columnsOf, eventsOf, listedKeys, markedNamesIn, namesIn, referencesIn, sectionsOf, tableOf };
