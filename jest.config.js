'use strict';

/** Types are checked by `npm run lint`; here each file is only translated. */
const transform = {
	'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
};

/** One tier of tests; each is a project of its own, so that `npm run test:unit` needs nothing that e2e needs. */
const tier = (displayName, more = {}) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform,
	// The installed n8n lies there, with packages of the same names as ours.
	modulePathIgnorePatterns: ['<rootDir>/.cache/'],
	...more,
});

module.exports = {
	projects: [
		tier('unit', { globalSetup: '<rootDir>/test/unit/zone.js' }),
		tier('property'),
		tier('contract'),
		tier('e2e', { globalSetup: '<rootDir>/test/e2e/setup.js', globalTeardown: '<rootDir>/test/e2e/teardown.js' }),
		tier('examples', {
			globalSetup: '<rootDir>/test/examples/setup.js',
			globalTeardown: '<rootDir>/test/examples/teardown.js',
		}),
	],
	coverageDirectory: 'coverage',
};
