'use strict';

/**
 * Writes the golden output of every fixture anew (`npm run goldens`, after a build) and shows what has changed,
 * for review: a golden says what comes out today, not that it is right.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
/** The built normalizer, for the command; tests give the source. */
const built = () => require('../../dist');

const ROOT = path.join(__dirname, '..', '..');
const FIXTURES = path.join(ROOT, 'test', 'fixtures');
const OUTPUT = path.join(__dirname, 'outputs');
/** The moment at which every golden was made, in Unix seconds; `{{now-60}}` in a fixture is counted from it. */
const NOW = 1_764_000_000;

/** Every fixture by its name below test/fixtures, without the ending. */
function fixtureNames() {
	return fs
		.readdirSync(FIXTURES, { recursive: true })
		.map((file) => file.split(path.sep).join('/'))
		.filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
		.map((file) => file.replace(/\.json$/, ''))
		.sort();
}

/** The text of a fixture as it would be sent at NOW. */
function fixtureText(name) {
	const text = fs.readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8');
	return text.replace(/\{\{now([+-]\d+)?\}\}/g, (_, shift) => String(NOW + Number(shift ?? 0)));
}

const { EVENTS } = require('../../simulator/workflow');

/** The golden of a fixture as text: all events, full items. */
function goldenText(name, normalize = built().normalizeDelivery) {
	const events = normalize(fixtureText(name), { events: EVENTS, now: NOW * 1000 });
	return `${JSON.stringify(events, null, '\t')}\n`;
}

const goldenFile = (name) => path.join(OUTPUT, `${name}.json`);

module.exports = { NOW, OUTPUT, fixtureNames, fixtureText, goldenFile, goldenText };

if (require.main === module) {
	fs.rmSync(OUTPUT, { recursive: true, force: true });
	for (const name of fixtureNames()) {
		fs.mkdirSync(path.dirname(goldenFile(name)), { recursive: true });
		fs.writeFileSync(goldenFile(name), goldenText(name));
	}
	execFileSync('git', ['add', '--intent-to-add', OUTPUT], { cwd: ROOT });
	execFileSync('git', ['--no-pager', 'diff', '--stat', '-p', '--', OUTPUT], { cwd: ROOT, stdio: 'inherit' });
}
