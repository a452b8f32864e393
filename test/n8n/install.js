'use strict';

/**
 * Installs what the end-to-end tests run on: the real n8n, and the Node.js it wants. Both come from lockfiles
 * into a git-ignored cache and are installed only when missing. It runs on a bare Node.js.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { filled } = require('./cache');
const { spawnGuarded } = require('./children');

const HEARTBEAT_MS = 15_000;

/** Runs npm; while it is silent, a line every 15 s tells that it is alive. Rejects with the end of its output. */
async function npm(args, { cwd, node, env = {}, what, log }) {
	const started = Date.now();
	const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
	log(`${what} …`);
	const bin = node === undefined ? [] : [path.dirname(node)];
	const child = spawnGuarded('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd,
		env: { ...process.env, ...env, PATH: [...bin, process.env.PATH].join(path.delimiter) },
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	let output = '';
	const keep = (data) => (output = (output + data).slice(-4_000));
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const heartbeat = setInterval(() => log(`${what}: still at it, ${seconds()}`), HEARTBEAT_MS);
	const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
	const code = await ended.finally(() => clearInterval(heartbeat));
	if (code !== 0) throw new Error(`${what} failed (npm ended with ${code}):\n${output}`);
	log(`${what}: done in ${seconds()}`);
}

/** The package.json and the lockfile of one of the folders beside this file. */
const filesOf = (name) => ['package.json', 'package-lock.json'].map((file) => path.join(__dirname, name, file));
const copyInto = (folder, files) => files.forEach((file) => fs.copyFileSync(file, path.join(folder, path.basename(file))));

/**
 * The binary of a major version of Node.js, installed when missing.
 * @param {'22' | '24'} major
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>} its path
 */
async function ensureNode(major, { log = console.log } = {}) {
	if (process.versions.node.split('.')[0] === major) return process.execPath;
	const name = `node${major}`;
	const folder = await filled(name, filesOf(name), log, async (target) => {
		copyInto(target, filesOf(name));
		await npm(['ci', '--ignore-scripts'], { cwd: target, what: `Installing Node.js ${major}`, log });
	});
	const modules = path.join(folder, 'node_modules');
	const binaries = fs
		.readdirSync(modules)
		.flatMap((entry) => ['bin/node', 'bin/node.exe'].map((file) => path.join(modules, entry, file)))
		.filter((file) => fs.existsSync(file));
	if (binaries.length === 0) throw new Error(`No Node.js ${major} for ${process.platform} ${process.arch} was installed`);
	return binaries[0];
}

/** The versions of n8n under test, each with the major version of Node.js that its native parts are made for. */
const HOSTS = { v1: '22', v2: '24' };

/**
 * The real n8n, installed when missing.
 * @param {'v1' | 'v2'} [version]
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ node: string, bin: string, version: string }>} the Node.js and the script to start it with
 */
async function ensureHost(version = 'v2', { log = console.log } = {}) {
	const major = HOSTS[version];
	const node = await ensureNode(major, { log });
	const files = filesOf(version);
	const folder = await filled(`n8n-${version}`, [...files, ...filesOf(`node${major}`)], log, async (target) => {
		copyInto(target, files);
		const flags = ['--ignore-scripts', '--legacy-peer-deps'];
		await npm(['ci', ...flags], { cwd: target, node, what: 'Installing n8n (2,000 packages, a minute or two)', log });
		// The one native part without a build in its package; the headers are those of the Node.js that runs it.
		const headers = path.dirname(path.dirname(node));
		const env = fs.existsSync(path.join(headers, 'include', 'node', 'common.gypi')) ? { npm_config_nodedir: headers } : {};
		try {
			await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: target, node, env, what: 'Preparing SQLite (about a minute)', log });
		} catch (error) {
			throw new Error(`SQLite could not be built. It needs Python 3, make and a C++ compiler (Debian: apt-get install python3 make g++).\n${error.message}`);
		}
		// The native parts must load before the folder counts as filled: n8n would only fail at its start.
		execFileSync(node, ['-e', "require('sqlite3'); require('isolated-vm')"], { cwd: target, stdio: 'pipe' });
	});
	const n8n = path.join(folder, 'node_modules', 'n8n');
	return { node, bin: path.join(n8n, 'bin', 'n8n'), version: require(path.join(n8n, 'package.json')).version };
}

module.exports = { ensureHost, ensureNode };

if (require.main === module) {
	const what = process.argv[2] ?? 'v2';
	const known = { ...HOSTS, node22: null, node24: null };
	const install = async () => {
		if (!(what in known)) throw new Error(`Nothing to install by the name ${what}. Choose one of: ${Object.keys(known).join(', ')}`);
		return await (what in HOSTS ? ensureHost(what) : ensureNode(what.slice('node'.length)));
	};
	install().then(
		(installed) => console.log(installed),
		(error) => {
			console.error(error.message);
			process.exitCode = 1;
		},
	);
}
