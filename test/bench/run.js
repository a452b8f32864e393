'use strict';

/**
 * `npm run bench`: what reading and normalizing costs, as a ratio to JSON.parse of the same bytes in the same
 * run. It runs on the Node.js that n8n 2 runs on. Medians; the machine should have nothing else to do.
 */
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { ensurePackages, ROOT } = require('../run/ensure');

async function main() {
	ensurePackages();
	spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
	const { ensureNode } = require('../n8n/install');
	const node = process.argv.includes('--current-node') ? process.execPath : await ensureNode('24');
	const { status } = spawnSync(node, ['--expose-gc', path.join(__dirname, 'normalize.mjs')], { stdio: 'inherit' });
	process.exitCode = status ?? 1;
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
