/** Measures the normalizer against JSON.parse of the same bytes; see run.js. */
import { createRequire } from 'node:module';
import { measure } from 'mitata';

const require = createRequire(import.meta.url);
const { EVENTS, normalizeDelivery } = require('../../dist');

const BUSINESS = '15550100001';
const WORDS = 'the frame you ordered is ready and you can come any day until six or on Saturday until noon, ask for Ines';

/** A message id that is not laid out as WhatsApp's: its key is the id itself. The figures of earlier builds have it. */
const plainId = (peer, index, thread) => `wamid.BENCH${'A'.repeat(30)}${thread}_${index}`;

/** A message id as WhatsApp lays it out: its key is decoded, as in live traffic. */
function decodableId(peer, index, thread) {
	const run = `3EB0${String(thread).padStart(8, '0')}${String(index).padStart(8, '0')}`;
	const head = [0x1c, 0x18, peer.length, ...Buffer.from(peer), 0x15, 0x02, 0x00, index % 2 === 0 ? 0x12 : 0x11];
	return `wamid.${Buffer.from([...head, 0x18, run.length, ...Buffer.from(run), 0x00]).toString('base64')}`;
}

/** A chunk of old chats: 100 messages a thread, newest first, both sides in turn, about 300 bytes a message. */
function historyChunk(messages, idOf) {
	const threads = Array.from({ length: messages / 100 }, (_, thread) => {
		const id = `1555${String(1_000_000 + thread)}`;
		return {
			id,
			messages: Array.from({ length: 100 }, (_unused, index) => ({
				from: index % 2 === 0 ? id : BUSINESS,
				id: idOf(id, index, thread),
				timestamp: String(1_763_400_000 - index * 6_000 - thread * 7),
				type: 'text',
				text: { body: `${WORDS} ${index}` },
				history_context: { status: 'read', ...(index % 2 === 0 ? {} : { from_me: true }) },
			})),
		};
	});
	const metadata = { display_phone_number: BUSINESS, phone_number_id: '300100300100300' };
	const history = [{ metadata: { phase: 0, chunk_order: 1, progress: 10 }, threads }];
	const value = { messaging_product: 'whatsapp', metadata, history };
	return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '200100200100200', changes: [{ field: 'history', value }] }] });
}

const ROUNDS = 5;
const SIZES = [1_000, 10_000, 100_000];
const LARGEST = 100_000;
const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
const milliseconds = async (work) => (await measure(work, { min_samples: 20, min_cpu_time: 4e8, inner_gc: false })).p50 / 1e6;
const repeated = (times, work) => () => {
	for (let time = 0; time < times; time++) work();
};

const contestantOf = (messages, idOf, note = '') => {
	const text = historyChunk(messages, idOf);
	const normalize = () => normalizeDelivery(text, { events: EVENTS });
	return { messages, note, text, parse: () => JSON.parse(text), normalize };
};
const contestants = [
	...SIZES.map((messages) => contestantOf(messages, plainId)),
	contestantOf(10_000, decodableId, ', keys decoded'),
];

/**
 * In each round all have their turn: a machine that is slower for a while is so for what it is compared with, too.
 * `one`: a single delivery. `all`: as many deliveries as make up the largest, so that each pays for what the collector
 * does after it: the median of a small delivery alone is that of one after which nothing had to be collected. The aim is
 * held against `one`; `all` says how much of it is the collector's.
 */
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
	const measured = [];
	for (const { messages, parse, normalize } of contestants) {
		const one = { parse: await milliseconds(parse), normalize: await milliseconds(normalize) };
		const times = LARGEST / messages;
		const all = times === 1 ? one : { parse: await milliseconds(repeated(times, parse)), normalize: await milliseconds(repeated(times, normalize)) };
		measured.push({ one, all });
	}
	rounds.push(measured);
}

const over = (value) => median(rounds.map(value)).toFixed(2);
console.log(`Node.js ${process.versions.node}, medians of ${ROUNDS} rounds`);
for (const [index, { messages, note, text }] of contestants.entries()) {
	const of = (key) => over((round) => round[index].one[key]).padStart(7);
	const megabytes = (text.length / 1e6).toFixed(2).padStart(5);
	console.log(`${String(messages).padStart(7)} messages, ${megabytes} MB:  JSON.parse ${of('parse')} ms,  read and normalize ${of('normalize')} ms  = ${over((round) => round[index].one.normalize / round[index].one.parse)} times${note}`);
}
const growth = (key) => over(([small, , large]) => large.one[key] / small.one[key] / (LARGEST / SIZES[0]));
const growthOfEqualWork = (key) => over(([small, , large]) => large.all[key] / small.all[key]);
console.log(`\na chunk of 10,000 messages costs ${over(([, { one }]) => one.normalize / one.parse)} times JSON.parse (aim: at most 2)`);
console.log(`and with ids whose keys are decoded ${over(([, , , { one }]) => one.normalize / one.parse)} times`);
console.log(`a message among 100,000 costs ${growth('normalize')} times one among 1,000 (aim: at most 1.2; JSON.parse alone: ${growth('parse')})`);
console.log(`100,000 in one delivery cost ${growthOfEqualWork('normalize')} times as much as in a hundred, collector included (JSON.parse alone: ${growthOfEqualWork('parse')})`);
