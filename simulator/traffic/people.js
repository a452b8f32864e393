'use strict';

const FIRST = 'Amara Bo Chidi Dalia Emil Farah Goran Hana Ines Ivo Jun Kaja Lena Luca Mina Noor Oskar Pia Rafa Sana Timo Uma Vera Wim Yara Zeno'.split(' ');
const LAST = 'Abara Bellini Costa Drăgan Eklund Fuchs Grünwald Håkon Ilić Jansen Køhler Lindqvist Moreau Nakata Okafor Perić Quist Rossi Šimek Tanaka Ueda Vale Weiß Yilmaz'.split(' ');
const WORDS = 'the frame order is ready we can send it tomorrow morning thank you for the quick answer see you at shop größe 🖼 naïve'.split(' ');

/** Of this many people one is known by number and user id, and one by user id alone, as since 2026. */
const USER_ID_EVERY = 10;

/**
 * A made-up person. `key` is what items call `contactId`: the number in its canonical form, else the user id.
 * @typedef {{ number?: string, userId?: string, parentUserId?: string, username?: string, first?: string,
 *   name?: string, key: string }} Person
 */

/**
 * The customers of the business, always the same ones in the same order.
 * @param {number} count
 * @returns {Person[]}
 */
function people(count) {
	return Array.from({ length: count }, (_, index) => {
		const first = FIRST[index % FIRST.length];
		const name = `${first} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`;
		const number = `1555${String(2_000_000 + index)}`;
		const userId = `US.9${String(100_000_000_000 + index)}`;
		const username = `${first.toLowerCase()}.${index}`;
		if (index % USER_ID_EVERY === 3) return { number, userId, username, first, name, key: number };
		if (index % USER_ID_EVERY === 7) return { userId, username, first, name, key: userId };
		return { number, first, name, key: number };
	});
}

/** Some words, as people write. */
const sentence = ({ pick, below }) => Array.from({ length: 4 + below(14) }, () => pick(WORDS)).join(' ');

module.exports = { people, sentence };
