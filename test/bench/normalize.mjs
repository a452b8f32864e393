/** Measures the normalizer against JSON.parse of the same bytes; see run.js. */
import { createRequire } from 'node:module';
import { measure } from 'mitata';

const require = createRequire(import.meta.url);
const { EVENTS, normalizeDelivery } = require('../../dist');

const BUSINESS = '15550100001';
const WORDS = 'the frame you ordered is ready and you can come any day until six or on Saturday until noon, ask for Ines';

/** A chunk of old chats: 100 messages a thread, newest first, both sides in turn, about 300 bytes a message. */
function historyChunk(messages) {
	const threads = Array.from({ length: messages / 100 }, (_, thread) => {
		const id = `1555${String(1_000_000 + thread)}`;
		return {
			id,
			messages: Array.from({ length: 100 }, (_unused, index) => ({
				from: index % 2 === 0 ? id : BUSINESS,
				id: `wamid.BENCH${'A'.repeat(30)}${thread}_${index}`,
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
const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
const milliseconds = async (work) => (await measure(work, { min_samples: 20, min_cpu_time: 4e8, inner_gc: false })).p50 / 1e6;

const texts = SIZES.map(historyChunk);
/** In each round all have their turn: a machine that is slower for a while is so for what it is compared with, too. */
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
	const measured = [];
	for (const text of texts) {
		const parse = await milliseconds(() => JSON.parse(text));
		measured.push({ parse, normalize: await milliseconds(() => normalizeDelivery(text, { events: EVENTS })) });
	}
	rounds.push(measured);
}

const over = (value) => median(rounds.map(value)).toFixed(2);
console.log(`Node.js ${process.versions.node}, medians of ${ROUNDS} rounds`);
for (const [index, messages] of SIZES.entries()) {
	const of = (key) => over((round) => round[index][key]).padStart(7);
	const megabytes = (texts[index].length / 1e6).toFixed(2).padStart(5);
	console.log(`${String(messages).padStart(7)} messages, ${megabytes} MB:  JSON.parse ${of('parse')} ms,  read and normalize ${of('normalize')} ms  = ${over((round) => round[index].normalize / round[index].parse)} times`);
}
const growth = (key) => over(([small, , large]) => large[key] / small[key] / (SIZES[2] / SIZES[0]));
console.log(`\na chunk of 10,000 messages costs ${over(([, chunk]) => chunk.normalize / chunk.parse)} times JSON.parse (aim: at most 2)`);
console.log(`a message among 100,000 costs ${growth('normalize')} times one among 1,000 (aim: at most 1.2; JSON.parse alone: ${growth('parse')})`);
