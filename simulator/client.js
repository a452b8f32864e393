'use strict';

const { bytesOf, signatureHeaders } = require('./sign');

/**
 * How a sender proves itself.
 * @typedef {{ provider?: 'meta' | '360dialog', secret?: string, headerName?: string, headerValue?: string }} Sender
 */

/**
 * Sends bytes and waits for the answer.
 * @param {string} url the production or test URL of the trigger
 * @param {{ signed: Buffer, arrives?: Buffer, forged?: boolean }} bytes `arrives`: other bytes than were signed
 * @param {Sender} sender
 * @returns {Promise<{ status: number, answer: string, bytes: number, ms: number }>} rejects when nothing answers
 */
async function post(url, { signed, arrives = signed, forged = false }, { provider = 'meta', secret, headerName, headerValue }) {
	const key = forged ? 'not-the-secret' : secret;
	const headers = {
		'content-type': 'application/json',
		...(key === undefined ? {} : signatureHeaders(signed, key, provider)),
		...(headerName === undefined ? {} : { [headerName]: forged ? 'not-the-value' : (headerValue ?? '') }),
	};
	const started = performance.now();
	const response = await fetch(url, { method: 'POST', headers, body: arrives });
	const answer = await response.text();
	return { status: response.status, answer, bytes: arrives.length, ms: Math.round(performance.now() - started) };
}

/**
 * Sends one delivery and waits for the answer.
 * @param {string} url
 * @param {{ body: object, forged?: boolean }} delivery
 * @param {Sender} sender
 */
const send = async (url, { body, forged }, sender) => await post(url, { signed: bytesOf(body), forged }, sender);

/**
 * Verifies an address as Meta does: the challenge must come back exactly.
 * @param {string} url
 * @param {string} verifyToken
 * @returns {Promise<{ status: number, verified: boolean }>} rejects when nothing answers
 */
async function verify(url, verifyToken) {
	const challenge = String(Math.floor(Math.random() * 2 ** 31));
	const query = new URLSearchParams({
		'hub.mode': 'subscribe',
		'hub.verify_token': verifyToken,
		'hub.challenge': challenge,
	});
	const response = await fetch(`${url}?${query}`);
	const answer = await response.text();
	return { status: response.status, verified: response.status === 200 && answer === challenge };
}

module.exports = { post, send, verify };
