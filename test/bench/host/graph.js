'use strict';

/**
 * graph.facebook.com on loopback, for n8n's own WhatsApp Trigger: it registers its address there when a workflow is
 * published, and knows no other host. n8n reaches this one as it reaches any host behind a proxy, by HTTPS_PROXY;
 * the certificate is made for one run and trusted by that n8n alone.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { atExit } = require('../../n8n/children');

const HOST = 'graph.facebook.com';

/** A key and a certificate for the host, valid for a day; gives their files. */
function certify(folder) {
	const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
	const named = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
	try {
		execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...named], { stdio: 'pipe' });
	} catch (error) {
		throw new Error(`The stand-in for ${HOST} needs a certificate from openssl (Debian: apt-get install openssl).\n${error.message}`);
	}
	return { key, cert };
}

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

/** What the WhatsApp Trigger asks for: an app token, the subscriptions (none yet), and that a change succeeds. */
function answer({ method, url }) {
	if (url.includes('/oauth/access_token')) return { access_token: 'a-bench-token' };
	return method === 'GET' && url.includes('/subscriptions') ? { data: [] } : { success: true };
}

/**
 * Starts the stand-in and the proxy in front of it.
 * @returns {Promise<{ env: Record<string, string>, calls: string[], close: () => void }>} `env`: for n8n; `calls`: what it asked
 */
async function startGraph() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-graph-'));
	const remove = () => fs.rmSync(folder, { recursive: true, force: true });
	const forget = atExit(remove);
	const files = certify(folder);
	const calls = [];
	const graph = https.createServer({ key: fs.readFileSync(files.key), cert: fs.readFileSync(files.cert) }, (request, response) => {
		calls.push(`${request.method} ${request.url.split('?')[0]}`);
		request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(request))));
	});
	const port = await listen(graph);
	const proxy = http.createServer((_, response) => response.writeHead(403).end());
	proxy.on('connect', (request, socket, head) => {
		socket.on('error', () => undefined);
		// Nothing else is reached through here: a benchmark asks nobody for anything.
		if (request.url !== `${HOST}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		const upstream = net.connect(port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			upstream.write(head);
			upstream.pipe(socket).pipe(upstream);
		});
		upstream.on('error', () => socket.destroy());
	});
	const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
	const close = () => {
		for (const server of [proxy, graph]) server.close().closeAllConnections();
		remove();
		forget();
	};
	const env = { HTTPS_PROXY: proxyUrl, NO_PROXY: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: files.cert };
	return { env, calls, close };
}

module.exports = { startGraph };
