'use strict';

/**
 * `npm run demo`: from a fresh clone to the main job in the real n8n. No third-party module may be required
 * before the development packages are there.
 */
const { execFileSync } = require('node:child_process');
const { randomBytes, randomUUID } = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensurePackages, ROOT } = require('../test/run/ensure');
const { send } = require('./client');
const { printItems } = require('./print');
const { expectedOf, story } = require('./story');
const { CREDENTIAL_TYPES, OUTPUTS, workflowOf } = require('./workflow');

const HELP = `Shows the main job in the real n8n on this machine.

  npm run demo                  leaves the editor running, until Ctrl-C
  npm run demo -- --exit        ends after the story, with 0 when everything came out
  npm run demo -- --port 5678   the port of the editor (default: a free one)
`;

const WORKFLOW_ID = 'CoexistenceDemo1';
/** The number of the stand-in for Meta, and a token that it accepts. */
const NUMBER = '300100300100300';
const TOKEN = 'an-access-token';
/** The node registers itself, as it would at Meta; listening may take the deliveries over, since nobody needs them here. */
const PARAMETERS = { registration: 'phoneNumber', phoneNumberId: NUMBER, options: { takeOverWhileListening: true } };
const CREDENTIAL = { id: 'CoexistenceCred1', name: 'WhatsApp Coexistence (demo)' };

/**
 * The port that was asked for: a number, and free. Another n8n that answered there would be taken for the demo's.
 * @param {string | undefined} text
 * @returns {Promise<number | undefined>} undefined when none was asked for
 */
async function portOf(text) {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port is a number from 1 to 65535, not ${text}`);
	// Browsers call on no port that another protocol owns, such as 22 or 6000; fetch knows the same list.
	const refused = await fetch(`http://127.0.0.1:${port}`, { method: 'HEAD' }).then(() => '', ({ cause }) => cause?.message);
	if (refused === 'bad port') throw new Error(`No browser opens port ${port}. Choose another, or none for a free one.`);
	await new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', ({ code }) => reject(new Error(`Port ${port} cannot be used (${code}). Choose another, or none for a free one.`)));
		server.listen(port, '127.0.0.1', () => server.close(resolve));
	});
	return port;
}

/** What the provider knows: an app with this secret, subscribed to the fields, and one number. */
async function startProvider(appSecret) {
	const { startStandIn } = require('./provider/standIn');
	const { initialState } = require('./provider/graphWebhooks');
	return await startStandIn({ state: { app: { ...initialState().app, secret: appSecret } } });
}

/** Builds, packs, and boots the real n8n with the package and the ready workflow in it, not yet published. */
async function boot(port, secrets) {
	const { Instance } = require('../test/n8n/instance');
	const { pack } = require('../test/n8n/pack');
	console.log('Building and packing the package …');
	execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coexistence-pack-'));
	const tarball = pack(folder);
	const n8n = await Instance.create({ port });
	const webhookId = randomUUID();
	console.log('Installing the package and a workflow into a new n8n …');
	n8n.installPackage(tarball);
	fs.rmSync(folder, { recursive: true, force: true });
	n8n.provision({
		credentials: [{ ...CREDENTIAL, type: CREDENTIAL_TYPES.meta, data: secrets }],
		workflows: [],
		drafts: [workflowOf({ id: WORKFLOW_ID, webhookId, credential: CREDENTIAL, parameters: PARAMETERS })],
	});
	console.log('Starting n8n …');
	await n8n.start();
	return { n8n, url: `${n8n.base}/webhook/${webhookId}/webhook` };
}

/** Publishes the workflow: the node tells the provider its address, and the provider verifies it. */
async function publish(rest, provider, url) {
	const { versionId } = await rest.call('GET', `/workflows/${WORKFLOW_ID}`);
	await rest.publish({ id: WORKFLOW_ID, versionId });
	const isRegistered = provider.state.numbers[NUMBER].override === url;
	console.log(`\nPublished. ${isRegistered ? 'The node has registered its address for the number, and the provider has verified it.' : 'The provider does not know the address.'}`);
	return isRegistered;
}

