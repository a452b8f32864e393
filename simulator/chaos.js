'use strict';

const { random } = require('./random');
const { bytesOf } = require('./sign');
const { bodyOf, split } = require('./traffic/delivery');

/**
 * One POST. `fate`: `sent` proves itself; `forged` is signed with another secret; `changed` lost a letter on the way
 * and `cut` its end, after it was signed. Only what was sent may come out.
 * @typedef {number | string} Amount
 * @typedef {{ delivery: import('./traffic/delivery').Delivery, fate: 'sent' | 'forged' | 'changed' | 'cut', asMeta?: boolean }} Post
 */

/** How many of a list are meant by a share (`0.1`, `'10%'`) or a count (`5`). */
function amount(wanted, length) {
	const share = /^(.*)%$/.exec(wanted)?.[1];
	const number = share === undefined ? Number(wanted) : Number(share) / 100;
	return Math.min(share !== undefined || number < 1 ? Math.round(number * length) : Math.round(number), length);
}

/** Some of a list, by chance. */
const some = (chance, list, wanted) => new Set(chance.shuffle(list).slice(0, amount(wanted, list.length)));

/** Puts a post somewhere behind a place. */
function insertBehind(chance, posts, place, post) {
	posts.splice(place + 1 + chance.below(posts.length - place), 0, post);
}

/** Lets some posts change their places with each other. */
function shuffleSome(chance, posts, wanted) {
	const places = [...some(chance, posts.map((_, index) => index), wanted)];
	const moved = chance.shuffle(places);
	const before = [...posts];
	places.forEach((place, index) => (posts[place] = before[moved[index]]));
}

/**
 * Does to deliveries what the way to a receiver does: some are split, lost, damaged (the provider then sends them
 * again), delivered twice, mixed with forgeries, and out of order. How many is a share (`0.1`, `'10%'`) or a count (`5`).
 * @param {{ deliveries: import('./traffic/delivery').Delivery[], forge: (index: number) => import('./traffic/delivery').Delivery }} traffic
 * @param {{ seed?: number, provider?: 'meta' | '360dialog', split?: Amount, drop?: Amount, corrupt?: Amount,
 *   redeliver?: Amount, forge?: Amount, shuffle?: Amount, damages?: Array<'changed' | 'cut'> }} [wanted] `damages`: a body that
 *   lost a letter is noticed only by a signature, a body that was cut by everybody
 * @returns {Post[]}
 */
function disturb({ deliveries, forge }, wanted = {}) {
	const { seed = 1, provider = 'meta', damages = ['changed', 'cut'] } = wanted;
	const chance = random(seed ^ 0x5eed);
	const divisible = deliveries.filter(({ elements }) => elements.length > 1);
	const divided = some(chance, divisible, wanted.split ?? 0);
	const whole = deliveries.flatMap((delivery) =>
		divided.has(delivery) ? split(delivery, 2 + chance.below(3), provider) : [delivery],
	);
	const lost = some(chance, whole, wanted.drop ?? 0);
	const posts = whole.filter((delivery) => !lost.has(delivery)).map((delivery) => ({ delivery, fate: 'sent' }));
	const sent = [...posts];
	for (const post of some(chance, sent, wanted.corrupt ?? 0)) {
		posts.splice(posts.indexOf(post), 0, { ...post, fate: chance.pick(damages) });
	}
	for (const post of some(chance, sent, wanted.redeliver ?? 0)) {
		// 360dialog sends contacts to two addresses, to the number's in Meta's envelope.
		const asMeta = provider === '360dialog' && post.delivery.field === 'smb_app_state_sync' && chance.next() < 0.5;
		insertBehind(chance, posts, posts.indexOf(post), { ...post, asMeta });
	}
	const forgeries = amount(wanted.forge ?? 0, deliveries.length);
	for (let index = 0; index < forgeries; index++) insertBehind(chance, posts, -1, { delivery: forge(index), fate: 'forged' });
	shuffleSome(chance, posts, wanted.shuffle ?? 0);
	return posts;
}

/**
 * The bytes of a post: what is signed, and what arrives.
 * @param {Post} post
 * @param {'meta' | '360dialog'} provider
 * @returns {{ signed: Buffer, arrives: Buffer }}
 */
function bytesOfPost({ delivery, fate, asMeta = false }, provider) {
	const signed = bytesOf(bodyOf(delivery, asMeta ? 'meta' : provider));
	if (fate === 'cut') return { signed, arrives: signed.subarray(0, signed.length - 2) };
	if (fate !== 'changed') return { signed, arrives: signed };
	const arrives = Buffer.from(signed);
	// The first word of every body is a key: another letter in it leaves good JSON.
	arrives[2] = arrives[2] === 0x78 ? 0x79 : 0x78;
	return { signed, arrives };
}

module.exports = { bytesOfPost, disturb };
