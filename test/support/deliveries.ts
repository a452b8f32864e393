import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { ItemExpectation } from './expectations';
import { ALL_EVENTS } from './itemChecks';
import type { Provider } from './sign';

const FOLDER = join(__dirname, '..', 'fixtures', 'deliveries');

/** The file beside a delivery; test/fixtures/README.md says what each key means. */
export interface Expected extends ItemExpectation {
	readonly note: string;
	readonly provider: Provider;
	readonly http: 200 | 400;
	readonly params?: INodeParameters;
	readonly flat?: boolean;
	readonly after?: readonly string[];
	readonly repeat?: 'none' | 'same';
	readonly sameIdsAs?: string;
	readonly differentIdsFrom?: string;
	readonly distinctIds?: number;
	readonly duplicatesAllowed?: boolean;
}

const KEYS = new Set([
	...['note', 'provider', 'http', 'params', 'flat', 'items', 'optional', 'forbid', 'order', 'after', 'repeat'],
	...['sameIdsAs', 'differentIdsFrom', 'distinctIds', 'duplicatesAllowed'],
]);

/** The names of all sample deliveries, such as `echoes/text_basic.json`. */
export function deliveryNames(): string[] {
	const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return folders.flatMap(({ name }) =>
		readdirSync(join(FOLDER, name))
			.filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
			.map((file) => `${name}/${file}`)
			.sort(),
	);
}

/** The bytes of a delivery as its sender signs them: `{{now}}`, `{{now-60}}` become Unix seconds, nothing else. */
export function deliveryBytes(name: string, now = Math.floor(Date.now() / 1000)): Buffer {
	const bytes = readFileSync(join(FOLDER, name));
	if (!bytes.includes('{{now')) return bytes;
	const seconds = (_: string, shift = '0'): string => String(now + Number(shift));
	return Buffer.from(bytes.toString('latin1').replace(/\{\{now([+-]\d+)?\}\}/g, seconds), 'latin1');
}

/** What must come out of a delivery. A key that nobody knows is an error, so that no demand goes unread. */
export function expectedOf(name: string): Expected {
	const file = name.replace(/\.json$/, '.expected.json');
	const expected = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Expected;
	const unknown = Object.keys(expected).filter((key) => !KEYS.has(key));
	if (unknown.length > 0) throw new Error(`${file} has keys that nobody reads: ${unknown.join(', ')}`);
	return expected;
}

/** The parameters of the run that a delivery asks for. */
export function parametersOf({ provider, params = {}, flat = false }: Expected): INodeParameters {
	const { options, ...more } = params;
	return {
		provider,
		authentication: 'signature',
		events: ALL_EVENTS,
		simplify: flat,
		...more,
		options: { deduplicate: false, ...(options as INodeParameters | undefined) },
	};
}
