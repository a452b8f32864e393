'use strict';

/**
 * `npm run screenshot [-- name ...]`: boots the real n8n with the package and takes the pictures of the README and
 * the docs: the workflow of the demo, the panels of both nodes, listening, and after an event.
 */
const { execFileSync } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { CREDENTIAL_TYPES, PACKAGE, workflowOf } = require('../../simulator/workflow');
const { story } = require('../../simulator/story');
const { send } = require('../../simulator/client');
const { byTestId, openEditor, openPanel, openWorkflow, startBrowser } = require('./editor');
const { Instance, webhookUrl } = require('./instance');
const { pack } = require('./pack');
const { Rest } = require('./rest');

const ROOT = path.join(__dirname, '..', '..');
const DOCS = path.join(ROOT, 'docs');
const TRIGGER = 'WhatsApp Coexistence Trigger';
const COMPANION = 'WhatsApp Coexistence';
const CREDENTIAL = { id: 'CoexistenceShot2', name: 'WhatsApp Coexistence' };
const SECRET = 'a-secret-for-a-picture';
/** The workflow that is published, the same one not yet published, one that registers itself, and one with the companion. */
const IDS = { demo: 'CoexistenceShot1', draft: 'CoexistenceShot3', registering: 'CoexistenceShot4', companion: 'CoexistenceShot5' };

const companionWorkflow = () => ({
	id: IDS.companion,
	name: 'Start the Syncs',
	settings: { executionOrder: 'v1' },
	nodes: [
		{
			id: 'companion',
			name: COMPANION,
			type: `${PACKAGE}.whatsAppCoexistence`,
			typeVersion: 1,
			position: [0, 0],
			parameters: { phoneNumberId: '300100300100300' },
			credentials: { [CREDENTIAL_TYPES.meta]: CREDENTIAL },
		},
		{
			id: 'parse',
			name: 'Parse',
			type: `${PACKAGE}.whatsAppCoexistence`,
			typeVersion: 1,
			position: [0, 220],
			parameters: { resource: 'event', operation: 'parse' },
		},
		{ id: 'fields', name: 'Edit Fields', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [240, 220], parameters: {} },
	],
	connections: { Parse: { main: [[{ node: 'Edit Fields', type: 'main', index: 0 }]] } },
});

async function boot() {
	const n8n = await Instance.create();
	n8n.installPackage(pack(n8n.folder));
	const ids = { demo: randomUUID(), draft: randomUUID(), registering: randomUUID() };
	const data = { appSecret: SECRET, verifyToken: 'a-token' };
	const flow = (name, parameters) => workflowOf({ id: IDS[name], webhookId: ids[name], credential: CREDENTIAL, parameters });
	const registration = { registration: 'phoneNumber', phoneNumberId: '300100300100300' };
	n8n.provision({
		credentials: [{ ...CREDENTIAL, type: CREDENTIAL_TYPES.meta, data }],
		workflows: [flow('demo')],
		drafts: [flow('draft'), flow('registering', registration), companionWorkflow()],
	});
	await n8n.start();
	const url = webhookUrl(n8n.base, ids.demo);
	await n8n.live(url);
	return { n8n, url, testUrl: webhookUrl(n8n.base, ids.draft, 'webhook-test') };
}

const echo = (isForged) => story().find(({ field, forged = false }) => field === 'smb_message_echoes' && forged === isForged);

/** Each picture by its name, and how to get there. */
const PICTURES = {
	editor: async ({ page, n8n }) => await openWorkflow(page, n8n, IDS.demo),
	panel: async ({ page, n8n }) => {
		await openWorkflow(page, n8n, IDS.demo);
		await openPanel(page, TRIGGER);
	},
	registration: async ({ page, n8n }) => {
		await openWorkflow(page, n8n, IDS.registering);
		await openPanel(page, TRIGGER);
	},
	companion: async ({ page, n8n }) => {
		await openWorkflow(page, n8n, IDS.companion);
		await openPanel(page, COMPANION);
	},
	preview: async ({ page, n8n }) => {
		await openWorkflow(page, n8n, IDS.companion);
		await openPanel(page, 'Edit Fields');
	},
	listening: async ({ page, n8n }) => {
		await openWorkflow(page, n8n, IDS.draft);
		await openPanel(page, TRIGGER);
		await byTestId(page, 'node-execute-button').first().click();
		await page.waitForTimeout(2_500);
	},
	event: async ({ page, n8n, testUrl }) => {
		await PICTURES.listening({ page, n8n });
		await send(testUrl, echo(false), { secret: SECRET });
		await page.waitForTimeout(3_000);
		await page.getByText(/Echoes Branch/).first().click();
		await page.waitForTimeout(1_000);
	},
	refused: async ({ page, n8n, testUrl }) => {
		await PICTURES.listening({ page, n8n });
		await send(testUrl, echo(true), { secret: SECRET });
		await page.waitForTimeout(3_000);
	},
};

async function main() {
	const wanted = process.argv.slice(2);
	const unknown = wanted.filter((name) => !(name in PICTURES));
	if (unknown.length > 0) throw new Error(`There is no picture ${unknown.join(', ')}; there are ${Object.keys(PICTURES).join(', ')}`);
	execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
	const browser = await startBrowser();
	const { n8n, url, testUrl } = await boot();
	try {
		const rest = new Rest(n8n.base);
		await rest.login();
		fs.mkdirSync(DOCS, { recursive: true });
		for (const delivery of story()) await send(url, delivery, { secret: SECRET });
		for (const name of wanted.length > 0 ? wanted : Object.keys(PICTURES)) {
			const page = await openEditor(browser, n8n, rest);
			await PICTURES[name]({ page, n8n, testUrl });
			const file = path.join(DOCS, `${name}.png`);
			await page.screenshot({ path: file });
			await page.context().close();
			console.log(path.relative(process.cwd(), file));
		}
	} finally {
		await browser.close();
		await n8n.remove();
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
