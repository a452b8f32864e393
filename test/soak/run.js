'use strict';

/** `npm run test:soak`: what people rely on, in the real n8n, for longer than a test suite should take. */
const { spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');
const { ensurePackages, ROOT } = require('../run/ensure');

/** Two webhook processes and two workers, with Postgres and Redis. */
const CLUSTER = { webhooks: 2, workers: 2 };
const SMALL = { messages: 4_000, threads: 100, contacts: 600, chunkBytes: 200_000 };

/**
 * What can be run, in this order. `quick` takes less than a minute on two free cores.
 * @type {Record<string, { what: string, full: (options: object) => Promise<unknown>, quick: (options: object) => Promise<unknown> }>}
 */
const SCENARIOS = {
	scale: {
		what: 'an onboarding (118,000 messages) into a Postgres table: complete, each once',
		full: (options) => require('./scale').scale({ ...options, size: { seed: options.seed } }),
		quick: (options) => require('./scale').scale({ ...options, size: { ...SMALL, seed: options.seed } }),
	},
	'scale-cluster': {
		what: 'the same on n8n\'s distributed mode, with two workers',
		full: (options) => require('./scale').scale({ ...options, cluster: CLUSTER, size: { seed: options.seed } }),
		quick: (options) => require('./scale').scale({ ...options, cluster: CLUSTER, size: { ...SMALL, seed: options.seed } }),
	},
	races: {
		what: '50 copies of a delivery at the same moment: exactly one is emitted',
		full: (options) => require('./races').races(options),
		quick: (options) => require('./races').races({ ...options, rounds: 2, copies: 20 }),
	},
	'races-cluster': {
		what: 'the same in queue mode: at least one is emitted; how often more than one',
		full: (options) => require('./races').races({ ...options, cluster: CLUSTER, rounds: 30 }),
		quick: (options) => require('./races').races({ ...options, cluster: CLUSTER, rounds: 2, copies: 20 }),
	},
	kills: {
		what: 'n8n killed again and again (20 times) under load: what was answered 200 comes out',
		full: (options) => require('./kills').kills(options),
		quick: (options) => require('./kills').kills({ ...options, kills: 2, deliveries: 20 }),
	},
	'kills-cluster': {
		what: 'parts of the distributed mode killed under load: webhook process, worker, Redis, Postgres',
		full: (options) => require('./clusterKills').clusterKills(options),
		quick: (options) => require('./clusterKills').clusterKills({ ...options, faults: ['webhook process killed'], deliveries: 20 }),
	},
	retry: {
		what: 'deliveries that a broken build could not normalize come out on retry with the repaired one',
		full: (options) => require('./retry').retry(options),
		quick: (options) => require('./retry').retry(options),
	},
	'hostile-flood': {
		what: 'forged and malformed requests (10,000) among 1,000 good ones',
		full: (options) => require('./hostile').hostileFlood(options),
		quick: (options) => require('./hostile').hostileFlood({ ...options, good: 30, bad: 300 }),
	},
	'hostile-bodies': {
		what: 'gzip bombs, bodies of 16 MB, 100,000 entries, numbers or levels in one',
		full: (options) => require('./hostile').hostileBodies(options),
		quick: (options) => require('./hostile').hostileBodies({ ...options, isQuick: true }),
	},
	'hostile-slow': {
		what: 'connections that send a byte a second (100; 500 where n8n evaluates expressions only when there are any)',
		full: (options) => require('./hostile').hostileSlow(options),
		quick: (options) => require('./hostile').hostileSlow({ ...options, isQuick: true }),
	},
	privacy: {
		what: 'every sample with canaries in it, debug logging: none is found in the log',
		full: (options) => require('./privacy').privacy(options),
		quick: (options) => require('./privacy').privacy({ ...options, isQuick: true }),
	},
};

const HELP = `Tests what a test suite has no time for, in the real n8n. Postgres and Redis are installed when missing (Debian).

  npm run test:soak                        everything, about an hour
  npm run test:soak -- kills races       some of it
  npm run test:soak -- --quick             a small variant of everything, or of some

${Object.entries(SCENARIOS).map(([name, { what }]) => `  ${name.padEnd(16)} ${what}`).join('\n')}

  --quick          a minute for each instead of many
  --seed NUMBER    another course of chance (default 1); the same seed repeats the traffic and the kills
  --help           this text

It ends with 0 when every promise held.
`;

/** Wrong arguments end with what to do, not with a stack. */
function fail(message) {
	console.error(`${message}\n\n${HELP}`);
	process.exit(2);
}

function readArguments() {
	try {
		const options = { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' }, help: { type: 'boolean', default: false } };
		return parseArgs({ allowPositionals: true, options });
	} catch (error) {
		return fail(error.message);
	}
}

async function main() {
	const { values, positionals } = readArguments();
	if (values.help) return console.log(HELP);
	const unknown = positionals.filter((name) => !(name in SCENARIOS));
	if (unknown.length > 0) fail(`There is no scenario ${unknown.join(', ')}`);
	if (!/^\d{1,6}$/.test(values.seed)) fail(`--seed is a whole number, not ${values.seed}`);
	ensurePackages();
	const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
	if (built.status !== 0) process.exit(built.status ?? 1);
	const started = Date.now();
	const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;
	const results = [];
	for (const name of positionals.length > 0 ? positionals : Object.keys(SCENARIOS)) {
		const { what, full, quick } = SCENARIOS[name];
		console.log(`\n== ${name}: ${what}`);
		const began = Date.now();
		const log = (line) => console.log(`${seconds(began).padStart(6)}  ${line}`);
		const outcome = await (values.quick ? quick : full)({ seed: Number(values.seed), log }).then(
			() => 'held',
			(error) => {
				log(error.message);
				return 'FAILED';
			},
		);
		results.push({ name, outcome, took: seconds(began) });
	}
	console.log(`\n== ${values.quick ? 'quick, ' : ''}seed ${values.seed}, ${seconds(started)}`);
	for (const { name, outcome, took } of results) console.log(`${name.padEnd(16)} ${outcome.padEnd(8)} ${took}`);
	// A scenario that failed may have left a timer or a connection; each has removed its n8n by itself.
	process.exit(results.every(({ outcome }) => outcome === 'held') ? 0 : 1);
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
