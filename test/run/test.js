'use strict';

/**
 * `npm test`: all tiers, from a fresh clone on. Installs, builds, then runs the pure and the n8n-core tiers,
 * then the real n8n. `--tiers unit,contract` runs some of them; `--node 22` or `--node 24` runs them on that
 * Node.js instead of the current one; `--n8n v1` takes n8n 1 for the e2e tier; anything after `--` goes to jest.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensurePackages, ROOT } = require('./ensure');

const { values, positionals } = parseArgs({
	options: {
		tiers: { type: 'string', default: 'unit,property,contract,e2e,examples' },
		node: { type: 'string' },
		n8n: { type: 'string', default: 'v2' },
	},
	allowPositionals: true,
});

/** Tiers whose files share one running n8n. */
const IN_THE_HOST = new Set(['e2e', 'examples']);

/** Runs a command with its output on the screen; ends this process when it fails. */
function run(command, args, env = process.env) {
	const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit', shell: process.platform === 'win32' });
	if (status !== 0) process.exit(status ?? 1);
}

/** Runs one tier under jest and gives its counts. A tier that ran no test counts as failed. */
function runTier(node, tier) {
	const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-jest-')), 'report.json');
	const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const args = [jest, '--selectProjects', tier, '--json', `--outputFile=${report}`, ...positionals];
	const env = { ...process.env, COEXISTENCE_N8N: values.n8n };
	const { status } = spawnSync(node, IN_THE_HOST.has(tier) ? [...args, '--runInBand'] : args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
	const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = fs.existsSync(report)
		? JSON.parse(fs.readFileSync(report, 'utf8'))
		: { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 };
	fs.rmSync(path.dirname(report), { recursive: true, force: true });
	const broken = numRuntimeErrorTestSuites + (status !== 0 && numFailedTests === 0 ? 1 : 0);
	return { passed: numPassedTests, failed: numFailedTests + broken };
}

async function main() {
	ensurePackages();
	run('npm', ['run', '--silent', 'build']);
	const node = values.node === undefined ? process.execPath : await require('../n8n/install').ensureNode(values.node);
	const total = { passed: 0, failed: 0 };
	for (const tier of values.tiers.split(',')) {
		const { passed, failed } = runTier(node, tier);
		console.log(`${tier}${IN_THE_HOST.has(tier) ? ` (n8n ${values.n8n})` : ''}: ${passed} passed, ${failed} failed`);
		total.passed += passed;
		total.failed += failed;
	}
	console.log(`\n${total.passed} passed, ${total.failed} failed`);
	process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
