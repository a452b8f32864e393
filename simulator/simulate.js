'use strict';

/** `npm run simulate`: the traffic of a made-up business, sent to a trigger; what must come of it, and whether it did. */
const fs = require('node:fs');
const { ensurePackages } = require('../test/run/ensure');
const { disturb } = require('./chaos');
const { HELP, readOptions, UsageError } = require('./options');
const { compare, isRight, report } = require('./outcome/compare');
const { countOf, expectationOf } = require('./outcome/expectation');
const { collect, newestExecution, openN8n, workflowAt } = require('./outcome/n8n');
const { readJson, readResults } = require('./outcome/resultsFile');
const { sendAll } = require('./sending');
const { businessLife } = require('./traffic/business');

/** A bar on the terminal; nothing where nobody looks. */
function progressBar(what, total) {
	if (!process.stderr.isTTY || total === 0) return { to: () => undefined, stop: () => undefined };
	// Only a terminal shows it, so only there the package is needed.
	ensurePackages({ log: console.error });
	const { Presets, SingleBar } = require('cli-progress');
	const bar = new SingleBar({ format: `${what} {bar} {value}/{total}  {eta_formatted} to go`, clearOnComplete: true }, Presets.shades_classic);
	bar.start(total, 0);
	return { to: (value) => bar.update(Math.min(value, total)), stop: () => bar.stop() };
}

/** How many of a list have each value, as text. */
function tally(list, valueOf) {
	const counts = new Map();
	for (const one of list) counts.set(valueOf(one), (counts.get(valueOf(one)) ?? 0) + 1);
	return [...counts].map(([value, count]) => `${count} × ${value}`).join(', ');
}

const plural = (count, word) => `${count} ${word}${count === 1 ? '' : word.endsWith('y') ? '' : 's'}`.replace(/y$/, count === 1 ? 'y' : 'ies');

/** The deliveries of a run, and what must come of those that are sent. */
function plan({ seed, now, life, chaos, sender, limit }) {
	const defined = Object.fromEntries(Object.entries(life).filter(([, value]) => value !== undefined));
	const wanted = Object.fromEntries(Object.entries(chaos).filter(([, value]) => value !== undefined));
	return disturb(businessLife({ seed, now, ...defined }), { seed, provider: sender.provider, ...wanted }).slice(0, limit);
}

/** Prints the outcome of a comparison; gives whether it is right. */
function tellOutcome(items, expectation, { mayRepeat = false } = {}) {
	const result = compare(items, expectation, { mayRepeat });
	for (const line of report(result)) console.error(`  ${line}`);
	console.log(`came out: ${result.right} of ${plural(countOf(expectation), 'item')}${isRight(result) ? `, each ${mayRepeat ? 'at least ' : ''}once, nothing else` : ''}`);
	return isRight(result);
}

/** Sends, with a bar; prints what was answered. Gives whether every answer was right. */
async function sendAndTell({ url, sender, pace }, posts) {
	const bar = progressBar('sending', posts.length);
	let done = 0;
	const { answers, wrong, stopped } = await sendAll(url, posts, sender, { ...pace, onAnswer: () => bar.to(++done) });
	bar.stop();
	const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
	if (answers.length > 0) {
		console.log(`answered: ${tally(answers, ({ status }) => status)}; median ${times[Math.floor(times.length / 2)]} ms, slowest ${times.at(-1)} ms`);
	}
	const explained = stopped !== undefined && answers.length > 0 ? wrong.filter(({ status }) => status !== 404) : wrong;
	for (const { post, status, answer } of explained.slice(0, 5)) {
		console.error(`  ${post.delivery.kind}, ${post.delivery.what} (${post.fate}): ${status} ${answer.slice(0, 200)}`);
	}
	if (explained.length > 5) console.error(`  … and ${explained.length - 5} more wrong answers`);
	if (stopped !== undefined) console.error(stopped);
	return { answers, isRight: wrong.length === 0 && stopped === undefined };
}