/** Sends the story and prints each answer; gives what went wrong, how many were accepted, and what must come out. */
async function tell(url, secrets) {
	const wrong = [];
	const deliveries = story();
	let accepted = 0;
	for (const delivery of deliveries) {
		const { status: answer, bytes, ms } = await send(url, delivery, { secret: secrets.appSecret });
		const right = delivery.forged === true ? 401 : 200;
		const remark = delivery.forged === true ? ' (forged: refused, no execution)' : '';
		console.log(`  ${answer}  ${String(bytes).padStart(5)} B  ${String(ms).padStart(4)} ms  ${delivery.field}: ${delivery.what}${remark}`);
		if (answer !== right) wrong.push(`${delivery.what}: ${answer} instead of ${right}`);
		if (answer === 200) accepted++;
	}
	return { wrong, accepted, expected: expectedOf(deliveries) };
}

/** The items that came out of each output over all executions, and the executions that failed. */
async function collect(rest, accepted) {
	const outputs = OUTPUTS.map(() => []);
	const ended = await rest.ended(WORKFLOW_ID, accepted, 60_000);
	for (const { id } of ended) {
		const { nodes } = await rest.execution(id);
		(nodes['WhatsApp Coexistence Trigger'] ?? []).forEach((items, index) => outputs[index].push(...items));
	}
	return { outputs, ended };
}

/** What should have come out and did not, in words. */
function missing(outputs, ended, accepted, wanted) {
	const wrong = ended.filter(({ status }) => status !== 'success').map(({ id, status }) => `execution ${id}: ${status}`);
	if (ended.length !== accepted) wrong.push(`${ended.length} executions for ${accepted} accepted deliveries`);
	const counts = {};
	for (const { event } of outputs.flat()) counts[event] = (counts[event] ?? 0) + 1;
	for (const event of new Set([...Object.keys(wanted), ...Object.keys(counts)])) {
		const [got, expected] = [counts[event] ?? 0, wanted[event] ?? 0];
		if (got !== expected) wrong.push(`${event}: ${got} instead of ${expected}`);
	}
	return wrong;
}

async function main() {
	const { values } = parseArgs({
		options: { exit: { type: 'boolean', default: false }, port: { type: 'string' }, help: { type: 'boolean', default: false } },
	});
	if (values.help) return console.log(HELP);
	const port = await portOf(values.port);
	ensurePackages();
	const appSecret = randomBytes(16).toString('hex');
	const provider = await startProvider(appSecret);
	const secrets = { appSecret, verifyToken: randomBytes(8).toString('hex'), accessToken: TOKEN, baseUrl: `${provider.base}/v25.0` };
	const { n8n, url } = await boot(port, secrets);
	const { OWNER, Rest } = require('../test/n8n/rest');
	const rest = new Rest(n8n.base);
	await rest.login();
	const isRegistered = await publish(rest, provider, url);
	const { wrong, accepted, expected } = await tell(url, secrets);
	if (!isRegistered) wrong.push('the address was not registered');
	const { outputs, ended } = await collect(rest, accepted);
	printItems(OUTPUTS, outputs);
	wrong.push(...missing(outputs, ended, accepted, expected));
	console.log(wrong.length === 0 ? '\nEverything came out, each once.' : `\nNot as expected:\n  ${wrong.join('\n  ')}`);
	if (values.exit) {
		await n8n.remove();
		await provider.close();
		process.exitCode = wrong.length === 0 ? 0 : 1;
		return;
	}
	console.log(`
The editor is running:  ${n8n.base}/workflow/${WORKFLOW_ID}
  e-mail    ${OWNER.email}
  password  ${OWNER.password}

Send more:  node simulator/send.js --url ${url} --secret ${secrets.appSecret} echoes
A whole business, checked:
  N8N_PASSWORD=${OWNER.password} npm run simulate -- --url ${url} --secret ${secrets.appSecret} --check --email ${OWNER.email}
Ctrl-C ends n8n and removes its data.`);
	// Ends with this code on Ctrl-C; n8n and its folder go with this process.
	process.exitCode = wrong.length === 0 ? 0 : 1;
	n8n.child.once('exit', () => console.log('n8n has ended.'));
}

main().catch((error) => {
	if (error.code?.startsWith('ERR_PARSE_ARGS')) console.error(`${error.message}\n\n${HELP}`);
	else console.error(error.message);
	process.exit(1);
});
