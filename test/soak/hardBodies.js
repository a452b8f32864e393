'use strict';

/** Bodies that are expensive to read, and connections that take their time. */
const net = require('node:net');
const { gzipSync } = require('node:zlib');
const make = require('../../simulator/deliveries');
const { bytesOf, signatureHeaders } = require('../../simulator/sign');
const { echoOf, signed } = require('./flood');

const MIB = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const gzip = { 'content-encoding': 'gzip' };
const nested = (open, close, levels) => open.repeat(levels) + '1' + close.repeat(levels);
const list = (length, of) => Array.from({ length }, (_, index) => of(index));

/**
 * @param {string} secret signs what comes from somebody who knows it
 * @param {boolean} isQuick a tenth of each size
 * @returns {Array<{ what: string, bytes: Buffer, headers: object, status: number | number[], by?: string, starts?: boolean, copies?: number, seconds: number }>}
 *   `status`: 0 is a cut connection; `by`: who gives it, if not the node; `starts`: an execution; `seconds`: at most
 */
function hardBodies(secret, isQuick) {
	const many = isQuick ? 10_000 : 100_000;
	const big = isQuick ? 2 * MIB : 16 * MIB - 2_000;
	const entry = (changes) => ({ id: make.ACCOUNT, changes });
	const value = (id, content) => ({ messaging_product: 'whatsapp', metadata: { phone_number_id: id, display_phone_number: '15550100001' }, ...content });
	const body = (entries) => bytesOf({ object: 'whatsapp_business_account', entry: entries });
	const echoChange = (id, content) => ({ field: 'smb_message_echoes', value: value(id, content) });
	const raw = (text) => Buffer.from(`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_message_echoes","value":{"message_echoes":[${text}]}}]}]}`);
	const bomb = gzipSync(Buffer.alloc(isQuick ? 64 * MIB : 1024 * MIB, 0x20));
	const unknown = (content) => Buffer.from(`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"of_no_kind","value":${content}}]}]}`);
	const filled = (element) => `[${`${element},`.repeat(Math.floor((big - 1_000) / (element.length + 1))).slice(0, -1)}]`;
	const longText = echoOf('LONG', 'x'.repeat(big - 500));
	const packed = echoOf('PACKED');
	return [
		{ what: 'one long text', ...signed(longText, secret), status: 200, starts: true, seconds: 60 },
		{ what: 'one long text, forged', ...signed(longText, `${secret}x`), copies: 5, status: 401, seconds: 60 },
		{ what: 'over 16 MiB', ...signed(echoOf('HUGE', 'x'.repeat(17 * MIB)), secret), status: [500, 0], by: 'n8n', seconds: 60 },
		{ what: 'gzip, signed before', bytes: gzipSync(packed), headers: { ...signed(packed, secret).headers, ...gzip }, status: 200, starts: true, seconds: 30 },
		{ what: 'gzip bomb', bytes: bomb, headers: { ...JSON_TYPE, ...gzip }, status: [500, 0], by: 'n8n', copies: 3, seconds: 60 },
		{ what: 'gzip bomb of no kind', bytes: bomb, headers: { 'content-type': 'application/octet-stream', ...gzip }, status: [401, 500, 0], copies: 3, seconds: 60 },
		{ what: 'small objects that are not understood', ...signed(unknown(filled('{"a":"b"}')), secret), status: 200, starts: true, seconds: 120 },
		{ what: 'millions of scalars', ...signed(unknown(filled('0')), secret), status: 200, starts: true, seconds: 120 },
		{ what: 'numbers of 19 digits', ...signed(unknown(filled('1234567890123456789')), secret), status: 200, starts: true, seconds: 120 },
		{ what: 'a megabyte, forged', ...signed(echoOf('MEGABYTE', 'x'.repeat(MIB)), `${secret}x`), copies: 20, status: 401, seconds: 30 },
		{ what: 'a megabyte of no kind, unsigned', bytes: Buffer.alloc(MIB, 0x20), headers: { 'content-type': 'application/octet-stream' }, copies: 20, status: 401, seconds: 30 },
		{ what: `${many} empty entries`, ...signed(body(list(many, () => null)), secret), status: 200, starts: true, seconds: 120 },
		{ what: `${many} tiny echoes`, ...signed(body([entry([echoChange('1', { message_echoes: list(many, (index) => ({ id: `t${index}` })) })])]), secret), status: 200, starts: true, seconds: 120 },
		{ what: `${many} phone number ids`, ...signed(body([entry(list(isQuick ? many : 60_000, (index) => echoChange(String(3e14 + index), { message_echoes: [{ id: `p${index}` }] })))]), secret), status: 200, starts: true, seconds: 120 },
		{ what: 'nested 100,000 deep', ...signed(raw(nested('[', ']', 100_000)), secret), status: 200, starts: true, seconds: 30 },
		{ what: 'a message nested 100,000 deep', ...signed(raw(`{"id":"deep","type":"text","text":${nested('{"a":', '}', 100_000)}}`), secret), status: 200, starts: true, seconds: 30 },
		{ what: 'nested 100,000 deep, forged', ...signed(raw(nested('{"a":', '}', 100_000)), `${secret}x`), status: 401, seconds: 30 },
	];
}

/**
 * Opens connections that announce a delivery and send it a byte a second.
 * @returns {Promise<{ finishOne: () => Promise<number>, close: () => void }>} `finishOne`: sends the rest on one of
 *   them and gives the status of its answer
 */
async function slowBodies(url, bytes, secret, count) {
	const { hostname, port, pathname } = new URL(url);
	const headers = { host: `${hostname}:${port}`, ...JSON_TYPE, ...signatureHeaders(bytes, secret), 'content-length': bytes.length };
	const head = `POST ${pathname} HTTP/1.1\r\n${Object.entries(headers).map(([name, text]) => `${name}: ${text}\r\n`).join('')}\r\n`;
	let sent = 0;
	const sockets = await Promise.all(
		list(count, () => new Promise((resolve, reject) => {
			const socket = net.connect(Number(port), hostname, () => socket.write(head, () => resolve(socket)));
			socket.on('error', reject);
		})),
	);
	const drip = setInterval(() => {
		for (const socket of sockets) socket.write(bytes.subarray(sent, sent + 1));
		sent++;
	}, 1_000);
	return {
		finishOne: async () => {
			clearInterval(drip);
			const [socket] = sockets;
			const answer = new Promise((resolve) => socket.once('data', (data) => resolve(Number(String(data).split(' ')[1]))));
			socket.write(bytes.subarray(sent));
			return await answer;
		},
		close: () => {
			clearInterval(drip);
			sockets.forEach((socket) => socket.destroy());
		},
	};
}

module.exports = { hardBodies, slowBodies };
