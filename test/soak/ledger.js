'use strict';

/** The sender's log: what a provider has sent and was answered 200 for, held against the items that came out. */
const make = require('../../simulator/deliveries');
const { random } = require('../../simulator/random');
const { bytesOf } = require('../../simulator/sign');
const { sleep } = require('../n8n/rest');
const { inParallel, post, TRIGGER } = require('./lab');
const { storedExecutions } = require('./stored');

const UNDER_WAY = ['new', 'running', 'waiting'];

/**
 * Deliveries without end: an echo, a part of an address book, a chunk of old chats, each of a size by chance.
 * @param {number} seed the same seed gives the same traffic; another seed shares no message with it
 * @returns {Generator<{ bytes: Buffer, keys: string[] }>} `keys`: what must come out, one for each message or contact
 */
function* traffic(seed) {
	const chance = random(seed);
	for (let serial = 0; ; serial++) {
		const size = 1 + chance.below(chance.pick([1, 100, 800]));
		const names = Array.from({ length: size }, (_, index) => `${seed}-${serial}-${index}`);
		const numbers = names.map((_, index) => `1555${(seed % 10) * 1e8 + serial * 1e4 + index}`);
		const messages = (build) => ({ content: build(), keys: names.map((name) => `wamid.DEMO${name}`) });
		const [field, { content, keys }] = chance.pick([
			() => ['smb_message_echoes', messages(() => make.echoes(names.slice(0, 20).map((name) => make.echo(name, make.INES, 60, make.text('On my way')))))],
			() => ['smb_app_state_sync', { content: make.contacts(numbers.map((number) => make.added({ number, name: 'A Person', first: 'A' }))), keys: numbers }],
			() => {
				const threads = { [make.INES.number]: names.map((name) => make.oldMessage(name, make.INES.number, 90_000, make.text('See you at the shop'))) };
				return ['history', messages(() => make.historyChunk({ phase: 1, chunkOrder: serial, progress: 50, threads }))];
			},
		])();
		yield { bytes: bytesOf(make.meta(field, content)), keys: field === 'smb_message_echoes' ? keys.slice(0, 20) : keys };
	}
}

/**
 * A provider that sends each delivery until the node answers 200, so many at a time, until it is told to stop. While
 * n8n starts it answers any request 200 by itself and throws it away. A provider takes that for a receipt and never
 * sends again; this one counts it as `swallowed`, and sends again, so that all else can be held against the items.
 */
class Provider {
	/** @param {string[]} urls the addresses; it takes the next one when one does not answer 200 */
	constructor(urls, seed) {
		Object.assign(this, { urls, deliveries: traffic(seed), accepted: [], swallowed: 0, unaccepted: {}, isOn: false, isGone: false });
	}

	start(atOnce = 4) {
		this.isOn = true;
		this.senders = Array.from({ length: atOnce }, (_, index) => this.#send(index));
	}

	async #send(index) {
		let door = index;
		while (this.isOn) {
			const delivery = this.deliveries.next().value;
			while (!this.isGone) {
				const { status, text } = await post(this.urls[door++ % this.urls.length], delivery.bytes);
				if (text === '{"status":"received"}') {
					this.accepted.push(delivery);
					break;
				}
				if (status === 200) this.swallowed++;
				else this.unaccepted[status] = (this.unaccepted[status] ?? 0) + 1;
				await sleep(100);
			}
		}
	}

	/** Waits until so many were answered 200 since the start. */
	async hasAccepted(count, ms = 120_000) {
		for (const end = Date.now() + ms; Date.now() < end; await sleep(2)) if (this.accepted.length >= count) return;
		throw new Error(`${count} accepted deliveries were expected within ${ms} ms, seen: ${this.accepted.length}; other answers: ${JSON.stringify(this.unaccepted)}`);
	}

	/** Sends nothing any more. */
	abandon() {
		this.isOn = false;
		this.isGone = true;
	}

	/** Sends nothing new; what is on its way is still sent until it is accepted. */
	async stop() {
		this.isOn = false;
		await Promise.all(this.senders);
	}
}

/**
 * Waits until no execution of a workflow changes any more: all have ended, or what has not ended has stood still.
 * @returns {Promise<object[]>} the executions, oldest first
 */
async function stoodStill(host, workflowId, patience = 15_000, ms = 300_000) {
	let seen = '';
	let since = Date.now();
	for (const end = Date.now() + ms; Date.now() < end; await sleep(1_000)) {
		const found = await storedExecutions(host, workflowId);
		const now = found.map(({ id, status }) => `${id}${status}`).join();
		if (now !== seen) since = Date.now();
		seen = now;
		if (Date.now() - since >= (found.some(({ status }) => UNDER_WAY.includes(status)) ? patience : 2_000)) return found;
	}
	throw new Error(`The executions of a workflow still change after ${ms} ms`);
}

/**
 * Retries through n8n's API what did not end well, up to three times, and waits for the end of each.
 * @returns {Promise<{ retried: number, outcomes: Record<string, number> }>} `outcomes`: of all tries: how they
 *   ended, or n8n's words when it refused one
 */
async function retryAll({ rest }, executions) {
	const outcomes = {};
	const left = executions.filter(({ status }) => status !== 'success');
	const retryOne = async (id) => {
		const again = await rest.retry(id);
		for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
			const { status } = await rest.call('GET', `/executions/${again}`);
			if (status === 'success') return status;
			if (!UNDER_WAY.includes(status)) return `${status}: ${(await rest.execution(again)).error?.message ?? 'no reason'}`;
		}
		return 'did not end';
	};
	await inParallel(left, 2, async ({ id }) => {
		for (let tries = 0; tries < 3; tries++) {
			const outcome = (await retryOne(id).catch((error) => error.message)).replace(/\d{2,}/g, '…').slice(0, 160);
			outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
			if (outcome === 'success') return;
			await sleep(2_000);
		}
	});
	return { retried: left.length, outcomes };
}

/**
 * Holds what was accepted against the items of the successful executions.
 * @returns {Promise<{ expected: number, lost: number, twice: number, lostDeliveries: number }>} counts of events
 */
async function settle(host, workflowId, accepted) {
	const times = new Map();
	const ended = (await storedExecutions(host, workflowId)).filter(({ status }) => status === 'success');
	await inParallel(ended, 4, async ({ id }) => {
		const { nodes } = await host.rest.execution(id);
		for (const { messageId, contactId } of (nodes[TRIGGER] ?? []).flat()) {
			const key = messageId ?? contactId;
			if (key !== null && key !== undefined) times.set(key, (times.get(key) ?? 0) + 1);
		}
	});
	const keys = accepted.flatMap((delivery) => delivery.keys);
	return {
		expected: keys.length,
		lost: keys.filter((key) => !times.has(key)).length,
		lostDeliveries: accepted.filter((delivery) => delivery.keys.some((key) => !times.has(key))).length,
		twice: keys.filter((key) => times.get(key) > 1).length,
	};
}

module.exports = { Provider, retryAll, settle, stoodStill, UNDER_WAY };
