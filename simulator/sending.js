'use strict';

const { bytesOfPost } = require('./chaos');
const { post } = require('./client');

/** The answers that are right for each fate. A body that was cut is refused by n8n (422) or by the node (401, 400). */
const RIGHT = { sent: [200], forged: [401], changed: [401], cut: [400, 401, 422] };

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @typedef {{ post: import('./chaos').Post, status: number, answer: string, ms: number }} Answer */

/** What an answer that nobody can go on after means for the person who started this; undefined for the others. */
function hopeless(url, status) {
	if (status !== 404) return undefined;
	return url.includes('/webhook-test/')
		? 'Nobody listens at the test URL (404): press "Listen for test event" first (n8n 2: "Execute step" in the trigger). Each press takes one delivery.'
		: 'No workflow is published at this address (404): publish it, or copy the production URL from the trigger again.';
}

/**
 * Sends posts and holds each answer against what it should be. It stops when nobody is there.
 * @param {string} url
 * @param {import('./chaos').Post[]} posts
 * @param {import('./client').Sender} sender
 * @param {{ rate?: number, parallel?: number, onAnswer?: () => void }} [options] `rate`: deliveries a second, default as fast as
 *   they are answered; `parallel`: how many may be under way
 * @returns {Promise<{ answers: Answer[], wrong: Answer[], stopped: string | undefined }>} `wrong`: answers of another kind
 *   than they should be; `stopped`: why it did not go on
 */
async function sendAll(url, posts, sender, { rate = Infinity, parallel = 1, onAnswer = () => undefined } = {}) {
	const answers = [];
	let stopped;
	let next = 0;
	const started = performance.now();
	async function worker() {
		while (next < posts.length && stopped === undefined) {
			const index = next++;
			const early = started + (index / rate) * 1_000 - performance.now();
			if (early > 0) await pause(early);
			if (stopped !== undefined) return;
			const { signed, arrives } = bytesOfPost(posts[index], sender.provider);
			try {
				const answer = await post(url, { signed, arrives, forged: posts[index].fate === 'forged' }, sender);
				answers.push({ post: posts[index], ...answer });
				stopped ??= hopeless(url, answer.status);
			} catch (error) {
				stopped ??= `Nothing answers at ${new URL(url).origin}: ${error.cause?.message || error.cause?.code || error.message}`;
			}
			onAnswer();
		}
	}
	await Promise.all(Array.from({ length: Math.min(parallel, posts.length) }, worker));
	const wrong = answers.filter(({ post: { fate }, status }) => !RIGHT[fate].includes(status));
	return { answers, wrong, stopped };
}

module.exports = { hopeless, RIGHT, sendAll };
