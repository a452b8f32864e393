'use strict';

const { bytesOfPost, disturb } = require('./chaos');
const { random } = require('./random');
const { businessLife } = require('./traffic/business');

/**
 * The onboarding of a business with months of chats: contacts, then the history in chunks of three phases that
 * overlap, out of order, some delivered twice. The same seed gives the same traffic at the same moment.
 * @param {{ seed?: number, messages?: number, threads?: number, contacts?: number, chunkBytes?: number, overlap?: number,
 *   redelivered?: number, provider?: 'meta' | '360dialog' }} [options] `overlap`: the share of a phase's messages
 *   that the next phase repeats; `redelivered`: the share of the deliveries that come once more, later
 * @returns {{ deliveries: Array<{ field: string, bytes: Buffer }>, messageIds: string[], contacts: number }}
 *   what to send, in order, and what must come out, each once
 */
function onboarding({
	seed = 1,
	messages = 118_000,
	threads = 1_500,
	contacts = 9_100,
	chunkBytes = 2_900_000,
	overlap = 0.2,
	redelivered = 0.1,
	provider = 'meta',
} = {}) {
	const size = { messages, threads, contacts, chunkBytes, chunkMessages: Infinity, media: 0, overlap };
	const life = businessLife({ seed, ...size, only: ['contacts', 'history'] });
	const people = life.deliveries.filter(({ kind }) => kind === 'contacts');
	const history = random(seed).shuffle(life.deliveries.filter(({ kind }) => kind === 'history'));
	const posts = disturb({ ...life, deliveries: [...people, ...history] }, { seed, provider, redeliver: redelivered });
	const deliveries = posts.map((post) => ({ field: post.delivery.field, bytes: bytesOfPost(post, provider).arrives }));
	return { deliveries, messageIds: life.messageIds, contacts };
}

module.exports = { onboarding };
