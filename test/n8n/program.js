'use strict';

/**
 * Runs a program that is no Node.js module under the guard, so that it ends with the process that wanted it:
 * `node program.js <user or -> <file> [arguments]`. Signals go to the program,
 * SIGUSR2 kills it, and its end is the end of this.
 */
const { execFileSync, spawn } = require('node:child_process');

const [user, file, ...args] = process.argv.slice(2);
const idOf = (flag) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
const identity = user === '-' ? {} : { uid: idOf('-u'), gid: idOf('-g') };
const child = spawn(file, args, { stdio: 'inherit', ...identity });
// This process stays, so that the killed program is reaped at once and its locks count as dead.
process.on('SIGUSR2', () => child.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
