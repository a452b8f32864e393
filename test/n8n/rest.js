'use strict';

const { parse } = require('flatted');

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const OWNER = { email: 'owner@example.com', password: 'Coexist-2026', firstName: 'Demo', lastName: 'Owner' };

/** States of an execution that has not ended. */
const UNDER_WAY = ['new', 'running', 'waiting'];

/** n8n's own API, as its editor uses it: log in once, then provision and look. */
class Rest {
	/**
	 * @param {string} base `http://host:port` of a running n8n
	 * @param {'v1' | 'v2'} [version] of n8n: publishing differs
	 */
	constructor(base, version = 'v2') {
		this.base = base;
		this.version = version;
		this.cookie = '';
	}

	/**
	 * One call; rejects with n8n's words when the answer is not 2xx.
	 * @param {string} method
	 * @param {string} path below /rest
	 * @param {object} [body]
	 * @param {Record<string, string>} [headers]
	 * @returns {Promise<any>} the `data` of the answer
	 */
	async call(method, path, body, headers = {}) {
		const request = async () =>
			await fetch(`${this.base}/rest${path}`, {
				method,
				headers: { cookie: this.cookie, 'content-type': 'application/json', ...headers },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		// A connection that was kept open may be closed by n8n at this very moment; reading again does no harm.
		const response = await request().catch((error) => (method === 'GET' ? request() : Promise.reject(error)));
		const cookies = response.headers.getSetCookie();
		if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} → ${response.status} ${text.slice(0, 500)}`);
		return text === '' ? undefined : JSON.parse(text).data;
	}

	/** Sets up the owner on a new instance, logs in on a known one. */
	async login() {
		const { email, password } = OWNER;
		const settings = await this.call('GET', '/settings');
		if (settings.userManagement.showSetupOnFirstLoad) await this.call('POST', '/owner/setup', OWNER);
		else await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** Creates a credential; gives `{ id, name }` as nodes refer to it. */
	async createCredential(type, data, name = type) {
		const { id } = await this.call('POST', '/credentials', { type, data, name });
		return { id, name };
	}

	async updateCredential({ id, name }, type, data) {
		await this.call('PATCH', `/credentials/${id}`, { type, data, name });
	}

	/** Runs the test of a credential as the editor does; gives `{ status, message }`. */
	async testCredential({ id, name }, type, data) {
		return await this.call('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Creates a workflow and gives it as stored. */
	async createWorkflow(workflow) {
		return await this.call('POST', '/workflows', workflow);
	}

	/** Saves other parameters of the trigger into a workflow. */
	async updateWorkflow(id, change) {
		return await this.call('PATCH', `/workflows/${id}`, change);
	}

	/** Publishes a workflow and waits until its publication has an outcome; a failed one rejects with its reason. */
	async publish({ id, versionId }) {
		// n8n 1 answers when it is done, and with the reason when that failed.
		if (this.version === 'v1') return void (await this.call('PATCH', `/workflows/${id}`, { active: true, versionId }));
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
		// n8n 2 ends a publication after 84 s at the latest.
		for (const end = Date.now() + 100_000; Date.now() < end; await sleep(50)) {
			const publication = await this.call('GET', `/workflows/${id}/publication-status`);
			if (publication.status === 'published') return;
			if (publication.status === 'failed') throw new Error(`Publication failed: ${JSON.stringify(publication)}`);
		}
		throw new Error('Publication had no outcome within 100 s');
	}

	async unpublish(id) {
		if (this.version === 'v1') return void (await this.call('PATCH', `/workflows/${id}`, { active: false }));
		await this.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** The executions of a workflow, newest first. */
	async executions(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call('GET', `/executions?limit=100&filter=${filter}`);
		return results;
	}

	/** Waits until a workflow has that many executions, all ended; gives them, oldest first. */
	async ended(workflowId, count, ms = 150_000) {
		let found = [];
		for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) {
			found = await this.executions(workflowId);
			if (found.length >= count && found.every(({ status }) => !UNDER_WAY.includes(status))) return found.reverse();
		}
		throw new Error(`${count} ended executions were expected within ${ms} ms, seen: ${JSON.stringify(found.map(({ status }) => status))}`);
	}

	/**
	 * What each node of an execution gave.
	 * @returns {Promise<{ status: string, mode: string, error: any, nodes: Record<string, any[][]> }>} by name of
	 *   the node: for each output the `json` of its items
	 */
	async execution(id) {
		const { status, mode, data } = await this.call('GET', `/executions/${id}`);
		const { resultData } = parse(data);
		const nodes = Object.entries(resultData.runData).map(([name, runs]) => {
			const outputs = runs.at(-1).data?.main ?? [];
			return [name, outputs.map((items) => (items ?? []).map(({ json }) => json))];
		});
		return { status, mode, error: resultData.error, nodes: Object.fromEntries(nodes) };
	}

	/** Retries an execution with the workflow as it was; gives the id of the new one. */
	async retry(id) {
		const { id: retried } = await this.call('POST', `/executions/${id}/retry`, { loadWorkflow: false });
		return retried;
	}

	/** Listens for one test event, as the button in the editor does. */
	async listen(workflow, triggerName, destinationNode) {
		const body = {
			workflowData: workflow,
			triggerToStartFrom: { name: triggerName },
			destinationNode: { nodeName: destinationNode, mode: 'inclusive' },
		};
		return await this.call('POST', `/workflows/${workflow.id}/run`, body, { 'push-ref': 'test' });
	}
}

module.exports = { OWNER, Rest, sleep };
