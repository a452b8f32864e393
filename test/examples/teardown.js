'use strict';

module.exports = async () => {
	const { n8n, postgres, standIns } = globalThis.coexistenceExamples;
	if (process.env.COEXISTENCE_EXAMPLES_LOG) process.stderr.write(n8n.log());
	await n8n.remove();
	await postgres.remove();
	standIns.close();
};
