'use strict';

/** What is sent: signed echoes of 1 KB, chunks of 10,000 old messages, forgeries. No two deliveries are equal. */
const autocannon = require('autocannon');
const http = require('node:http');
const make = require('../../../simulator/deliveries');
const { bytesOf, signatureHeaders } = require('../../../simulator/sign');

const CONNECTIONS = 8;
const ECHO_BYTES = 1_024;
const CHUNK_MESSAGES = 10_000;
const WORDS = 'the frame you ordered is ready and you can come any day until six or on Saturday until noon, ask for Ines';

let sent = 0;
/** A part of an id that was not used before, always of the same length. */
const fresh = () => `${process.pid}`.padStart(8, '0') + `${++sent}`.padStart(8, '0');

/** Bytes of a delivery in which every `@` of the ids gives way to something new. */
function template(field, content) {
	const text = bytesOf(make.meta(field, content)).toString('latin1');
	return () => Buffer.from(text.replaceAll('@@@@@@@@@@@@@@@@', fresh()), 'latin1');
}

const TAG = '@'.repeat(16);
const echoOf = (body, index = '') => make.echo(`${TAG}${index}`, make.INES, 60, make.text(body));

/** One echo of 1 KB. */
function echoes() {
	const short = bytesOf(make.meta('smb_message_echoes', make.echoes([echoOf('')]))).length;
	return template('smb_message_echoes', make.echoes([echoOf(WORDS.repeat(9).slice(0, ECHO_BYTES - short))]));
}

/** Echoes by the ten thousand, as no phone sends them: they fill the list of ids. */
const manyEchoes = () => template('smb_message_echoes', make.echoes(Array.from({ length: CHUNK_MESSAGES }, (_, index) => echoOf('x', `-${index}`))));

/** A chunk of old chats: 100 messages a thread, both sides in turn, about 300 bytes a message: 3 MB. */
function chunks() {
	const threads = {};
	for (let index = 0; index < CHUNK_MESSAGES; index++) {
		const customer = `1555${1_000_000 + Math.floor(index / 100)}`;
		const from = index % 2 === 0 ? customer : make.BUSINESS.number;
		(threads[customer] ??= []).push(make.oldMessage(`${TAG}-${index}`, from, 100_000 + index * 60, make.text(`${WORDS} ${index}`)));
	}
	return template('history', make.historyChunk({ phase: 1, chunkOrder: 1, progress: 40, threads }));
}

const headersOf = (bytes, secret) => ({ 'content-type': 'application/json', ...signatureHeaders(bytes, secret) });

/**
 * Sends one delivery over a connection of its own.
 * @returns {Promise<{ status: number, ms: number, at: number }>} `ms` to the whole answer; `at`: when it was sent, in
 *   milliseconds since 1970
 */
async function send(url, bytes, secret) {
	const headers = { ...headersOf(bytes, secret), 'content-length': bytes.length };
	const at = Date.now();
	const started = performance.now();
	return await new Promise((resolve, reject) => {
		const request = http.request(url, { method: 'POST', headers, agent: false }, (response) => {
			response.resume().on('error', reject).on('end', () => resolve({ status: response.statusCode, ms: performance.now() - started, at }));
		});
		request.on('error', reject).end(bytes);
	});
}

/**
 * Sends different echoes over eight connections, each as soon as the one before is answered.
 * @param {string} url
 * @param {{ secret: string, seconds: number, status: number }} options `status`: the answer that each must get
 * @returns {Promise<{ answers: number, rate: number }>} `rate`: answers a second
 */
async function flood(url, { secret, seconds, status }) {
	const next = echoes();
	const setupRequest = (request) => {
		const body = next();
		return { ...request, body, headers: headersOf(body, secret) };
	};
	const options = { url, method: 'POST', connections: CONNECTIONS, duration: seconds, timeout: 60, requests: [{ setupRequest }] };
	const { statusCodeStats, errors, duration } = await autocannon(options);
	const answers = statusCodeStats[status]?.count ?? 0;
	const others = Object.entries(statusCodeStats).filter(([code]) => code !== String(status));
	if (others.length > 0 || errors > 0) throw new Error(`Answers other than ${status}: ${JSON.stringify(others)}, ${errors} errors`);
	return { answers, rate: answers / duration };
}

module.exports = { CHUNK_MESSAGES, CONNECTIONS, chunks, echoes, flood, manyEchoes, send };
