'use strict';

/**
 * `npm run screenshot`: boots the real n8n with the package and the workflow of the demo, and takes the
 * pictures of the README with headless Chromium (Debian: apt-get install chromium; CHROMIUM names another).
 */
const { execFileSync } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { CREDENTIAL_TYPES, workflowOf } = require('../../simulator/workflow');
const { story } = require('../../simulator/story');
const { send } = require('../../simulator/client');
const { Instance, webhookUrl } = require('./instance');
const { pack } = require('./pack');
const { Rest } = require('./rest');

const ROOT = path.join(__dirname, '..', '..');
const DOCS = path.join(ROOT, 'docs');
const WORKFLOW_ID = 'CoexistenceShot1';
const CREDENTIAL = { id: 'CoexistenceShot2', name: 'WhatsApp Coexistence' };
const SECRET = 'a-secret-for-a-picture';

/** Quiet: Chromium would otherwise try to reach its maker at every start. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
];

async function boot() {
	const n8n = await Instance.create();
	n8n.installPackage(pack(n8n.folder));
	const webhookId = randomUUID();
	const data = { appSecret: SECRET, verifyToken: 'a-token' };
	n8n.provision({
		credentials: [{ ...CREDENTIAL, type: CREDENTIAL_TYPES.meta, data }],
		workflows: [workflowOf({ id: WORKFLOW_ID, webhookId, credential: CREDENTIAL })],
	});
	await n8n.start();
	const url = webhookUrl(n8n.base, webhookId);
	await n8n.live(url);
	return { n8n, url };
}

/** Opens a page of the editor as the owner; everything that is not on this machine is cut off. */
async function openEditor(browser, n8n, rest) {
	const context = await browser.newContext({ viewport: { width: 1400, height: 860 }, deviceScaleFactor: 1 });
	const [name, value] = rest.cookie.split(/=(.*)/s);
	await context.addCookies([{ name, value, url: n8n.base }]);
	await context.route('**/*', (route) => (route.request().url().startsWith(n8n.base) ? route.continue() : route.abort()));
	return await context.newPage();
}

async function main() {
	execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
	const { chromium } = require('playwright-core');
	const { n8n, url } = await boot();
	const rest = new Rest(n8n.base);
	await rest.login();
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
	try {
		fs.mkdirSync(DOCS, { recursive: true });
		const page = await openEditor(browser, n8n, rest);
		for (const delivery of story()) await send(url, delivery, { secret: SECRET });
		await page.goto(`${n8n.base}/workflow/${WORKFLOW_ID}`);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
		await page.waitForTimeout(1_000);
		// The checklist that n8n shows once beside a published workflow would hide half of it.
		await page.locator('[data-test-id="suggested-action-close"], [aria-label="close"]').first().click().catch(() => undefined);
		await page.locator('[data-test-id="zoom-to-fit"]').click();
		await page.waitForTimeout(1_500);
		await page.screenshot({ path: path.join(DOCS, 'editor.png') });
		await page.locator('[data-test-id="canvas-node"]').first().dblclick();
		await page.locator('[data-test-id="ndv"]').waitFor({ timeout: 30_000 });
		await page.waitForTimeout(2_000);
		await page.screenshot({ path: path.join(DOCS, 'panel.png') });
		console.log(`Pictures are in ${path.relative(process.cwd(), DOCS)}`);
	} finally {
		await browser.close();
		await n8n.remove();
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
