/**
 * What a sender can make the node spend, as a ratio to a yardstick in the same run; see run.js. Each has a limit, and
 * the run fails where one is exceeded. The heap is limited as well: memory that grows faster than the body ends the run.
 */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { EVENTS, normalizeDelivery } = require('../../dist');
const built = (file) => require(`../../dist/nodes/WhatsAppCoexistence/${file}`);
const { withoutTrailingSlashes } = built('api/baseUrl');
const { safeFileName } = built('api/fileName');
const { diagnose } = built('delivery/diagnose');
const { refusalReason } = built('n8n/refusalReason');

const BYTES = 15_000_000;
const unknown = (value) => `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"unknown","value":${value}}]}]}`;
const filled = (element) => `[${`${element},`.repeat(Math.floor(BYTES / (element.length + 1))).slice(0, -1)}]`;
const levels = 1_000_000;

/** Content that no field understands, from a sender who can sign it: read, identified and emitted, against JSON.parse. */
const CONTENT = [
	['15 MB of one text', () => JSON.stringify('x'.repeat(BYTES)), 8],
	['15 MB of escaped quotation marks', () => JSON.stringify('"'.repeat(BYTES / 2)), 8],
	['7.5 million scalars', () => filled('0'), 8],
	['4 million short texts', () => filled('"a"'), 8],
	['1.9 million small objects', () => filled('{"a":1}'), 5],
	['5 million empty lists', () => filled('[]'), 5],
	['a million levels', () => '['.repeat(levels) + ']'.repeat(levels), 8],
	['750,000 numbers of 19 digits', () => filled('1234567890123456789'), 25],
	['15 MB of white space', () => `[${' '.repeat(BYTES)}]`, 15],
].map(([what, make, limit]) => {
	const text = unknown(make());
	return { what, limit, baseline: () => JSON.parse(text), work: () => normalizeDelivery(text, { events: EVENTS, includeRaw: true }) };
});

/** A text ten times as long, against ten short ones: only what grows faster than the text exceeds the limit. */
const growing = (what, make, work) => {
	const [short, long] = [make(10_000), make(100_000)];
	const repeat = (times, text) => () => {
		for (let time = 0; time < times; time++) work(text);
	};
	return { what, limit: 3, baseline: repeat(100, short), work: repeat(10, long) };
};
const GROWING = [
	growing('a file name of 100,000 spaces', (length) => `a${' '.repeat(length)}b`, safeFileName),
	growing('a file name of 100,000 dots', (length) => `${'. '.repeat(length / 2)}x`, safeFileName),
	growing('a Base URL of 100,000 slashes', (length) => `https://x${'/'.repeat(length)}y`, withoutTrailingSlashes),
];

/** Forged requests: the reason of the refusal, against one digest of the body. */
const policy = { provider: 'meta', authentication: 'signature', registersHeader: false };
const secrets = { signing: ['one', 'two'], verifyToken: 'three', headerName: '', headerValue: '', former: ['four', 'five', 'six', 'seven'] };
const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
const forged = (what, body, limit, reasonOf, times = 1) => {
	const request = { bytes: Buffer.from(body), headers };
	const repeat = (work) => () => {
		for (let time = 0; time < times; time++) work();
	};
	return { what, limit, baseline: repeat(() => createHmac('sha256', 'one').update(request.bytes).digest()), work: repeat(() => reasonOf('signature_mismatch', request, policy, secrets)) };
};
const letters = (length) => JSON.stringify('é/<'.repeat(length / 4));
const FORGED = [
	forged('1 KB, forged: the reason', JSON.stringify('x'.repeat(1_000)), 40, refusalReason, 2_000),
	forged('64 KB, forged: the reason (4 MiB a minute)', letters(65_000), 400, diagnose, 20),
	forged('1 MB, forged: the reason', letters(1_000_000), 1, refusalReason),
];

const ROUNDS = 5;
const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
const milliseconds = (work) => {
	globalThis.gc?.();
	const started = performance.now();
	work();
	return performance.now() - started;
};

console.log(`Node.js ${process.versions.node}, medians of ${ROUNDS} rounds; how many times the yardstick, and the limit`);
let isWithin = true;
for (const { what, limit, baseline, work } of [...CONTENT, ...GROWING, ...FORGED]) {
	work();
	const rounds = Array.from({ length: ROUNDS }, () => [milliseconds(baseline), milliseconds(work)]);
	const ratio = median(rounds.map(([yardstick, spent]) => spent / yardstick));
	const spent = median(rounds.map(([, each]) => each));
	if (ratio > limit) isWithin = false;
	console.log(`${what.padEnd(44)} ${spent.toFixed(1).padStart(8)} ms = ${ratio.toFixed(1).padStart(6)} (limit ${limit})${ratio > limit ? '  EXCEEDED' : ''}`);
}
process.exitCode = isWithin ? 0 : 1;
