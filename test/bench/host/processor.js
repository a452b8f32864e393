'use strict';

const fs = require('node:fs');

/** The process group and the used ticks of a process; nothing when it has just ended. */
function statOf(pid) {
	try {
		// The name in brackets may hold anything; what follows it is numbers.
		const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
		return { group: Number(fields[2]), ticks: Number(fields[11]) + Number(fields[12]) };
	} catch {
		return { group: 0, ticks: 0 };
	}
}

/** Milliseconds of processor time that n8n and its task runner have used so far; Linux only, NaN elsewhere. */
function processorTime({ main }) {
	try {
		const stats = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(statOf);
		// Ticks are hundredths of a second wherever Linux runs Node.js.
		return 10 * stats.filter(({ group }) => group === main.child.pid).reduce((sum, { ticks }) => sum + ticks, 0);
	} catch {
		return NaN;
	}
}

module.exports = { processorTime };
