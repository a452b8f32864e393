'use strict';

const fs = require('node:fs');

/** Ends the n8n of the suite, also one that a test has started anew, and removes its folder. */
module.exports = async () => {
	const { pid } = JSON.parse(fs.readFileSync(process.env.COEXISTENCE_E2E, 'utf8'));
	const n8n = globalThis.coexistenceInstance;
	if (pid !== n8n.child.pid) {
		process.kill(pid, 'SIGKILL');
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	await n8n.remove();
};
