'use strict';

/**
 * What came out in an n8n, read by its API: with an API key through the public one, or with the login of its owner
 * through the one of the editor.
 */
const UNDER_WAY = ['new', 'running', 'waiting'];
const TRIGGER = /\.whatsAppCoexistenceTrigger$/;

/** How far the order by start can differ from the order by id. */
const OVERLAP = 25;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Says in words for a person what n8n has answered. */
function explain(status, path) {
	if (status === 401 || status === 403) return `n8n refused ${path} (${status}). The API key needs the scopes workflow:list, execution:list and execution:read.`;
	if (status === 404) return `n8n has no public API there (404 for ${path}): is it switched off, or the address of n8n another one (--n8n)?`;
	return `n8n answered ${path} with ${status}`;
}

/** The public API, with a key. */
function publicApi(base, apiKey) {
	async function get(path, query) {
		const response = await fetch(`${base}/api/v1${path}?${new URLSearchParams(query)}`, { headers: { 'X-N8N-API-KEY': apiKey } });
		if (!response.ok) throw new Error(explain(response.status, path));
		return await response.json();
	}
	async function* pages(path, query) {
		for (let cursor; ; ) {
			const { data, nextCursor } = await get(path, { ...query, limit: '100', ...(cursor ? { cursor } : {}) });
			yield data;
			if (!nextCursor) return;
			cursor = nextCursor;
		}
	}
	return {
		async *workflows() {
			for await (const page of pages('/workflows', {})) yield* page;
		},
		async *executions(workflowId) {
			for await (const page of pages('/executions', { workflowId })) yield* page;
		},
		async items(id, node) {
			const { data } = await get(`/executions/${id}`, { includeData: 'true' });
			const main = data.resultData.runData[node]?.at(-1).data?.main ?? [];
			return main.flatMap((items) => (items ?? []).map(({ json }) => json));
		},
	};
}

/** The API of the editor, as its owner. */
async function editorApi(base, { email, password }) {
	const { Rest } = require('../../test/n8n/rest');
	const rest = new Rest(base);
	await rest.call('POST', '/login', { emailOrLdapLoginId: email, password });
	return {
		async *workflows() {
			for (const { id } of await rest.call('GET', '/workflows')) yield await rest.call('GET', `/workflows/${id}`);
		},
		async *executions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const seen = new Set();
			for (let page = ''; ; ) {
				const { results, nextCursor } = await rest.call('GET', `/executions?limit=100&filter=${filter}${page}`);
				const unseen = results.filter(({ id }) => !seen.has(id));
				for (const { id } of unseen) seen.add(id);
				yield* unseen;
				if (results.length < 100 || unseen.length === 0 || nextCursor === null) return;
				// n8n 1 has no cursors. It sorts by start and pages by id, which differ for parallel executions: pages overlap.
				const overlapping = Number(results.at(-1).id) + OVERLAP;
				page = nextCursor === undefined ? `&lastId=${overlapping}` : `&cursor=${encodeURIComponent(nextCursor)}`;
			}
		},
		async items(id, node) {
			const { nodes } = await rest.execution(id);
			return (nodes[node] ?? []).flat();
		},
	};
}

/**
 * Opens a door to an n8n.
 * @param {string} base its address, such as `http://localhost:5678`
 * @param {{ apiKey?: string, email?: string, password?: string }} login
 */
const openN8n = async (base, { apiKey, email, password }) =>
	apiKey === undefined ? await editorApi(base, { email, password }) : publicApi(base, apiKey);

/**
 * The workflow behind an address, with its trigger.
 * @returns {Promise<{ id: string, trigger: { name: string, parameters: object } }>} rejects when there is none
 */
async function workflowAt(api, webhookId) {
	for await (const { id, isArchived, nodes = [] } of api.workflows()) {
		const trigger = isArchived ? undefined : nodes.find((node) => TRIGGER.test(node.type) && node.webhookId === webhookId);
		if (trigger !== undefined) return { id, trigger };
	}
	throw new Error(`No workflow of this n8n has a WhatsApp Coexistence Trigger at ${webhookId}. Is --url of the n8n that is asked?`);
}

/** The executions of a workflow that are newer than one, oldest first; they come about newest first. */
async function executionsAfter(api, workflowId, newest) {
	const found = [];
	for await (const execution of api.executions(workflowId)) {
		if (Number(execution.id) <= newest - OVERLAP) break;
		if (Number(execution.id) > newest) found.push(execution);
	}
	return found.sort((one, other) => Number(one.id) - Number(other.id));
}

/** The number of the newest execution; 0 when there is none. */
async function newestExecution(api, workflowId) {
	for await (const { id } of api.executions(workflowId)) return Number(id);
	return 0;
}

/**
 * Waits until the executions of some accepted deliveries have ended, and gives what the trigger emitted in them.
 * @param {{ newest: number, accepted: number, ms?: number, onProgress?: (done: number) => void }} options `newest`: the last
 *   execution before the first delivery; `ms`: how long nothing may change before it gives up
 * @returns {Promise<{ items: object[], executions: number, failed: string[] }>}
 */
async function collect(api, { id, trigger }, { newest, accepted, ms = 60_000, onProgress = () => undefined }) {
	let found = [];
	let ended = -1;
	for (let end = Date.now() + ms; Date.now() < end; await sleep(300)) {
		found = await executionsAfter(api, id, newest);
		const now = found.filter(({ status }) => !UNDER_WAY.includes(status)).length;
		if (now !== ended) end = Date.now() + ms;
		ended = now;
		onProgress(ended);
		if (found.length >= accepted && ended === found.length) break;
	}
	const items = [];
	for (const execution of found) items.push(...(await api.items(execution.id, trigger.name)));
	const failed = found.filter(({ status }) => status !== 'success').map((execution) => `execution ${execution.id}: ${execution.status}`);
	return { items, executions: found.length, failed };
}

module.exports = { collect, newestExecution, openN8n, workflowAt };
