'use strict';

const { parseArgs } = require('node:util');
const { PARTS, SIZES } = require('./traffic/business');

const HELP = `Sends the signed traffic of a made-up business to a trigger: onboarding, contacts, months of chats, echoes, live
messages, a disconnected phone. It can disturb it as the way through the internet does, and check what came out.

  npm run simulate -- --url URL --secret SECRET            everything, as Meta
  npm run simulate -- --url TEST-URL --secret S --only echoes   one delivery for a workflow under construction
  npm run simulate -- --url URL --secret S --redeliver 20% --shuffle 100% --forge 3 --check --api-key KEY
  npm run simulate -- --expect expected.json --results items.json   only compares two files

  --url URL              production or test URL of the trigger; a test URL takes one delivery for each press of Listen
  --provider NAME        meta (default) or 360dialog
  --secret SECRET        app secret (Meta) or platform secret (360dialog) of the credential
  --header-name NAME     with --header-value: a secret header, for authentication by header
  --header-value VALUE

What is sent
  --only PARTS           some of ${PARTS.join(',')}
  --contacts N --threads N --messages N --echoes N --live N
                         how many (${Object.entries(SIZES).map(([key, size]) => `${key} ${size}`).join(', ')}); messages are old ones
  --chunk N              old messages in one delivery, at most (100)
  --media SHARE          of the old messages with a file (10%)
  --decline              the business keeps its old chats to itself
  --limit N              only the first N deliveries
  --phone-number-id ID   of the business, when the workflow filters; --number DIGITS its number
  --seed N               repeats a run; without it every run is another business, that nobody has seen yet
  --at TIME              the moment from which all times are counted, such as 2026-06-01T12:00:00Z (now)

How fast
  --rate N               deliveries a second (as fast as they are answered)
  --parallel N           deliveries under way at once (1; with --rate 8)

Chaos, each as a share (10%, 0.1) or a count (5) of the deliveries
  --redeliver            come once more, later           --shuffle   change places
  --split                are divided into two to four    --drop      never arrive
  --corrupt              arrive damaged, then intact     --forge     come from a stranger, beside the others

What came out
  --expect FILE          writes what must come out; without --url reads it, to compare with --results
  --results FILE         compares the items in a JSON file with it: a list, or one item in a line
  --events LIST          only these, such as contact.*,echo.message: for --expect and --results (all)
  --check                asks n8n itself: with --api-key KEY (or N8N_API_KEY), or --email ADDRESS and N8N_PASSWORD
  --n8n URL              where n8n is, when its API has another address than the webhooks

It ends with 0 when every answer was right and everything came out once, 1 when not, 2 when it cannot be done so.
`;

/** Wrong use: ends with what to do, not with a stack. */
class UsageError extends Error {}

function refuse(message) {
	throw new UsageError(message);
}

const TEXTS = ['url', 'provider', 'secret', 'header-name', 'header-value', 'only', 'seed', 'at', 'rate', 'parallel', 'limit', 'chunk', 'media'];
const MORE_TEXTS = ['phone-number-id', 'number', 'expect', 'results', 'events', 'api-key', 'email', 'n8n'];
const CHAOS = ['redeliver', 'shuffle', 'split', 'drop', 'corrupt', 'forge'];
const FLAGS = ['decline', 'check', 'help'];

function parsed(args) {
	const texts = [...TEXTS, ...MORE_TEXTS, ...CHAOS, ...Object.keys(SIZES)].map((name) => [name, { type: 'string' }]);
	const flags = FLAGS.map((name) => [name, { type: 'boolean', default: false }]);
	try {
		return parseArgs({ args, options: Object.fromEntries([...texts, ...flags]) }).values;
	} catch (error) {
		return refuse(error.message);
	}
}

/** A number from the smallest on; undefined when the option was not given. */
function numberOf(values, name, { least = 0, whole = true } = {}) {
	if (values[name] === undefined) return undefined;
	const number = Number(values[name]);
	const isGood = values[name].trim() !== '' && Number.isFinite(number) && number >= least && (!whole || Number.isInteger(number));
	return isGood ? number : refuse(`--${name} is a ${whole ? 'whole ' : ''}number from ${least} on, not ${values[name]}`);
}

/** A share or a count, as text; checked here, read where it is used. */
function amountOf(values, name) {
	const value = values[name];
	if (value === undefined) return undefined;
	const isGood = /^\d+$/.test(value) || /^0?\.\d+$/.test(value) || (/^\d+(\.\d+)?%$/.test(value) && parseFloat(value) <= 100);
	return isGood ? value : refuse(`--${name} is a share such as 10% or 0.1, or a count such as 5, not ${value}`);
}

