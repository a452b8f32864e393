'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

/**
 * Packs the built package as it would be published.
 * @param {string} folder where the tarball goes
 * @returns {string} its path
 */
function pack(folder) {
	const output = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' });
	const parsed = JSON.parse(output);
	const [{ filename }] = Array.isArray(parsed) ? parsed : Object.values(parsed);
	return path.join(folder, filename);
}

module.exports = { pack };
