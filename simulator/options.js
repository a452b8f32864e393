'use strict';

const { parseArgs } = require('node:util');
const { HELP } = require('./help');
const { PARTS, SIZES } = require('./traffic/business');

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
