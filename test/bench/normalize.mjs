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

const milliseconds = async (work) => (await measure(work, { min_samples: 60, min_cpu_time: 1.5e9, inner_gc: false })).p50 / 1e6;

async function compare(messages) {
	const text = historyChunk(messages);
	const parse = await milliseconds(() => JSON.parse(text));
	const normalize = await milliseconds(() => normalizeDelivery(text, { events: EVENTS }));
	const perMessage = (normalize / messages) * 1_000;
	console.log(
		`${String(messages).padStart(7)} messages, ${(text.length / 1e6).toFixed(2).padStart(5)} MB:  JSON.parse ${parse.toFixed(2).padStart(7)} ms,  read and normalize ${normalize.toFixed(2).padStart(7)} ms  = ${(normalize / parse).toFixed(2)} times,  ${perMessage.toFixed(2)} µs a message`,
	);
	return { ratio: normalize / parse, perMessage };
}

console.log(`Node.js ${process.versions.node}, medians`);
const small = await compare(1_000);
const chunk = await compare(10_000);
const large = await compare(100_000);
console.log(`\na chunk of 10,000 messages costs ${chunk.ratio.toFixed(2)} times JSON.parse (aim: at most 2)`);
console.log(`a message among 100,000 costs ${(large.perMessage / small.perMessage).toFixed(2)} times one among 1,000 (aim: at most 1.2)`);