/** So long after the moment of a run n8n surely took its live messages for fresh: 10 minutes, and some are 2 older. */
const FRESH_MS = 7 * 60_000;

/** What a workflow selects, as far as it changes what must come out. */
function selectionOf({ parameters = {} }) {
	const { DEFAULT_EVENTS } = require('./workflow');
	return { events: parameters.events ?? DEFAULT_EVENTS, mayRepeat: parameters.options?.deduplicate === false };
}

/** A run with the answer of n8n itself. Gives whether everything came out. */
async function checkN8n({ check, now }, api, workflow, newest, answers, posts) {
	const accepted = answers.filter(({ status, answer }) => status === 200 && answer.includes('"received"')).length;
	const bar = progressBar('n8n works', accepted);
	const { items, executions, failed } = await collect(api, workflow, { newest, accepted, onProgress: bar.to });
	bar.stop();
	for (const line of failed.slice(0, 5)) console.error(`  ${line}`);
	console.log(`n8n at ${check.n8n}: ${plural(executions, 'execution')} for ${accepted} accepted ${accepted === 1 ? 'delivery' : 'deliveries'}`);
	if (executions < accepted) console.error('  Some are missing: does n8n save successful production executions (workflow settings), and keep them?');
	const { events, mayRepeat } = selectionOf(workflow.trigger);
	const isFresh = Math.abs(Date.now() - now) < FRESH_MS;
	const isEverythingOut = tellOutcome(items, expectationOf(posts, { events, isFresh }), { mayRepeat });
	return isEverythingOut && failed.length === 0 && executions === accepted;
}

/** Two files against each other. Gives whether everything came out. */
function compareFiles({ expect, results, events }) {
	const { items, never } = readJson(expect);
	if (!Array.isArray(items) || !Array.isArray(never)) throw new Error(`${expect} was not written by --expect`);
	const isWanted = ({ event }) => events === undefined || events.includes(event);
	return tellOutcome(readResults(results).filter(isWanted), { items: items.filter(isWanted), never });
}

async function run(options) {
	if (options.url === undefined) return compareFiles(options);
	const posts = plan(options);
	const expectation = expectationOf(posts, { events: options.events });
	const { provider, secret, headerName } = options.sender;
	console.log(`${provider === 'meta' ? 'Meta' : '360dialog'}, seed ${options.seed}: ${posts.length} ${posts.length === 1 ? 'delivery' : 'deliveries'} (${tally(posts, ({ delivery, fate }) => (fate === 'sent' ? delivery.kind : fate))})`);
	if (secret === undefined && headerName === undefined) console.error('Nothing proves the sender: only the authentication None accepts this.');
	if (options.expect !== undefined) {
		const { seed, now } = options;
		fs.writeFileSync(options.expect, `${JSON.stringify({ provider, seed, at: new Date(now).toISOString(), ...expectation }, null, '\t')}\n`);
		console.log(`${plural(countOf(expectation), 'item')} must come out: ${options.expect}`);
	}
	if (options.check === undefined) return (await sendAndTell(options, posts)).isRight;
	const api = await openN8n(options.check.n8n, options.check);
	const workflow = await workflowAt(api, /\/webhook\/([^/]+)/.exec(options.url)?.[1]);
	const newest = await newestExecution(api, workflow.id);
	const { answers, isRight: isAnswered } = await sendAndTell(options, posts);
	return (await checkN8n(options, api, workflow, newest, answers, answers.map(({ post }) => post))) && isAnswered;
}

async function main() {
	const options = readOptions(process.argv.slice(2));
	if (options.help) return console.log(HELP);
	process.exitCode = (await run(options)) ? 0 : 1;
}

main().catch((error) => {
	if (error instanceof UsageError) {
		console.error(`${error.message}\n\n${HELP}`);
		process.exitCode = 2;
		return;
	}
	console.error(error.cause === undefined ? error.message : `${error.message}: ${error.cause.message || error.cause.code}`);
	process.exitCode = 1;
});
