'use strict';

/** n8n's distributed mode on this machine: one main process, webhook processes and workers, Postgres and Redis. */
const { randomBytes } = require('node:crypto');
const { freePort, Instance } = require('./instance');
const { startPostgres, startRedis } = require('./services');

class Cluster {
	constructor(parts) {
		Object.assign(this, parts);
	}

	/**
	 * Starts a cluster with nothing in it.
	 * @param {{ tarball: string, webhooks?: number, workers?: number, concurrency?: number, env?: Record<string, string>,
	 *   appendOnly?: boolean, log?: (line: string) => void }} options `tarball`: the package to install
	 * @returns {Promise<Cluster>}
	 */
	static async create({ tarball, webhooks = 1, workers = 2, concurrency = 5, env = {}, appendOnly = false, log }) {
		const postgres = await startPostgres({ log });
		const redis = await startRedis({ appendOnly, log });
		const database = `n8n_${randomBytes(4).toString('hex')}`;
		await postgres.query(`create database ${database}`);
		const shared = {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
			DB_POSTGRESDB_POOL_SIZE: '8',
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			...env,
		};
		const main = await Instance.create({ env: { ...shared, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' }, log });
		main.installPackage(tarball);
		await main.start();
		const { host, version, folder } = main;
		const another = async (args) => {
			const port = await freePort();
			const own = { QUEUE_HEALTH_CHECK_PORT: String(port) };
			const instance = new Instance({ host, version, folder, port, broker: await freePort(), env: { ...shared, ...own }, args });
			await instance.start();
			return instance;
		};
		const started = { webhooks: [], workers: [] };
		for (let count = 0; count < webhooks; count++) started.webhooks.push(await another(['webhook']));
		for (let count = 0; count < workers; count++) started.workers.push(await another(['worker', `--concurrency=${concurrency}`]));
		return new Cluster({ postgres, redis, database, main, ...started });
	}

	/** All processes of n8n. */
	get processes() {
		return [...this.workers, ...this.webhooks, this.main];
	}

	/** Stops everything and removes its folders. */
	async remove() {
		await Promise.all(this.processes.map((instance) => instance.stop()));
		await this.main.remove();
		await this.redis.remove();
		await this.postgres.remove();
	}
}

module.exports = { Cluster };
