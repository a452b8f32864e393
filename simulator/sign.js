'use strict';

const { createHmac } = require('node:crypto');

/**
 * The bytes of a body. Meta escapes everything outside ASCII, and slashes, before it signs; the signature is
 * over these bytes and fits no other way to write the same JSON.
 * @param {unknown} body anything that JSON can hold
 * @param {{ asMeta?: boolean }} [options] `asMeta` (default true): escape as Meta does
 * @returns {Buffer}
 */
function bytesOf(body, { asMeta = true } = {}) {
	const text = JSON.stringify(body);
	if (!asMeta) return Buffer.from(text);
	const escaped = text
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/\//g, '\\/');
	return Buffer.from(escaped);
}

/**
 * The headers with which a provider proves a delivery.
 * @param {Buffer} bytes the body as it will be sent
 * @param {string} secret the app secret at Meta, the platform secret at 360dialog
 * @param {'meta' | '360dialog'} [provider]
 * @returns {Record<string, string>}
 */
function signatureHeaders(bytes, secret, provider = 'meta') {
	const digest = createHmac('sha256', secret).update(bytes).digest('hex');
	return provider === '360dialog' ? { 'x-360dialog-signature': digest } : { 'x-hub-signature-256': `sha256=${digest}` };
}

module.exports = { bytesOf, signatureHeaders };
