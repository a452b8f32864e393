'use strict';

const { random } = require('../random');
const { addressBook, addressBookChanges } = require('./contacts');
const { conversations } = require('./conversations');
const { echoes, forgery } = require('./echoes');
const { chunks } = require('./history');
const { live } = require('./live');
const { followUps } = require('./media');
const { people } = require('./people');
const { REPORTED } = require('./reported');
const { declined, disconnected, future } = require('./single');
const { messageName } = require('./wamid');

/** What the traffic is made of, in the order in which it happens. */
const PARTS = ['contacts', 'history', 'echoes', 'live', ...Object.keys(REPORTED), 'changes', 'account', 'future'];

/** How big the business is unless told otherwise. */
const SIZES = { contacts: 40, threads: 15, messages: 400, echoes: 30, live: 20 };

/** The number of the business: another seed has another one, whose progress and account nobody has seen yet. */
const numberOfSeed = (seed) => ({ id: `300${String(seed >>> 0).padStart(10, '0')}00`, number: `15550${String((seed >>> 0) % 1_000_000).padStart(6, '0')}` });

/**
 * The life of a made-up business with a number in coexistence, from its onboarding to its end. The same seed and the
 * same moment give the same deliveries, byte for byte.
 * @param {{ seed?: number, now?: number, contacts?: number, threads?: number, messages?: number, echoes?: number,
 *   live?: number, media?: number, overlap?: number, chunkBytes?: number, chunkMessages?: number, decline?: boolean,
 *   only?: string[], business?: { id?: string, number?: string } }} [options] `now`: milliseconds since 1970; `media`: the
 *   share of old messages with a file; `overlap`: the share of a phase's messages that the next phase repeats;
 *   `decline`: an error in place of the history; `only`: some of PARTS
 * @returns {{ deliveries: import('./delivery').Delivery[], messageIds: string[], forge: (index: number) => import('./delivery').Delivery }}
 *   `messageIds`: of the history; `forge` makes what a stranger would send
 */
function businessLife(options = {}) {
	const { seed = 1, now = Date.now(), decline = false, only = PARTS } = options;
	const { media = 0.1, overlap = 0.2, chunkBytes = 2_900_000, chunkMessages = 100 } = options;
	const size = { ...SIZES, ...Object.fromEntries(Object.keys(SIZES).flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]]))) };
	const world = {
		seed,
		business: { ...numberOfSeed(seed), ...options.business },
		now: Math.floor(now / 1_000),
		chance: random(seed),
		// Another seed is another business: its ids were never seen before.
		nameOf: (kind, index, person, by) => messageName({ seed, kind, index, person, by }),
	};
	const everybody = people(Math.max(size.contacts, size.threads, 1));
	const known = everybody.slice(0, size.contacts);
	const customers = everybody.slice(0, Math.max(size.threads, 1));
	const old = only.includes('history') && !decline ? conversations(world, customers, { messages: size.messages, media }) : [];
	const history = () =>
		decline ? [declined(world)] : [...chunks(world, old, { overlap, chunkBytes, chunkMessages }), ...followUps(world, old)];
	const parts = {
		contacts: () => addressBook(world, known),
		history,
		echoes: () => echoes(world, customers, size.echoes),
		live: () => live(world, customers, size.live),
		...Object.fromEntries(Object.entries(REPORTED).map(([part, { make }]) => [part, () => make(world, customers)])),
		changes: () => addressBookChanges(world, known),
		account: () => [disconnected(world)],
		future: () => [future(world)],
	};
	const deliveries = PARTS.filter((part) => only.includes(part)).flatMap((part) => parts[part]());
	const numbered = deliveries.map((delivery, index) => ({ ...delivery, id: `EVT-${seed}-${index + 1}` }));
	const forge = (index) => ({ ...forgery(world, customers, index), id: `EVT-${seed}-F${index + 1}` });
	return { deliveries: numbered, messageIds: old.map(({ raw }) => raw.id), forge };
}

module.exports = { businessLife, PARTS, SIZES };
