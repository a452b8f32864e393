'use strict';

/**
 * Postgres and Redis for tests: real servers on free ports of loopback, each in a temporary folder, gone with this
 * process. They come from the machine; where they are missing, from Debian's packages.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { Client } = require('pg');
const { atExit, spawnGuarded } = require('./children');
const { freePort } = require('./instance');
const { sleep } = require('./rest');

const isRoot = process.getuid?.() === 0;
/** Postgres does not run as root. */
const USER = isRoot ? 'nobody' : '-';

/** Where a program is: on the path, or where Debian keeps those of Postgres. */
function find(name) {
	const debian = '/usr/lib/postgresql';
	const versions = fs.existsSync(debian) ? fs.readdirSync(debian).map((version) => path.join(debian, version, 'bin')) : [];
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...versions.sort().reverse()];
	return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** Finds a program, or installs Debian's package of it; throws with what to do where that is not possible. */
function ensure(name, debianPackage, log = console.log) {
	if (find(name) === undefined && isRoot && find('apt-get') !== undefined) {
		log(`Installing ${debianPackage} …`);
		// Run level 1 keeps the package from starting its own server.
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
		execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'pipe' });
		execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { env, stdio: 'pipe' });
	}
	const file = find(name);
	if (file === undefined) throw new Error(`${name} is needed for these tests and was not found. Install it (Debian: apt-get install ${debianPackage}).`);
	return file;
}

/** A folder that the servers may write to, removed with this process. */
function folderFor(name) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), `coexistence-${name}-`));
	fs.chmodSync(folder, 0o777);
	atExit(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
}

/** One server: start, stop in good order, kill, start again on the same data. */
class Service {
	/** @param {{ file: string, args: string[], folder: string, port: number, isReady: () => Promise<unknown>, user?: string }} parts */
	constructor({ file, args, folder, port, isReady, user = '-' }) {
		Object.assign(this, { file, args, folder, port, isReady, user });
	}

	async start() {
		const log = fs.openSync(path.join(this.folder, 'server.log'), 'a');
		const wrapper = [path.join(__dirname, 'program.js'), this.user, this.file, ...this.args];
		this.child = spawnGuarded(process.execPath, wrapper, { cwd: this.folder, stdio: ['ignore', log, log] });
		fs.closeSync(log);
		for (const end = Date.now() + 120_000; Date.now() < end; await sleep(50)) {
			if (await this.isReady().then(() => true, () => false)) return this;
			if (this.child.exitCode !== null) break;
		}
		throw new Error(`${path.basename(this.file)} did not start:\n${fs.readFileSync(path.join(this.folder, 'server.log'), 'utf8').slice(-2_000)}`);
	}

	/** SIGINT: both servers write what they hold and end. */
	async stop(signal = 'SIGINT') {
		if (this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
		const gone = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.kill(signal);
		await gone;
	}

	/** The server dies without a warning. */
	async kill() {
		const gone = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.kill('SIGUSR2');
		await gone;
	}

	async remove() {
		await this.stop();
		fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** How to reach a database of the Postgres here; anybody on this machine may. */
const connection = (port, database = 'postgres') => ({ host: '127.0.0.1', port, user: 'n8n', password: 'n8n', database });

/**
 * A new Postgres with its defaults: it writes to disk before it answers.
 * @returns {Promise<Service & { connection: (database?: string) => object, query: (sql: string, values?: any[], database?: string) => Promise<any[]> }>}
 */
async function startPostgres({ log } = {}) {
	const file = ensure('postgres', 'postgresql', log);
	const folder = folderFor('postgres');
	const port = await freePort();
	const data = path.join(folder, 'data');
	const initdb = [path.join(__dirname, 'program.js'), USER, ensure('initdb', 'postgresql', log)];
	execFileSync(process.execPath, [...initdb, '-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], { stdio: 'pipe' });
	const query = async (sql, values = [], database = 'postgres') => {
		const client = new Client(connection(port, database));
		// An error on an idle connection, as when the server dies, also makes the query fail.
		client.on('error', () => undefined);
		await client.connect();
		try {
			return (await client.query(sql, values)).rows;
		} finally {
			await client.end().catch(() => undefined);
		}
	};
	const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'];
	const service = new Service({ file, args, folder, port, user: USER, isReady: async () => await query('select 1') });
	return await Object.assign(service, { query, connection: (database) => connection(port, database) }).start();
}

/** Whether a Redis answers. */
const ping = (port) =>
	new Promise((resolve, reject) => {
		const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		socket.once('error', reject);
		socket.once('data', (data) => {
			socket.destroy();
			if (String(data).startsWith('+PONG')) resolve(true);
			else reject(new Error(String(data)));
		});
	});

/**
 * A new Redis. By default it saves as Debian's configuration does: now and then, and at an orderly end.
 * @param {{ appendOnly?: boolean }} [options] `appendOnly`: writes each change to disk within a second
 * @returns {Promise<Service>}
 */
async function startRedis({ appendOnly = false, log } = {}) {
	const file = ensure('redis-server', 'redis-server', log);
	const folder = folderFor('redis');
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', appendOnly ? 'yes' : 'no'];
	return await new Service({ file, args, folder, port, isReady: async () => await ping(port) }).start();
}

module.exports = { startPostgres, startRedis };
