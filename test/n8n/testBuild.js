'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { atExit } = require('./children');

/**
 * A packed package with one thing changed: a build that does what the real one never does.
 * @param {string} tarball the packed package
 * @param {string} file below the package's folder of the node, as it was built
 * @param {string} found what stands there, once
 * @param {string} instead
 * @returns {string} the tarball of the changed package
 */
function testBuild(tarball, file, found, instead) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-test-build-'));
	atExit(() => fs.rmSync(folder, { recursive: true, force: true }));
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	const changed = path.join(folder, 'package', 'dist', 'nodes', 'WhatsAppCoexistence', file);
	const parts = fs.readFileSync(changed, 'utf8').split(found);
	if (parts.length !== 2) throw new Error(`${JSON.stringify(found)} stands ${parts.length - 1} times in ${file}: the test build must be written anew`);
	fs.writeFileSync(changed, parts.join(instead));
	const built = path.join(folder, 'test-build.tgz');
	execFileSync('tar', ['-czf', built, '-C', folder, 'package']);
	return built;
}

module.exports = { testBuild };
