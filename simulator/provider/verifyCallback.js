'use strict';

const { randomInt } = require('node:crypto');

const PATIENCE_MILLISECONDS = 10_000;

/**
 * Verifies a callback address as Meta does: a GET that must come back with the challenge. Out: null, or what
 * Graph says about the failure.
 * @param {string} address
 * @param {string} token
 * @returns {Promise<{ code: number, message: string } | null>}
 */
async function verifyCallback(address, token = '') {
	const challenge = String(randomInt(100_000_000, 2_000_000_000));
	const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': token });
	const failed = (reason) => ({ code: 2200, message: `(#2200) Callback verification failed with the following errors: ${reason}` });
	try {
		const url = new URL(address);
		for (const [name, value] of query) url.searchParams.set(name, value);
		const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
		const body = await answer.text();
		if (answer.status !== 200) return failed(`HTTP Status Code = ${answer.status}; HTTP Message = ${answer.statusText}`);
		return body === challenge ? null : { code: 2201, message: `(#2201) response does not match challenge, expected value="${challenge}", received="${body.slice(0, 20)}..."` };
	} catch {
		return failed('curl_errno = 7; curl_error = Failed to connect');
	}
}

module.exports = { verifyCallback };
