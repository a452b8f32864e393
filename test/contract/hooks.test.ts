import { CoreHost } from '../support/core';
import { credentialsFor } from '../support/credentialSets';

/** What happens on publish and unpublish with registration `manual`: nothing, for the user does it. */
describe('manual registration', () => {
	it.each(['activate', 'manual', 'leadershipChange'] as const)('asks nobody and stores nothing (%s)', async (activation) => {
		const trigger = (await CoreHost.load()).trigger({ credentials: credentialsFor('meta') });
		expect(await trigger.callHook('checkExists', { activation })).toBe(true);
		expect(await trigger.callHook('create', { activation })).toBe(true);
		expect(await trigger.callHook('delete', { activation })).toBe(true);
		expect(trigger.credentials.reads).toBe(0);
		// n8n makes an empty entry as soon as a node looks for one.
		expect(trigger.staticData).toEqual({ 'node:Trigger': {} });
	});
});
