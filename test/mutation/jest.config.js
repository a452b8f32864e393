'use strict';

/** The unit tier alone, as one file (see there): mutation testing runs it thousands of times. */
const { projects } = require('../../jest.config');

module.exports = {
	...projects.find(({ displayName }) => displayName === 'unit'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/mutation/all.test.ts'],
	watchman: false,
};
