'use strict';

/** What every scenario needs: the packed package in a real n8n, a published workflow, signed traffic, and what came. */
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { signatureHeaders } = require('../../simulator/sign');
const { CREDENTIAL_TYPES, workflowOf } = require('../../simulator/workflow');
const { Cluster } = require('../n8n/cluster');
const { Instance, webhookUrl } = require('../n8n/instance');
const { pack } = require('../n8n/pack');
const { Rest, sleep } = require('../n8n/rest');

const SECRETS = { appSecret: 'a-soak-app-secret', verifyToken: 'a-soak-verify-token' };
const TRIGGER = 'WhatsApp Coexistence Trigger';

let tarball;
/** The built package, packed once. */
function packed() {
	tarball ??= pack(fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-pack-')));
	return tarball;
}

/**
 * A running n8n with the package: one process with SQLite, or the distributed mode.
 * @param {{ cluster?: object, env?: Record<string, string>, version?: 'v1' | 'v2', tarball?: string }} [options] `cluster`: the
 *   options of Cluster.create
 */
async function boot({ cluster, env = {}, version = 'v2', tarball: other } = {}) {
	const installed = other ?? packed();
	if (cluster !== undefined) {
		const nodes = await Cluster.create({ tarball: installed, env, ...cluster });
		const rest = new Rest(nodes.main.base);
		await rest.login();
		return { rest, main: nodes.main, cluster: nodes, processes: nodes.processes, doors: nodes.webhooks, remove: () => nodes.remove() };
	}
	const n8n = await Instance.create({ version, env });
	n8n.installPackage(installed);
	await n8n.start();
	const rest = new Rest(n8n.base, version);
	await rest.login();
	return { rest, main: n8n, cluster: null, processes: [n8n], doors: [n8n], remove: () => n8n.remove() };
}

/**
 * Publishes a workflow with the trigger; `change` may add nodes before that.
 * @returns {Promise<{ id: string, urls: string[] }>} its id, and its address at each process that takes webhooks
 */
async function publish({ rest, doors }, { parameters, change = (workflow) => workflow } = {}) {
	const credential = await rest.createCredential(CREDENTIAL_TYPES.meta, SECRETS, `Credential ${randomUUID()}`);
	const webhookId = randomUUID();
	const stored = await rest.createWorkflow(change(workflowOf({ name: `Soak ${webhookId}`, webhookId, credential, parameters })));
	await rest.publish(stored);
	const urls = doors.map(({ base }) => webhookUrl(base, webhookId));
	for (const [index, door] of doors.entries()) await door.live(urls[index]);
	return { id: stored.id, urls };
}

/**
 * Sends bytes as Meta does. A connection that breaks is an answer too, and so is none within 20 s: status 0.
 * @returns {Promise<{ status: number, text: string, ms: number }>}
 */
async function post(url, bytes, { secret = SECRETS.appSecret, headers = {} } = {}) {
	const started = performance.now();
	const all = { 'content-type': 'application/json', ...signatureHeaders(bytes, secret), ...headers };
	const answer = await fetch(url, { method: 'POST', body: bytes, headers: all, signal: AbortSignal.timeout(20_000) })
		.then(async (response) => ({ status: response.status, text: await response.text() }))
		.catch(() => ({ status: 0, text: '' }));
	return { ...answer, ms: performance.now() - started };
}

/** Runs work over a list, so many at a time; gives the results in order. */
async function inParallel(list, limit, work) {
	const results = new Array(list.length);
	let next = 0;
	const worker = async () => {
		while (next < list.length) {
			const index = next++;
			results[index] = await work(list[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, list.length) }, worker));
	return results;
}

/** All executions of a workflow, oldest first; page after page. */
async function executionsOf(rest, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const found = [];
	for (let page = ''; ; ) {
		const { results, nextCursor } = await rest.call('GET', `/executions?limit=100&filter=${filter}${page}`);
		found.push(...results);
		if (results.length < 100 || nextCursor === null) return found.reverse();
		// n8n 1 has no cursors.
		page = rest.version === 'v1' ? `&lastId=${found.at(-1).id}` : `&cursor=${encodeURIComponent(nextCursor)}`;
	}
}

/** Waits until no execution of a workflow is under way, at least `least` of them seen; gives them. */
async function settled(rest, workflowId, least, ms = 120_000) {
	let found = [];
	for (const end = Date.now() + ms; Date.now() < end; await sleep(500)) {
		found = await executionsOf(rest, workflowId);
		if (found.length >= least && found.every(({ status }) => !['new', 'running', 'waiting'].includes(status))) return found;
	}
	const counts = countBy(found, ({ status }) => status);
	throw new Error(`${least} ended executions were expected within ${ms} ms, seen: ${JSON.stringify(counts)}`);
}

/** How many of a list have each value. */
function countBy(list, valueOf) {
	const counts = {};
	for (const one of list) counts[valueOf(one)] = (counts[valueOf(one)] ?? 0) + 1;
	return counts;
}

/** The value below which the given share of a list lies. */
function quantile(list, share) {
	const sorted = [...list].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** A figure of the kernel about the memory of a process, in MiB; Linux only, null elsewhere. */
function memoryOf({ child }, figure) {
	try {
		const [, kib] = new RegExp(`${figure}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'));
		return Math.round(Number(kib) / 1024);
	} catch {
		return null;
	}
}

/** The most memory that processes have used so far, in MiB each; Linux only, null elsewhere. */
const peakMemory = (processes) => processes.map((instance) => memoryOf(instance, 'VmHWM'));
/** The memory that a process uses now, in MiB; Linux only, null elsewhere. */
const memoryNow = (instance) => memoryOf(instance, 'VmRSS');

/** Over a connection of its own: one of a pool may be closing, because of what was sent over it before. */
async function healthy(url) {
	await new Promise((resolve) => {
		http.get(url, { agent: false }, (response) => response.resume().on('close', resolve)).on('error', resolve);
	});
}

/** Asks a process again and again whether it lives; the longest wait is how long it answered nobody. */
function watch(instance) {
	let longest = 0;
	let isOn = true;
	const watching = (async () => {
		while (isOn) {
			const started = performance.now();
			await healthy(`${instance.base}/healthz`);
			longest = Math.max(longest, performance.now() - started);
			await sleep(20);
		}
	})();
	return async () => {
		isOn = false;
		await watching;
		return Math.round(longest);
	};
}

module.exports = { boot, countBy, executionsOf, inParallel, memoryNow, packed, peakMemory, post, publish, quantile, SECRETS, settled, TRIGGER, watch };
