'use strict';

const COLUMNS = [
	['event', 'event', 18],
	['contact', 'contactId', 22],
	['name', 'contactName', 18],
	['direction', 'direction', 9],
	['type', 'type', 17],
	['text', 'text', 26],
	['more', (item) => more(item), 26],
];

/** What tells more than the common columns: progress, an error, a state. */
function more(item) {
	if (item.event === 'history.progress') return `phase ${item.phase}, ${item.progress} %${item.complete ? ', complete' : ''}`;
	if (item.errorCode != null) return `code ${item.errorCode}`;
	return item.accountEvent ?? item.status ?? item.mediaId ?? '';
}

const fit = (value, width) => {
	const shown = [...String(value ?? '').replace(/\s+/g, ' ')];
	return shown.length > width ? `${shown.slice(0, width - 1).join('')}…` : shown.join('').padEnd(width);
};

/**
 * Prints the flat items of each output as a table.
 * @param {readonly string[]} names of the outputs
 * @param {ReadonlyArray<ReadonlyArray<Record<string, any>>>} outputs the items of each
 */
function printItems(names, outputs) {
	const line = (cells) => console.log(`  ${cells.join('  ').trimEnd()}`);
	names.forEach((name, index) => {
		console.log(`\n${name}: ${outputs[index].length}`);
		if (outputs[index].length === 0) return;
		line(COLUMNS.map(([title, , width]) => fit(title.toUpperCase(), width)));
		for (const item of outputs[index]) {
			line(COLUMNS.map(([, key, width]) => fit(typeof key === 'function' ? key(item) : item[key], width)));
		}
	});
}

module.exports = { printItems };
