'use strict';

/**
 * `npm run examples:pictures`: imports every example into the real n8n and takes a picture of its canvas into
 * examples/pictures/ (Debian: apt-get install chromium; CHROMIUM names another browser).
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { examples, FOLDER } = require('../../examples/source/build');
const { openEditor, startBrowser } = require('../n8n/editor');
const { Instance } = require('../n8n/instance');
const { pack } = require('../n8n/pack');
const { Rest } = require('../n8n/rest');

const PICTURES = path.join(FOLDER, 'pictures');
const MOST_BYTES = 150_000;
/** What stands over or beside the canvas and tells nothing about the workflow. */
const HIDDEN = '[data-test-id="canvas-controls"], .vue-flow__controls, [data-test-id="canvas-chat"], [class*="_executionButtons"], [data-test-id="ask-assistant-floating-button"], .vue-flow__minimap { visibility: hidden !important; }';

async function boot() {
	const n8n = await Instance.create();
	n8n.installPackage(pack(n8n.folder));
	const workflows = examples().map(({ name, text }, index) => ({ id: `Picture${String(index).padStart(9, '0')}`, file: name, active: false, ...JSON.parse(text) }));
	n8n.importAll({ credentials: [], workflows });
	await n8n.start();
	const rest = new Rest(n8n.base);
	await rest.login();
	return { n8n, rest, workflows };
}

/** The picture of one workflow; gives its size in bytes. */
async function shoot(page, n8n, { id, file }) {
	await page.goto(`${n8n.base}/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
	await page.addStyleTag({ content: HIDDEN });
	await page.waitForTimeout(700);
	await page.keyboard.press('1');
	await page.waitForTimeout(1_200);
	const picture = path.join(PICTURES, `${file}.png`);
	const { x, y, width, height } = await page.locator('.vue-flow').first().boundingBox();
	await page.screenshot({ path: picture, clip: { x, y: y + 24, width: width - 60, height: height - 24 } });
	return fs.statSync(picture).size;
}

async function main() {
	execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
	const browser = await startBrowser();
	const { n8n, rest, workflows } = await boot();
	try {
		const page = await openEditor(browser, n8n, rest, { width: 1500, height: 700 });
		fs.mkdirSync(PICTURES, { recursive: true });
		for (const workflow of workflows) {
			const bytes = await shoot(page, n8n, workflow);
			console.log(`${workflow.file}.png: ${Math.round(bytes / 1000)} KB`);
			if (bytes > MOST_BYTES) throw new Error(`${workflow.file}.png is over ${MOST_BYTES / 1000} KB`);
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
