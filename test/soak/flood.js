'use strict';

/** Requests that a stranger can send, each with the answer that it must get; and good deliveries among them. */
const { createHmac } = require('node:crypto');
const make = require('../../simulator/deliveries');
const { bytesOf, signatureHeaders } = require('../../simulator/sign');

const JSON_TYPE = { 'content-type': 'application/json' };
const echoOf = (id, text = 'On my way') => bytesOf(make.meta('smb_message_echoes', make.echoes([make.echo(id, make.INES, 60, make.text(text))])));
const signed = (bytes, secret) => ({ bytes, headers: { ...JSON_TYPE, ...signatureHeaders(bytes, secret) } });
const withHeader = (bytes, header) => ({ bytes, headers: { ...JSON_TYPE, 'x-hub-signature-256': header } });

/**
 * The kinds of bad requests: a name, the status that the contract (or, where it says so, n8n) gives, and how one is
 * made. `by` is n8n where the node is never called.
 */
const BAD = [
	['unsigned', 401, (secret, id) => ({ bytes: echoOf(id), headers: JSON_TYPE })],
	['signed with another secret', 401, (secret, id) => signed(echoOf(id), `${secret}x`)],
	['changed after it was signed', 401, (secret, id) => ({ ...signed(echoOf(id), secret), bytes: echoOf(id, 'On my Way') })],
	['a signature that is none', 401, (secret, id) => withHeader(echoOf(id), 'sha256=xyz')],
	['a signature of SHA-1', 401, (secret, id) => withHeader(echoOf(id), `sha1=${createHmac('sha1', secret).update(echoOf(id)).digest('hex')}`)],
	['a signature of 8 KB', 401, (secret, id) => withHeader(echoOf(id), `sha256=${'a'.repeat(8_000)}`)],
	['an empty body, unsigned', 401, () => ({ bytes: Buffer.alloc(0), headers: JSON_TYPE })],
	['text instead of JSON, unsigned', 401, (secret, id) => ({ bytes: Buffer.from(`hello ${id}`), headers: { 'content-type': 'text/plain' } })],
	['a form, unsigned', 401, (secret, id) => ({ bytes: Buffer.from(`entry=${id}`), headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
	['bytes of no kind, unsigned', 401, (secret, id) => ({ bytes: echoOf(id), headers: { 'content-type': 'application/octet-stream' } })],
	['signed text instead of JSON', 400, (secret, id) => ({ ...signed(Buffer.from(`hello ${id}`), secret), type: 'text/plain' })],
	['a signed list', 400, (secret, id) => signed(Buffer.from(`["${id}"]`), secret)],
	['a signed number', 400, (secret) => signed(Buffer.from('42'), secret)],
	['signed, of another product', 200, (secret, id) => signed(bytesOf({ object: 'page', entry: [{ id, messaging: [] }] }), secret)],
	['signed, nothing in it', 200, (secret) => signed(bytesOf({ object: 'whatsapp_business_account', entry: [] }), secret)],
	['JSON that breaks off', 422, (secret, id) => signed(echoOf(id).subarray(0, -5), secret)],
	['gzip that is none', 500, (secret, id) => ({ bytes: echoOf(id), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } })],
];

/**
 * Good deliveries with bad requests between them, in an order by chance.
 * @param {ReturnType<import('../../simulator/random').random>} chance
 * @returns {Array<{ what: string, bytes: Buffer, headers: object, status: number }>}
 */
function flood(chance, secret, { good, bad }) {
	const requests = [];
	for (let index = 0; index < good; index++) requests.push({ what: 'good', status: 200, ...signed(echoOf(`GOOD${index}`), secret) });
	for (let index = 0; index < bad; index++) {
		const [what, status, build] = BAD[index % BAD.length];
		const { type, ...request } = build(secret, `BAD${index}`);
		requests.push({ what, status, ...request, ...(type === undefined ? {} : { headers: { ...request.headers, 'content-type': type } }) });
	}
	return chance.shuffle(requests);
}

module.exports = { BAD, echoOf, flood, signed };
