import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { WhatsAppCoexistence360DialogApi } from '../../credentials/WhatsAppCoexistence360DialogApi.credentials';
import { WhatsAppCoexistenceMetaApi } from '../../credentials/WhatsAppCoexistenceMetaApi.credentials';
import { coexistenceEventSchema } from '../../nodes/WhatsAppCoexistence/contract/events';
import { OUTPUT_COLUMNS } from '../../nodes/WhatsAppCoexistence/contract/flatColumns';
import { flatSchemas } from '../../nodes/WhatsAppCoexistence/contract/flatSchema';
import { DEFAULT_EVENTS, EVENT_OUTPUTS, OUTPUTS } from '../../nodes/WhatsAppCoexistence/contract/outputs';
import { optionProperties } from '../../nodes/WhatsAppCoexistence/ui/options';
import { properties } from '../../nodes/WhatsAppCoexistence/ui/properties';
import * as page from '../docs/contractPage';

const CONTRACT = join(__dirname, '..', '..', 'docs', 'contract.md');
const sections: Map<number, string> = page.sectionsOf(readFileSync(CONTRACT, 'utf8'));
const section = (number: number): string => sections.get(number)!;

interface Named {
	readonly name: string;
	readonly isPlanned: boolean;
}

const namesOf = (list: readonly Named[], planned: boolean): string[] =>
	list.filter(({ isPlanned }) => isPlanned === planned).map(({ name }) => name);
const built = (list: readonly Named[]): string[] => namesOf(list, false);
const planned = (list: readonly Named[]): string[] => namesOf(list, true);

describe('docs/contract.md', () => {
	test('has the eight sections of the contract', () => {
		expect([...sections.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	});

	test('section 2 lists the parameters of the trigger, and marks as planned what it does not have', () => {
		const names = page.tableOf(section(2), 'name').flatMap(([cell]: string[]) => page.markedNamesIn(cell!)) as Named[];
		const isInput = ({ type }: { type: string }): boolean => type !== 'notice' && type !== 'collection';
		const options = optionProperties.map(({ name }) => `options.${name}`);
		const own = [...properties.filter(isInput).map(({ name }) => name), ...options];
		expect(new Set(built(names))).toEqual(new Set(own));
		expect(planned(names).filter((name) => own.includes(name))).toEqual([]);
	});

	test('section 2 lists the fields of the credentials, and marks as planned what they do not have', () => {
		const [, meta, dialog] = /^Credential fields\. Meta: (.*?)\. 360dialog: (.*?)\. /m.exec(section(2))!;
		for (const [text, { properties: fields }] of [
			[meta!, new WhatsAppCoexistenceMetaApi()],
			[dialog!, new WhatsAppCoexistence360DialogApi()],
		] as const) {
			const names = page.markedNamesIn(text) as Named[];
			const own = fields.filter(({ type }) => type !== 'notice').map(({ name }) => name);
			expect(built(names).sort()).toEqual(own.sort());
			expect(planned(names).filter((name) => own.includes(name))).toEqual([]);
		}
	});

	test('section 4 has the outputs in order and every event on its output', () => {
		const events = page.eventsOf(section(4)) as Array<Named & { output: string }>;
		const listed = events.filter(({ isPlanned }) => !isPlanned).map(({ name, output }) => [name, output]);
		expect(listed).toEqual(Object.entries(EVENT_OUTPUTS));
		const outputs = page.tableOf(section(4), 'output (index)').map(([cell]: string[]) => cell);
		expect(outputs).toEqual(OUTPUTS.map((output, index) => `${output} (${index})`));
		expect(planned(events).filter((name) => name in EVENT_OUTPUTS)).toEqual([]);
	});

	test('section 2 names the families of events that are selected by default', () => {
		const row = page.tableOf(section(2), 'name').find(([name]: string[]) => name === '`events`')!;
		const families = page.namesIn(/default: all ([^|]*)/.exec(row[1]!)![1]!) as string[];
		const events = Object.keys(EVENT_OUTPUTS).filter((event) => families.includes(`${event.split('.')[0]}.*`));
		expect(events).toEqual(DEFAULT_EVENTS);
	});

	test('section 6 has the columns of the flat item, in order', () => {
		const { columns, withDownload } = page.columnsOf(section(6));
		expect(Object.fromEntries(columns)).toEqual(OUTPUT_COLUMNS);
		const optional = OUTPUTS.map((output) => {
			const keys = Object.keys(flatSchemas[output].shape);
			return [output, keys.filter((key) => !(OUTPUT_COLUMNS[output] as readonly string[]).includes(key))];
		});
		expect([...withDownload]).toEqual(optional);
	});

	describe('section 5 has the keys of the full item', () => {
		type Schema = { properties?: Record<string, Schema>; anyOf?: Schema[] };
		const kinds = (z.toJSONSchema(coexistenceEventSchema) as { anyOf: Schema[] }).anyOf;
		const propertiesOf = (schema: Schema): Record<string, Schema> | undefined =>
			[schema, ...(schema.anyOf ?? [])].find(({ properties: own }) => own !== undefined)?.properties;
		/** The part where it is not null in any way, of the first kind of item that has it. */
		const partOf = (part: string): Record<string, Schema> =>
			propertiesOf(kinds.find((one) => part in propertiesOf(one)!)!.properties![part]!)!;
		const keysOf = (part: string): string[] => Object.keys(partOf(part));
		const tables = section(5).split('\n| key | meaning |\n').slice(1).map((rest) => `\n| key | meaning |\n${rest}`);
		const firstCells = (table: string): string[] =>
			page.tableOf(table, 'key').flatMap(([cell]: string[]) => page.namesIn(cell!)) as string[];

		test('of the contact and of the message, in order', () => {
			expect(tables.map(firstCells)).toEqual([keysOf('contact'), keysOf('message')]);
		});

		test('of each part of the message that is listed there, in order', () => {
			const rows = page.tableOf(tables[1]!, 'key').map((cells: string[]) => cells.map(page.namesIn)) as string[][][];
			const listed = rows.filter(([names]) => names!.length === 1).map(([names, keys]) => [names![0], keys]);
			const nested = Object.entries(partOf('message')).flatMap(([key, schema]) => {
				const own = propertiesOf(schema);
				return own === undefined ? [] : [[key, Object.keys(own)]];
			});
			expect(nested).toHaveLength(6);
			expect(listed).toEqual(expect.arrayContaining(nested));
		});

		test.each(['history', 'error', 'account', 'status', 'identity', 'preference'])('of `%s`, in order', (part) => {
			expect(page.listedKeys(section(5), part)).toEqual(keysOf(part));
		});
	});
});
