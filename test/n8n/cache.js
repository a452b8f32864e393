'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { atExit } = require('./children');

/** Git-ignored; COEXISTENCE_CACHE names another folder. */
const CACHE = path.resolve(process.env.COEXISTENCE_CACHE || path.join(__dirname, '..', '..', '.cache'));
/** While its owner lives, a lock is touched this often; a lock untouched for so long has lost its owner. */
const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 15_000;
const TELL_MS = 15_000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Creates the lock, or says that it is there. */
function take(lock) {
	try {
		fs.mkdirSync(lock);
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

/** Moves a lock without an owner out of the way; of several processes that try, one succeeds. */
function breakDead(lock) {
	const aside = `${lock}.${process.pid}`;
	try {
		if (Date.now() - fs.statSync(lock).mtimeMs < DEAD_AFTER_MS) return;
		fs.renameSync(lock, aside);
		fs.rmSync(aside, { recursive: true, force: true });
	} catch (error) {
		// Another process was faster.
		if (error.code !== 'ENOENT') throw error;
	}
}

/** Keeps a lock alive; gives the function that gives it back, which also runs when this process ends. */
function hold(lock) {
	const beat = setInterval(() => fs.utimes(lock, new Date(), new Date(), () => undefined), BEAT_MS);
	const release = () => fs.rmSync(lock, { recursive: true, force: true });
	const forget = atExit(release);
	return () => {
		clearInterval(beat);
		forget();
		release();
	};
}

/**
 * A folder that is filled once. A marker is written last, so that an interrupted work is never taken for a
 * finished one; a lock keeps two processes from filling the same folder.
 * @param {string} name the first part of the folder's name
 * @param {string[]} sources files whose content decides what is filled in: another content is another folder
 * @param {(line: string) => void} log
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the filled folder; rejects with what `fill` threw
 */
async function filled(name, sources, log, fill) {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	// How git writes line ends here changes nothing about what is filled in.
	for (const file of sources) hash.update(fs.readFileSync(file, 'utf8').replace(/\r\n/g, '\n'));
	const folder = path.join(CACHE, `${name}-${hash.digest('hex').slice(0, 12)}`);
	const marker = path.join(folder, '.complete');
	const lock = `${folder}.lock`;
	fs.mkdirSync(CACHE, { recursive: true });
	for (let told = 0; !fs.existsSync(marker); ) {
		if (take(lock)) {
			const release = hold(lock);
			try {
				if (fs.existsSync(marker)) break;
				fs.rmSync(folder, { recursive: true, force: true });
				fs.mkdirSync(folder);
				await fill(folder);
				fs.writeFileSync(marker, new Date().toISOString());
			} finally {
				release();
			}
		} else {
			if (Date.now() - told > TELL_MS) log(`Another process installs ${name}; waiting for it`);
			if (Date.now() - told > TELL_MS) told = Date.now();
			breakDead(lock);
			await sleep(500);
		}
	}
	return folder;
}

module.exports = { filled };
