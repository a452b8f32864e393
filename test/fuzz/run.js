'use strict';

/** `npm run fuzz [-- --minutes 10]`: coverage-guided fuzzing of the webhook, with every fixture as a seed. */
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensurePackages, ROOT } = require('../run/ensure');

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
ensurePackages();
const shell = process.platform === 'win32';
spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit', shell });

const { fixtureNames, fixtureText } = require('../golden/update');
const corpus = path.join(ROOT, '.cache', 'fuzz');
fs.rmSync(corpus, { recursive: true, force: true });
fs.mkdirSync(path.join(corpus, 'seeds'), { recursive: true });
for (const name of fixtureNames()) {
	// Without white space the fuzzer spends its changes on what means something.
	fs.writeFileSync(path.join(corpus, 'seeds', name.replace(/\//g, '-')), JSON.stringify(JSON.parse(fixtureText(name))));
}
const jsfuzz = path.join(ROOT, 'node_modules', '.bin', 'jsfuzz');
const seconds = Number(values.minutes) * 60;
// Without its versifier, which stalls on bodies of this size. In the cache folder, because what makes a crash and the coverage are written to where the fuzzer runs.
const target = path.relative(corpus, path.join(__dirname, 'webhook'));
const fuzzer = spawn(jsfuzz, [target, 'seeds', '--timeout=10', '--versifier=false'], { cwd: corpus, stdio: ['ignore', 'pipe', 'inherit'], shell });
let last = '';
fuzzer.stdout.on('data', (data) => {
	process.stdout.write(data);
	last = (last + data).slice(-2_000);
});
setTimeout(() => fuzzer.kill('SIGTERM'), seconds * 1000).unref();
fuzzer.on('close', (code) => {
	const runs = [...last.matchAll(/^#(\d+) /gm)].at(-1)?.[1] ?? '0';
	const isCrash = /crash was written|timeout reached|MEMORY OOM/.test(last) || (code !== null && code !== 0);
	console.log(isCrash ? 'A crash was found; its input is in .cache/fuzz' : `${runs} runs without a crash`);
	process.exitCode = isCrash || runs === '0' ? 1 : 0;
});
