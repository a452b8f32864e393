'use strict';

/**
 * `npm run bench:host`: what the trigger costs in the real n8n, beside n8n's own WhatsApp Trigger, the Webhook node
 * alone and a hand-made flow, in three settings of n8n's expression engine.
 */
const { spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');
const { ensurePackages, ROOT } = require('../../run/ensure');

const HELP = `npm run bench:host [-- options]

Compares the packed trigger in the real n8n 2 with n8n's own WhatsApp Trigger, the Webhook node alone and a hand-made flow
(Webhook, Crypto, If, Code, Switch). For each setting one n8n with all of them; they take turns, medians count.

  --quick            shorter rounds: about 8 minutes in place of 25
  --engine <name>    only one setting: vm (n8n's default), lazy (vm, N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true) or legacy
  --strict           exit code 1 when an aim is missed
  --help             this text

The machine should have nothing else to do. It needs openssl; nothing is sent beyond this machine.`;

const ENGINES = {
	vm: { N8N_EXPRESSION_ENGINE: 'vm' },
	lazy: { N8N_EXPRESSION_ENGINE: 'vm', N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	legacy: { N8N_EXPRESSION_ENGINE: 'legacy' },
};
/** Three chunks of the trigger in a round: a hundred of them for a share of one in a hundred. */
const FULL = { rounds: 7, seconds: 3, chunkRounds: 35, echoes: 60 };
const QUICK = { rounds: 3, seconds: 2, chunkRounds: 7, echoes: 20 };

function optionsOf() {
	const options = { quick: { type: 'boolean' }, strict: { type: 'boolean' }, help: { type: 'boolean' }, engine: { type: 'string' } };
	const { values } = parseArgs({ options });
	if (values.engine !== undefined && !(values.engine in ENGINES)) throw Object.assign(new Error(`There is no setting ${values.engine}`), { isUsage: true });
	return values;
}

async function main() {
	const { quick, strict, help, engine } = optionsOf();
	if (help) return void console.log(HELP);
	ensurePackages();
	const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
	if (status !== 0) throw new Error('The build failed; its output above says why');
	const { startGraph } = require('./graph');
	const { measure } = require('./measure');
	const { aimLine, aimsOf, markdownOf, tableOf } = require('./report');
	const started = Date.now();
	const log = (line) => console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s  ${line}`);
	const graph = await startGraph();
	const bySetting = {};
	let missed = 0;
	try {
		for (const setting of engine === undefined ? Object.keys(ENGINES) : [engine]) {
			const env = ENGINES[setting];
			log(`${setting}: ${Object.entries(env).map((pair) => pair.join('=')).join(' ')}`);
			const results = await measure({ ...graph.env, ...env }, quick ? QUICK : FULL, log);
			const aims = aimsOf(setting, results);
			missed += aims.filter(({ met }) => !met).length;
			bySetting[setting] = results;
			console.log(`\n${setting}, medians:\n${tableOf(results).join('\n')}\n\n${aims.map(aimLine).join('\n')}\n`);
		}
	} finally {
		graph.close();
	}
	console.log(`${markdownOf(bySetting).join('\n')}\n\n${missed === 0 ? 'All aims are met' : `${missed} aims are missed`}`);
	if (strict && missed > 0) process.exitCode = 1;
}

main().catch((error) => {
	const isMisused = error.code?.startsWith('ERR_PARSE_ARGS') || error.isUsage;
	console.error(isMisused ? `${error.message}\n\n${HELP}` : error);
	process.exitCode = isMisused ? 2 : 1;
});
