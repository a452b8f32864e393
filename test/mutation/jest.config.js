'use strict';

/** The unit tier alone: mutation testing runs it thousands of times. */
const { projects } = require('../../jest.config');

module.exports = { ...projects.find(({ displayName }) => displayName === 'unit'), rootDir: '../..' };
