'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { atExit, spawnGuarded } = require('./children');
const { ensureHost } = require('./install');
const { sleep } = require('./rest');

/** A port that nobody listens on right now. */
const freePort = () =>
	new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject).listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});

/** n8n on loopback, quiet: nothing that it would fetch from elsewhere, and a key of its own. */
const environment = (folder, port, broker) => ({
	PATH: process.env.PATH,
	HOME: folder,
	TZ: 'UTC',
	GENERIC_TIMEZONE: 'UTC',
	N8N_USER_FOLDER: folder,
	N8N_HOST: '127.0.0.1',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_PORT: String(port),
	N8N_RUNNERS_BROKER_PORT: String(broker),
	N8N_ENCRYPTION_KEY: 'only-for-tests-only-for-tests-32',
	N8N_SECURE_COOKIE: 'false',
	N8N_LOG_LEVEL: 'info',
	DB_TYPE: 'sqlite',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,insights',
});

/** What differs between the versions of n8n, apart from its API (see rest.js). */
const VERSIONS = {
	// Version 1 knows none of these modules and refuses to start for an unknown one.
	v1: { env: { N8N_DISABLED_MODULES: '' }, publish: (id) => ['update:workflow', `--id=${id}`, '--active=true'] },
	v2: { env: {}, publish: (id) => ['publish:workflow', `--id=${id}`] },
};

/** One process of n8n on a folder: provision it, start it, stop or kill it, start it again. */
class Instance {
	/**
	 * @param {{ host: { node: string, bin: string }, version?: 'v1' | 'v2', folder: string, port: number, broker: number,
	 *   env?: object, args?: string[] }} parts `args`: the command of n8n, default `start`; the processes of a cluster
	 *   share a folder and have other commands
	 */
	constructor({ host, version = 'v2', folder, port, broker, env = {}, args = ['start'] }) {
		this.host = host;
		this.version = version;
		this.folder = folder;
		this.port = port;
		this.broker = broker;
		this.args = args;
		this.base = `http://127.0.0.1:${port}`;
		this.env = { ...environment(folder, port, broker), ...VERSIONS[version].env, ...env };
		this.logFile = path.join(folder, args[0] === 'start' ? 'n8n.log' : `n8n-${args[0]}-${port}.log`);
	}

	/**
	 * A new instance in a temporary folder; installs n8n first when it is missing.
	 * @param {{ version?: 'v1' | 'v2', port?: number, env?: Record<string, string>, log?: (line: string) => void }} [options]
	 */
	static async create({ version = 'v2', port, env, log } = {}) {
		const host = await ensureHost(version, { log });
		const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-n8n-'));
		atExit(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
		return new Instance({ host, version, folder, port: port ?? (await freePort()), broker: await freePort(), env });
	}

	/** Installs a packed package as n8n does itself: with npm, into the folder of community nodes. */
	installPackage(tarball) {
		const nodes = path.join(this.folder, '.n8n', 'nodes');
		fs.mkdirSync(nodes, { recursive: true });
		fs.writeFileSync(path.join(nodes, 'package.json'), '{"name":"installed-nodes","private":true}');
		const flags = ['--legacy-peer-deps', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', '--loglevel=error'];
		execFileSync('npm', ['install', tarball, ...flags], { cwd: nodes, stdio: 'pipe' });
	}

	/** Runs a command of n8n's CLI while the server is down; gives its output. */
	cli(...args) {
		return execFileSync(this.host.node, [this.host.bin, ...args], { env: this.env, encoding: 'utf8', stdio: 'pipe' });
	}

	/** Imports credentials (with plain data) and workflows before the first start. */
	importAll({ credentials, workflows }) {
		const file = path.join(this.folder, 'import.json');
		fs.writeFileSync(file, JSON.stringify(credentials));
		this.cli('import:credentials', `--input=${file}`);
		fs.writeFileSync(file, JSON.stringify(workflows));
		this.cli('import:workflow', `--input=${file}`);
		fs.rmSync(file);
	}

	/** Imports credentials and workflows before the first start, and publishes the workflows, but not the drafts. */
	provision({ credentials, workflows, drafts = [] }) {
		this.importAll({ credentials, workflows: [...workflows, ...drafts] });
		for (const { id } of workflows) this.cli(...VERSIONS[this.version].publish(id));
	}

	/** Starts the process and waits until it is ready. */
	async start() {
		const log = fs.openSync(this.logFile, 'a');
		const child = spawnGuarded(this.host.node, [this.host.bin, ...this.args], { env: this.env, cwd: this.folder, stdio: ['ignore', log, log] });
		fs.closeSync(log);
		this.ended = undefined;
		this.child = child;
		child.once('exit', (code, signal) => {
			// A process that was replaced says nothing about the one that runs now.
			if (this.child === child) this.ended = signal ?? code;
		});
		await this.until(async () => {
			const isMain = this.args[0] === 'start';
			const ready = await fetch(`${this.base}/healthz${isMain ? '/readiness' : ''}`);
			if (!isMain) return ready.ok;
			const settings = ready.ok && (await fetch(`${this.base}/rest/settings`));
			return settings && settings.headers.get('content-type')?.includes('json');
		}, 120_000);
	}

	/** Polls until `check` gives something true; rejects with the end of the log when n8n ends or time is up. */
	async until(check, ms = 120_000) {
		for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) {
			if (this.ended !== undefined) throw new Error(`n8n ended (${this.ended}):\n${this.log().slice(-3_000)}`);
			const result = await check().catch(() => false);
			if (result) return result;
		}
		throw new Error(`n8n did not get there within ${ms} ms:\n${this.log().slice(-3_000)}`);
	}

	/** Waits until a webhook of a published workflow answers. */
	async live(url) {
		await this.until(async () => (await fetch(url)).status !== 404);
	}

	/** Everything that n8n has logged. */
	log() {
		return fs.existsSync(this.logFile) ? fs.readFileSync(this.logFile, 'utf8') : '';
	}

	/** Ends the process: SIGTERM, then SIGKILL; or SIGKILL at once. */
	async stop(signal = 'SIGTERM') {
		if (this.child === undefined || this.ended !== undefined) return;
		const gone = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.kill(signal);
		const patience = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
		await gone;
		// A timer that is still set would keep this process alive for as long.
		clearTimeout(patience);
	}

	/** Stops the process and removes its folder. */
	async remove() {
		await this.stop();
		fs.rmSync(this.folder, { recursive: true, force: true });
	}
}

/** The production address of the trigger in a workflow. */
const webhookUrl = (base, webhookId, kind = 'webhook') => `${base}/${kind}/${webhookId}/webhook`;

module.exports = { Instance, freePort, webhookUrl };
