'use strict';

/** The editor of a running n8n in headless Chromium (Debian: apt-get install chromium; CHROMIUM names another). */
const { existsSync } = require('node:fs');

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

/** Starts Chromium; rejects with what to install when there is none. */
async function startBrowser() {
	const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
	if (!existsSync(executablePath)) throw new Error(`There is no ${executablePath}: apt-get install chromium, or name another in CHROMIUM`);
	const { chromium } = require('playwright-core');
	return await chromium.launch({ executablePath, args: FLAGS });
}

/**
 * A page of the editor with its owner logged in; everything that is not on this machine is cut off.
 * @param {import('playwright-core').Browser} browser
 * @param {{ base: string }} n8n
 * @param {{ cookie: string }} rest logged in
 * @param {{ width: number, height: number }} [viewport] in pixels
 */
async function openEditor(browser, n8n, rest, viewport = { width: 1400, height: 860 }) {
	const context = await browser.newContext({ viewport, deviceScaleFactor: 1 });
	const [name, value] = rest.cookie.split(/=(.*)/s);
	await context.addCookies([{ name, value, url: n8n.base }]);
	await context.route('**/*', (route) => (route.request().url().startsWith(n8n.base) ? route.continue() : route.abort()));
	return await context.newPage();
}

const byTestId = (page, id) => page.locator(`[data-test-id="${id}"]`);

/** Opens a workflow, all of it in view. */
async function openWorkflow(page, n8n, workflowId) {
	await page.goto(`${n8n.base}/workflow/${workflowId}`);
	await byTestId(page, 'canvas-node').first().waitFor({ timeout: 60_000 });
	await page.waitForTimeout(1_000);
	// The checklist that n8n shows once beside a published workflow would hide half of it.
	await page.locator('[data-test-id="suggested-action-close"], [aria-label="close"]').first().click({ timeout: 2_000 }).catch(() => undefined);
	await byTestId(page, 'zoom-to-fit').click();
	await page.waitForTimeout(1_500);
}

/** Opens the panel of a node of the workflow that is shown. */
async function openPanel(page, node) {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
	await byTestId(page, 'ndv').waitFor({ timeout: 30_000 });
	await page.waitForTimeout(2_000);
}

module.exports = { byTestId, openEditor, openPanel, openWorkflow, startBrowser };