/** A share as a number from 0 to 1. */
function shareOf(values, name) {
	const value = amountOf(values, name);
	if (value === undefined) return undefined;
	const share = value.endsWith('%') ? parseFloat(value) / 100 : Number(value);
	return share <= 1 ? share : refuse(`--${name} is a share such as 10%, not ${value}`);
}

/** Some of a list of names, separated by commas, `contact.*` for all of a kind; undefined when the option was not given. */
function namesOf(values, name, known) {
	return values[name]?.split(',').flatMap((part) => {
		const wanted = part.trim();
		const names = known.filter((one) => one === wanted || (wanted.endsWith('.*') && one.startsWith(wanted.slice(0, -1))));
		return names.length > 0 ? names : refuse(`--${name}: ${wanted || 'nothing'} is none of ${known.join(', ')}`);
	});
}

/** The checks that need more than one option. */
function checkTogether(values) {
	const { url, check } = values;
	if (url === undefined && (values.expect === undefined || values.results === undefined)) {
		refuse('--url is needed: the address of the trigger. Without it only --expect FILE and --results FILE can be compared.');
	}
	if (url !== undefined && (!/^https?:/.test(url) || !URL.canParse(url))) refuse(`--url is an address such as https://n8n.example.com/webhook/…/webhook, not ${url}`);
	if (!['meta', '360dialog'].includes(values.provider ?? 'meta')) refuse(`--provider is meta or 360dialog, not ${values.provider}`);
	if ((values['header-name'] === undefined) !== (values['header-value'] === undefined)) refuse('--header-name and --header-value belong together');
	const proves = values.secret !== undefined || values['header-name'] !== undefined;
	const unproven = ['forge', 'corrupt'].find((name) => values[name] !== undefined && !proves);
	if (unproven !== undefined) refuse(`--${unproven} needs --secret or --header-name: without a proof nothing tells a stranger from the provider`);
	if (values.results !== undefined && url !== undefined) refuse('--results compares what came out of an earlier run: give --expect FILE with it, and no --url');
	if (check && url?.includes('/webhook-test/')) refuse('--check needs the production URL: n8n keeps no execution of a test');
	if (check && values['api-key'] === undefined && values.email === undefined) {
		refuse('--check needs --api-key KEY (n8n: Settings > n8n API), or --email ADDRESS with the password in N8N_PASSWORD');
	}
	if (check && values['api-key'] === undefined && !process.env.N8N_PASSWORD) refuse('--email needs the password in the variable N8N_PASSWORD');
}

/** The address of n8n behind the one of a webhook. */
const n8nOf = (url) => url.replace(/\/webhook(-test)?\/.*$/, '');

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {object} throws UsageError with what to do
 */
function readOptions(args) {
	const values = parsed(args);
	if (values.help) return { help: true };
	values['api-key'] ??= process.env.N8N_API_KEY || undefined;
	checkTogether(values);
	const { EVENTS } = require('./workflow');
	const now = values.at === undefined ? Date.now() : Date.parse(values.at);
	if (Number.isNaN(now)) refuse(`--at is a time such as 2026-06-01T12:00:00Z, not ${values.at}`);
	const isTest = values.url?.includes('/webhook-test/') ?? false;
	const rate = numberOf(values, 'rate', { least: 0.001, whole: false });
	const seed = numberOf(values, 'seed') ?? Math.floor(Math.random() * 2 ** 32);
	const sizes = Object.fromEntries(Object.keys(SIZES).map((name) => [name, numberOf(values, name)]));
	return {
		url: values.url,
		seed,
		now,
		limit: numberOf(values, 'limit', { least: 1 }) ?? (isTest ? 1 : Infinity),
		pace: { rate, parallel: numberOf(values, 'parallel', { least: 1 }) ?? (rate === undefined ? 1 : 8) },
		sender: { provider: values.provider ?? 'meta', secret: values.secret, headerName: values['header-name'], headerValue: values['header-value'] },
		life: {
			...sizes,
			chunkMessages: numberOf(values, 'chunk', { least: 1 }),
			media: shareOf(values, 'media'),
			decline: values.decline,
			only: namesOf(values, 'only', PARTS),
			business: { ...(values['phone-number-id'] && { id: values['phone-number-id'] }), ...(values.number && { number: values.number }) },
		},
		chaos: {
			...Object.fromEntries(CHAOS.map((name) => [name, amountOf(values, name)])),
			// A secret header says nothing about the body: only what n8n cannot read is noticed then.
			damages: values.secret === undefined ? ['cut'] : ['changed', 'cut'],
		},
		expect: values.expect,
		results: values.results,
		events: namesOf(values, 'events', EVENTS),
		check: values.check
			? { n8n: values.n8n?.replace(/\/$/, '') ?? n8nOf(values.url), apiKey: values['api-key'], email: values.email, password: process.env.N8N_PASSWORD }
			: undefined,
	};
}

module.exports = { HELP, readOptions, UsageError };
