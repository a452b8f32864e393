import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { examples } from '../../examples/source/build';
import { credentialTypeOf } from './credentials';
import { ids, type Json, n8n, rest } from './world';

const FOLDER = join(__dirname, '..', '..', 'examples');
const names = readdirSync(FOLDER).filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''));
const read = (name: string): Json => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Json;
const STICKY = 'n8n-nodes-base.stickyNote';
const CODE = ['n8n-nodes-base.code', 'n8n-nodes-base.function', 'n8n-nodes-base.functionItem', '@n8n/n8n-nodes-langchain.code'];

/** Paths at which a node sets something that its description does not have, or has otherwise. */
function unknownPaths(set: any, known: any, path: string): string[] {
	if (set === null || typeof set !== 'object') return Object.is(set, known) ? [] : [path];
	// What the parts of these hold is the business of the node, not of its description.
	if (set.__rl === true || 'mappingMode' in set || 'combinator' in set) return known === undefined ? [path] : [];
	if (Array.isArray(set)) return set.flatMap((part, index) => unknownPaths(part, known?.[index], `${path}[${index}]`));
	if (known === undefined) return [path];
	return Object.entries(set).flatMap(([key, value]) => unknownPaths(value, known?.[key], `${path}.${key}`));
}

let descriptions: INodeTypeDescription[];
const descriptionOf = ({ type, typeVersion }: Json): INodeTypeDescription | undefined =>
	descriptions.find(({ name, version }) => name === type && [version].flat().includes(typeVersion));

beforeAll(async () => {
	await rest.login();
	descriptions = (await (await fetch(`${n8n.base}/types/nodes.json`, { headers: { cookie: rest.cookie } })).json()) as INodeTypeDescription[];
});

it('has a current file for each workflow', () => {
	const built = examples();
	expect(built.map(({ name }: Json) => name)).toEqual(names.sort());
	for (const { name, text } of built) expect(readFileSync(join(FOLDER, `${name}.json`), 'utf8')).toBe(text);
});

describe.each(names)('%s', (name) => {
	const workflow = read(name);
	const nodes: Json[] = workflow.nodes.filter(({ type }: Json) => type !== STICKY);

	it('is small, explained, without a code node, and carries nothing of anybody', () => {
		expect(nodes.length).toBeLessThanOrEqual(8);
		expect(workflow.nodes.length - nodes.length).toBeGreaterThanOrEqual(2);
		expect(nodes.filter(({ type }) => CODE.includes(type))).toEqual([]);
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(new Set(workflow.nodes.map(({ id }: Json) => id)).size).toBe(workflow.nodes.length);
	});

	it('has its place and a small picture in the README', () => {
		const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
		expect(readme).toContain(`![${name}](pictures/${name}.png)`);
		expect(statSync(join(FOLDER, 'pictures', `${name}.png`)).size).toBeLessThan(150_000);
	});

	it('connects only nodes that are there', () => {
		const known = new Set(nodes.map((node) => node.name));
		const ends = Object.entries(workflow.connections as Json).flatMap(([from, outputs]) => [
			from,
			...Object.values(outputs as Json).flatMap((list) => (list as Json[][]).flat().map(({ node }) => node)),
		]);
		expect(ends.filter((end) => !known.has(end))).toEqual([]);
	});

	it('was imported by n8n as it is', async () => {
		const stored = await rest.call('GET', `/workflows/${ids[name]}`);
		const parts = (list: Json[]) => list.map(({ name, type, typeVersion, parameters }) => ({ name, type, typeVersion, parameters }));
		expect(parts(stored.nodes)).toEqual(parts(workflow.nodes));
		expect(stored.connections).toEqual(workflow.connections);
	});

	it.each(workflow['nodes'] as Json[])('$name: type, version and every parameter are known to n8n', (node) => {
		const description = descriptionOf(node)!;
		expect(description).toBeDefined();
		const resolved = NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node as unknown as INode, description);
		expect(unknownPaths(node.parameters, resolved, node.name)).toEqual([]);
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node as unknown as INode, description);
		expect(issues?.parameters ?? {}).toEqual({});
		const wanted = credentialTypeOf(node as never);
		const inherited = node.parameters.authentication === 'predefinedCredentialType';
		if (wanted !== undefined && !inherited) expect((description.credentials ?? []).map(({ name }) => name)).toContain(wanted);
	});
});
