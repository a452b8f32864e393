'use strict';

/**
 * Brings in what a fresh clone lacks, so that any script works as the very first command. It runs on a bare
 * Node.js: no third-party module may be required here.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

/**
 * Installs the development packages when they are missing or behind the lockfile; scripts of packages stay
 * off. Throws with what npm said when that fails.
 * @param {{ log?: (line: string) => void }} [options] where progress goes
 */
function ensurePackages({ log = console.log } = {}) {
	const installed = path.join(ROOT, 'node_modules', '.package-lock.json');
	const lockfile = path.join(ROOT, 'package-lock.json');
	if (fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(lockfile).mtimeMs) return;
	log('Installing the development packages (about a minute on a first run) …');
	const started = Date.now();
	const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: ROOT,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (npm.status !== 0) throw new Error('npm ci failed; its output above says why');
	const now = new Date();
	fs.utimesSync(installed, now, now);
	log(`Development packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

module.exports = { ensurePackages, ROOT };

if (require.main === module) ensurePackages();
