'use strict';

/**
 * What must not outlive this process, however it ends: programs that it started, its locks and folders. Inside
 * jest a test sees a copy of `process` whose exit is never announced; programs end there too, by `guard.js`.
 */
const { spawn } = require('node:child_process');
const path = require('node:path');

const EXIT_CODE = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** @type {Set<() => void>} */
const cleanups = new Set();

function runAll() {
	// The newest first: a process ends before the folder it works in is removed.
	for (const cleanup of [...cleanups].reverse()) {
		try {
			cleanup();
		} catch {
			// One failing clean-up must not keep the others from running.
		}
	}
}

/**
 * Registers a clean-up for the end of this process, by a signal too; a set `process.exitCode` is kept then.
 * @param {() => void} cleanup synchronous
 * @returns {() => void} takes the registration back without calling it
 */
function atExit(cleanup) {
	if (!process.listeners('exit').includes(runAll)) {
		process.on('exit', runAll);
		for (const [signal, code] of Object.entries(EXIT_CODE)) process.on(signal, () => process.exit(process.exitCode ?? code));
	}
	cleanups.add(cleanup);
	return () => cleanups.delete(cleanup);
}

/** Sends a signal to a program and to all that it started. Windows knows no process groups. */
function signalGroup(child, signal) {
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/**
 * Starts a program that ends at the latest when this process does, with everything that it started itself.
 * @param {string} file Node.js, or a script that it runs: the guard is a Node.js module
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { stdio: any[] }} options
 * @returns {import('node:child_process').ChildProcess}
 */
function spawnGuarded(file, args, { stdio, env = process.env, ...options }) {
	const guard = `--require ${JSON.stringify(path.join(__dirname, 'guard.js'))}`;
	const child = spawn(file, args, {
		...options,
		stdio: [...stdio, 'pipe'],
		env: { ...env, COEXISTENCE_GUARD: String(stdio.length), NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} ${guard}`.trim() },
		// The leader of a group of its own, so that one signal reaches all of it.
		detached: process.platform !== 'win32',
	});
	if (child.pid === undefined) return child;
	const forget = atExit(() => signalGroup(child, 'SIGKILL'));
	child.once('exit', () => {
		forget();
		signalGroup(child, 'SIGKILL');
	});
	return child;
}

module.exports = { atExit, spawnGuarded };
