'use strict';

const transform = {
	'^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
};

/** One tier of tests; each is a project of its own, so that `npm run test:unit` needs nothing that e2e needs. */
const tier = (displayName, more = {}) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform,
	...more,
});

module.exports = {
	projects: [
		tier('unit'),
		tier('property'),
		tier('contract'),
		tier('e2e', { globalSetup: '<rootDir>/test/e2e/setup.js', globalTeardown: '<rootDir>/test/e2e/teardown.js' }),
	],
	coverageDirectory: 'coverage',
};
