'use strict';

/**
 * Loaded into a Node.js process that must not outlive the one that started it. The starter holds the other end
 * of a pipe: when it is gone, for whatever reason, the pipe closes, and this process ends with all its children.
 */
const net = require('node:net');

const descriptor = Number(process.env.COEXISTENCE_GUARD);
// What this process starts inherits the environment, but not the pipe.
delete process.env.COEXISTENCE_GUARD;

if (descriptor > 0) {
	const pipe = new net.Socket({ fd: descriptor, readable: true, writable: false });
	const end = () => process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
	pipe.on('close', end).on('error', end).resume();
	pipe.unref();
}
