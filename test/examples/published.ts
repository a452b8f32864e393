import { meta, historyChunk } from '../../simulator/deliveries';
import { emptied, Example, sql, type Json } from './world';

/** The takeover example, published, with its data tables; before each test the mock servers have forgotten all. */
export function takeoverExample(): () => Example {
	let example: Example;
	beforeAll(async () => {
		await Example.setUpDataTables();
		example = await Example.published('human-takeover');
	});
	beforeEach(async () => {
		await emptied('graph');
		await emptied('model');
	});
	return () => example;
}

/** The Postgres examples for history and contacts, published, with their tables. */
export function postgresExample(): () => Example {
	let example: Example;
	beforeAll(async () => {
		example = await Example.published('history-to-postgres');
		await example.run('Set up once', 'Create the tables');
		const people = await Example.published('contacts-to-postgres');
		await people.run('Set up once', 'Create the table');
	});
	return () => example;
}

/** The message with a key, as the view shows it. */
export const chat = async (key: string): Promise<Json> =>
	(await sql('select * from whatsapp_chats where message_key = $1', [key]))[0]!;

/** A chunk of one thread. */
export const chunkOf = (list: unknown[], number: string): object =>
	meta('history', historyChunk({ phase: 1, chunkOrder: 1, progress: 50, threads: { [number]: list } }));
