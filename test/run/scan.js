'use strict';

/**
 * Checks the packed package as n8n's own scanner does before it verifies a node: the same rules, without
 * inline exceptions, over every file that `npm pack` would publish.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT } = require('./ensure');

async function main() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-scan-'));
	try {
		const packed = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT }));
		const { filename, files } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
		execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
		const { analyzePackage } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
		const result = await analyzePackage(path.join(folder, 'package'));
		console.log(result.passed ? `Package scan passed: ${files.length} files` : `${result.message}\n${result.details ?? ''}`);
		process.exitCode = result.passed ? 0 : 1;
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
