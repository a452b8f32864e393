'use strict';

/**
 * The services that the examples talk to, played on loopback. Where a credential of n8n has an address, it points
 * here. Where n8n's node knows only the maker's own host, n8n is given a proxy (HTTPS_PROXY) that leads each such
 * host to the same place, with a certificate of a throw-away authority (NODE_EXTRA_CA_CERTS); any other host is
 * refused. `GET /state/<service>` tells what a service holds, `DELETE` empties it.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const express = require('express');

/** Host of the maker, and the service here that plays it. */
const HOSTS = {
	'slack.com': 'slack',
	'api.hubapi.com': 'hubspot',
	'api.pipedrive.com': 'pipedrive',
	'sheets.googleapis.com': 'sheets',
	'www.googleapis.com': 'sheets',
	'oauth2.googleapis.com': 'sheets',
	'graph.facebook.com': 'graph',
};

/** A key and a self-signed certificate for all the hosts. */
function certificate(folder) {
	const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
	const names = Object.keys(HOSTS).map((host) => `DNS:${host}`).join(',');
	const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=stand-in', '-addext', `subjectAltName=${names}`];
	execFileSync('openssl', [...args, '-keyout', key, '-out', cert], { stdio: 'pipe' });
	return { key, cert };
}

/** The application: each service below its name, reached by path or by its maker's host. */
function application() {
	const app = express();
	app.use(express.json({ limit: '20mb' }), express.urlencoded({ extended: true }));
	app.use((request, _response, next) => {
		const service = HOSTS[request.headers.host];
		if (service !== undefined) request.url = `/${service}${request.url}`;
		next();
	});
	const files = fs.readdirSync(__dirname).filter((file) => file !== 'server.js' && file.endsWith('.js'));
	for (const name of files.map((file) => path.basename(file, '.js'))) {
		const service = require(`./${name}`)();
		app.get(`/state/${name}`, (_request, response) => response.json(service.state()));
		app.delete(`/state/${name}`, (_request, response) => {
			service.reset();
			response.json({});
		});
		app.use(`/${name}`, service.router);
	}
	app.use((request, response) => {
		process.stderr.write(`The stand-in knows no ${request.method} ${request.path}\n`);
		response.status(404).json({ error: 'not played here' });
	});
	return app;
}

const listening = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

/**
 * Starts all.
 * @returns {Promise<{ base: string, env: Record<string, string>, close: () => void }>} `env`: for n8n
 */
async function startStandIns() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-hosts-'));
	const { key, cert } = certificate(folder);
	const app = application();
	const plain = http.createServer(app);
	const secure = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(cert) }, app);
	const [port, securePort] = [await listening(plain), await listening(secure)];
	const sockets = new Set();
	const proxy = http.createServer((_request, response) => response.writeHead(502).end());
	proxy.on('connect', (request, socket) => {
		const [host] = request.url.split(':');
		if (HOSTS[host] === undefined) {
			process.stderr.write(`n8n asked for a host that no example needs: ${host}\n`);
			return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
		}
		const tunnel = net.connect(securePort, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			tunnel.pipe(socket).pipe(tunnel);
		});
		// A tunnel is no connection of the server any more: closing the server would leave it open.
		for (const end of [socket, tunnel]) sockets.add(end.once('close', () => sockets.delete(end)));
		tunnel.on('error', () => socket.destroy());
		socket.on('error', () => tunnel.destroy());
	});
	const proxyPort = await listening(proxy);
	const env = { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, NO_PROXY: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: cert };
	const close = () => {
		for (const socket of sockets) socket.destroy();
		for (const server of [plain, secure, proxy]) server.close().closeAllConnections?.();
		fs.rmSync(folder, { recursive: true, force: true });
	};
	return { base: `http://127.0.0.1:${port}`, env, close };
}

module.exports = { startStandIns };
