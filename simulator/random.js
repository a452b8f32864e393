'use strict';

/**
 * A repeatable source of chance: the same seed gives the same numbers (mulberry32, public domain).
 * @param {number} seed any integer
 * @returns {{ next: () => number, below: (limit: number) => number, pick: <T>(list: T[]) => T, shuffle: <T>(list: T[]) => T[] }}
 *   `next`: from 0 to below 1; `below`: an integer from 0 to below the limit; `shuffle`: a new list
 */
function random(seed) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit) => Math.floor(next() * limit);
	const pick = (list) => list[below(list.length)];
	const shuffle = (list) => {
		const shuffled = [...list];
		for (let last = shuffled.length - 1; last > 0; last--) {
			const other = below(last + 1);
			[shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
		}
		return shuffled;
	};
	return { next, below, pick, shuffle };
}

module.exports = { random };
