'use strict';

/**
 * `npm run bench`: what reading and normalizing costs, as a ratio to JSON.parse of the same bytes in the same
 * run; then what a hostile sender can make the node spend, as a ratio to a yardstick, with limits. `-- bounds` runs
 * only the latter. It runs on the Node.js that n8n 2 runs on. Medians; the machine should have nothing else to do.
 */
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { ensurePackages, ROOT } = require('../run/ensure');

async function main() {
	ensurePackages();
	spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
	const { ensureNode } = require('../n8n/install');
	const node = process.argv.includes('--current-node') ? process.execPath : await ensureNode('24');
	const run = (file, ...flags) => spawnSync(node, ['--expose-gc', ...flags, path.join(__dirname, file)], { stdio: 'inherit' }).status ?? 1;
	const normalizing = process.argv.includes('bounds') ? 0 : run('normalize.mjs');
	// A body of 15 MB must not need more memory than this.
	const bounds = run('bounds.mjs', '--max-old-space-size=768');
	process.exitCode = normalizing || bounds;
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
