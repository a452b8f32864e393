import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/WhatsAppCoexistence/n8n/companion/run';
import { CoreHost } from '../support/core';

/** The package as n8n's own loader sees it. */
describe('the package in the loader of n8n', () => {
	let host: CoreHost;
	let description: INodeTypeDescription;

	beforeAll(async () => {
		host = await CoreHost.load();
		description = host.loader.getNode('whatsAppCoexistenceTrigger').type.description as INodeTypeDescription;
	});

	/** The file that an icon address of the loader points to. */
	const iconFile = (url: string): string => join(host.loader.directory, url.replace(/^icons\/[^/]+\//, ''));

	it('is called n8n-nodes-whatsapp-coexistence', () => {
		expect(host.loader.packageName).toBe('n8n-nodes-whatsapp-coexistence');
	});

	it('holds the trigger, version 1.1, under its name', () => {
		expect(Object.keys(host.loader.nodeTypes)).toContain('whatsAppCoexistenceTrigger');
		expect(description).toMatchObject({
			name: 'whatsAppCoexistenceTrigger',
			displayName: 'WhatsApp Coexistence Trigger',
			version: 1.1,
			group: ['trigger'],
			inputs: [],
		});
	});

	it('has six named outputs, all fixed', () => {
		expect(description.outputs).toEqual(Array.from({ length: 6 }, () => 'main'));
		expect(description.outputNames).toEqual(['Contacts', 'History', 'Echoes', 'Messages', 'Sync Status', 'Other']);
	});

	it('answers GET and POST on one path, after the execution is stored', () => {
		const webhooks = description.webhooks ?? [];
		expect(webhooks).toHaveLength(2);
		expect(webhooks.find(({ name }) => name === 'setup')).toMatchObject({ httpMethod: 'GET', path: 'webhook' });
		expect(webhooks.find(({ name }) => name === 'default')).toMatchObject({
			httpMethod: 'POST',
			path: 'webhook',
			responseMode: 'onReceived',
			responseData: '',
		});
	});

	it('has nothing in its webhooks that n8n must evaluate on each request', () => {
		const values = (description.webhooks ?? []).flatMap((webhook) => Object.values(webhook));
		expect(values.filter((value) => typeof value === 'string' && value.startsWith('='))).toEqual([]);
	});

	it('has no expression among the defaults of its parameters', () => {
		expect(JSON.stringify(description.properties.map((property) => property.default))).not.toMatch(/"=|\{\{/);
	});

	it.each([
		['provider', 'meta', ['meta', '360dialog']],
		['authentication', 'signature', ['signature', 'header', 'none']],
	])('offers %s, by default %s', (name, byDefault, values) => {
		const property = description.properties.find((each) => each.name === name);
		expect(property?.default).toBe(byDefault);
		const offered = (property?.options ?? []).map((option) => ('value' in option ? option.value : undefined));
		expect([...offered].sort()).toEqual([...values].sort());
	});

	it('selects all contacts, history and echoes by default', () => {
		const events = description.properties.find(({ name }) => name === 'events');
		const offered = (events?.options ?? []).map((option) => ('value' in option ? String(option.value) : ''));
		expect(offered).toHaveLength(18);
		const wanted = offered.filter((event) => /^(contact|history|echo)\./.test(event));
		expect([...(events?.default as string[])].sort()).toEqual([...wanted].sort());
	});

	it('offers the options of the contract, with their defaults', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
		const defaults = options.map((option) => [option.name, option.default]);
		expect(Object.fromEntries(defaults)).toEqual({
			deduplicate: true,
			downloadMedia: false,
			includeRaw: false,
			phoneNumberIds: '',
			spreadsheetSafe: false,
			takeOverWhileListening: false,
		});
	});

	it('has light and dark icons that exist and differ', () => {
		const { iconUrl } = host.loader.types.nodes.find(({ name }) => name === 'whatsAppCoexistenceTrigger')!;
		expect(iconUrl).toEqual({ light: expect.stringMatching(/\.svg$/), dark: expect.stringMatching(/\.svg$/) });
		const { light, dark } = iconUrl as { light: string; dark: string };
		expect(light).not.toBe(dark);
		expect([light, dark].map(iconFile).filter((file) => !existsSync(file))).toEqual([]);
	});

	it('has a codex with category and documentation', () => {
		const { codex } = host.loader.types.nodes.find(({ name }) => name === 'whatsAppCoexistenceTrigger')!;
		expect(codex?.categories?.length).toBeGreaterThan(0);
		expect(codex?.resources?.primaryDocumentation?.length).toBeGreaterThan(0);
	});

	it.each([
		['meta', 'whatsAppCoexistenceMetaApi'],
		['360dialog', 'whatsAppCoexistence360DialogApi'],
	])('asks for one credential with provider %s: %s', (provider, credential) => {
		const { node } = host.trigger({ parameters: { provider } });
		const asked = (description.credentials ?? []).filter((each) =>
			NodeHelpers.displayParameter({ provider }, each, node, description),
		);
		expect(asked.map(({ name }) => name)).toEqual([credential]);
	});

	describe.each([
		[
			'whatsAppCoexistenceMetaApi',
			['accessToken', 'appSecret', 'baseUrl', 'headerName', 'headerValue', 'previousAppSecret', 'verifyToken'],
			['accessToken', 'appSecret', 'headerValue', 'previousAppSecret', 'verifyToken'],
		],
		[
			'whatsAppCoexistence360DialogApi',
			['apiKey', 'baseUrl', 'headerName', 'headerValue', 'previousSignatureSecret', 'signatureSecret'],
			['apiKey', 'headerValue', 'previousSignatureSecret', 'signatureSecret'],
		],
	])('the credential %s', (name, fields, hidden) => {
		const credential = () => host.loader.getCredential(name).type;

		it('has its fields, secrets hidden', () => {
			const { properties } = credential();
			expect(properties.map((property) => property.name).sort()).toEqual(fields);
			const secret = properties.filter((property) => property.typeOptions?.password === true);
			expect(secret.map((property) => property.name).sort()).toEqual(hidden);
		});

		it('has a display name, icons, documentation and a test', () => {
			expect(credential().displayName).toMatch(/^WhatsApp Coexistence /);
			expect(credential().documentationUrl).toMatch(/^https:\/\//);
			expect(credential().test).toBeDefined();
			const { light, dark } = credential().iconUrl as { light: string; dark: string };
			expect([light, dark].map(iconFile).filter((file) => !existsSync(file))).toEqual([]);
		});

		it('knows the nodes that use it', () => {
			const nodes = ['whatsAppCoexistence', 'whatsAppCoexistenceTrigger'];
			expect([...(host.loader.known.credentials[name]?.supportedNodes ?? [])].sort()).toEqual(nodes);
		});
	});

	describe('the companion node', () => {
		const companion = () => host.loader.getNode('whatsAppCoexistence').type.description as INodeTypeDescription;

		it('is there under its name, usable as a tool, with one input and one output', () => {
			expect(companion()).toMatchObject({
				name: 'whatsAppCoexistence',
				displayName: 'WhatsApp Coexistence',
				version: 1,
				usableAsTool: true,
				inputs: ['main'],
				outputs: ['main'],
			});
		});

		it('has icons and a codex', () => {
			const { iconUrl, codex } = host.loader.types.nodes.find(({ name }) => name === 'whatsAppCoexistence')!;
			const { light, dark } = iconUrl as { light: string; dark: string };
			expect([light, dark].map(iconFile).filter((file) => !existsSync(file))).toEqual([]);
			expect(codex?.resources?.primaryDocumentation?.length).toBeGreaterThan(0);
		});

		/** What the panel offers with some parameters: the values of every shown list of that name. */
		const offered = (name: string, parameters: INodeParameters): string[] =>
			companion()
				.properties.filter((property) => property.name === name)
				.filter((property) => NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, companion()))
				.flatMap(({ options = [] }) => options.map((option) => String('value' in option ? option.value : '')));

		it.each(['meta', '360dialog'] as const)('offers with %s exactly the operations that there are', (provider) => {
			const shown = offered('resource', { provider }).flatMap((resource) =>
				offered('operation', { provider, resource }).map((operation) => `${resource}.${operation}`),
			);
			const there = Object.entries(OPERATIONS).filter(([, { providers }]) => providers.includes(provider));
			expect(shown.sort()).toEqual(there.map(([name]) => name).sort());
		});
	});
});
