import { BUSINESS, INES, LENA, TOMO, added, contactEntry, contacts, historyChunk, historyDeclined, historyMedia, meta, oldMessage, text } from '../../simulator/deliveries';
import { Example, sql } from './world';

const sync = (entries: unknown[]) => meta('smb_app_state_sync', contacts(entries));
const removed = (person: { number: string }, seconds: number) => contactEntry('remove', { phone_number: person.number }, seconds);
const named = (person: { number: string }, name: string | undefined, seconds: number) =>
	contactEntry('add', { phone_number: person.number, ...(name === undefined ? {} : { full_name: name, first_name: name }) }, seconds);

describe('contacts → Postgres', () => {
	let example: Example;
	const table = async () => await sql('select * from whatsapp_contacts order by contact_id');
	const row = async (contactId: string) => (await sql('select * from whatsapp_contacts where contact_id = $1', [contactId]))[0];

	beforeAll(async () => {
		await sql('drop table if exists whatsapp_contacts cascade');
		example = await Example.published('contacts-to-postgres');
		await example.run('Set up once', 'Create the table');
	});

	it('can be set up twice', async () => {
		await example.run('Set up once', 'Create the table');
		expect(await table()).toEqual([]);
	});

	it('saves people with a number and people with a user id alone', async () => {
		await example.deliver(sync([added(INES), added(TOMO), added(LENA)]));
		expect(await table()).toMatchObject([
			{ contact_id: INES.number, phone: `+${INES.number}`, name: 'Ines Vale', first_name: 'Ines', in_address_book: true, phone_number_id: BUSINESS.id },
			{ contact_id: TOMO.number, name: 'Tomo Arai', in_address_book: true },
			{ contact_id: LENA.userId, phone: null, user_id: LENA.userId, name: 'Lena Köhler' },
		]);
		expect((await row(INES.number))!.match_keys).toEqual([`+${INES.number}`, INES.number]);
	});

	it('keeps one row for one person, and takes a newer name', async () => {
		await example.deliver(sync([named(INES, "Ines O'Vale, Ltd", 50)]));
		expect(await table()).toHaveLength(3);
		expect(await row(INES.number)).toMatchObject({ name: "Ines O'Vale, Ltd" });
	});

	it('flags a removal and keeps the name', async () => {
		await example.deliver(sync([removed(TOMO, 40)]));
		expect(await row(TOMO.number)).toMatchObject({ in_address_book: false, name: 'Tomo Arai', first_name: 'Tomo', phone: `+${TOMO.number}` });
	});

	it('lets no older event overwrite a newer one', async () => {
		await example.deliver(sync([named(TOMO, 'An older name', 600), named(INES, 'An older name', 600), removed(INES, 500)]));
		expect(await row(TOMO.number)).toMatchObject({ in_address_book: false, name: 'Tomo Arai' });
		expect(await row(INES.number)).toMatchObject({ in_address_book: true, name: "Ines O'Vale, Ltd" });
	});

	it('brings somebody back who was added again, without a name in the event', async () => {
		await example.deliver(sync([named(TOMO, undefined, 10)]));
		expect(await row(TOMO.number)).toMatchObject({ in_address_book: true, name: 'Tomo Arai' });
	});

	it('fills a name from an older event when the removal came first', async () => {
		const somebody = { number: '15550110077' };
		await example.deliver(sync([removed(somebody, 100), named(somebody, 'Somebody Late', 200)]));
		expect(await row(somebody.number)).toMatchObject({ in_address_book: false, name: 'Somebody Late' });
	});

	it('does not change when older events come late, in any order', async () => {
		const before = await table();
		const events = [named(INES, 'An older name', 700), removed(TOMO, 45), named(TOMO, 'An older name', 300)];
		for (const event of events.reverse()) await example.deliver(sync([event]));
		expect(await table()).toEqual(before);
	});

	it('takes an address book of a thousand', async () => {
		const people = Array.from({ length: 1_000 }, (_, index) => named({ number: `1555${3_000_000 + index}` }, `Person ${index}`, 5));
		await example.deliver(sync(people));
		expect(await sql("select count(*)::int as count from whatsapp_contacts where name like 'Person %'")).toEqual([{ count: 1_000 }]);
	});
});

describe('history → Postgres', () => {
	let example: Example;
	const chunk = (phase: number, chunkOrder: number, progress: number, threads: object) => meta('history', historyChunk({ phase, chunkOrder, progress, threads }));
	const chats = async () => await sql('select * from whatsapp_chats');
	const message = (id: string, from: string, seconds: number, body: string) => oldMessage(id, from, seconds, text(body));
	const early = chunk(0, 1, 40, { [INES.number]: [message('E2', BUSINESS.number, 1_000, 'It is ready'), message('E1', INES.number, 2_000, 'Hello, is it ready?')] });
	const late = chunk(1, 1, 100, {
		[INES.number]: [message('E1', INES.number, 2_000, 'Hello, is it ready?'), oldMessage('E0', INES.number, 90_000, { type: 'media_placeholder' })],
	});

	beforeAll(async () => {
		await sql('drop table if exists whatsapp_history, whatsapp_sync cascade');
		example = await Example.published('history-to-postgres');
		await example.run('Set up once', 'Create the tables');
	});

	it('can be set up twice', async () => {
		await example.run('Set up once', 'Create the tables');
		expect(await chats()).toEqual([]);
	});

	it('gives a file before its placeholder, phases that overlap, and redeliveries: each message once, in order', async () => {
		for (const body of [meta('history', historyMedia('E0', INES.number)), early, late, early, late]) await example.deliver(body);
		expect(await chats()).toMatchObject([
			{ message_id: 'wamid.DEMOE0', type: 'image', text: 'The receipt', media_id: '700100700100700', direction: 'inbound' },
			{ message_id: 'wamid.DEMOE1', type: 'text', text: 'Hello, is it ready?', direction: 'inbound' },
			{ message_id: 'wamid.DEMOE2', type: 'text', text: 'It is ready', direction: 'outbound', sender: `+${BUSINESS.number}`, status: 'read' },
		]);
	});

	it('keeps each message once also when another trigger, that has seen nothing, writes to the table', async () => {
		const before = await sql('select * from whatsapp_history order by id');
		const another = await example.copied();
		await another.deliver(early);
		await another.deliver(late);
		expect(await sql('select * from whatsapp_history order by id')).toEqual(before);
	});

	it('resolves the sender by the address book', async () => {
		const inbound = (await chats()).filter(({ direction }) => direction === 'inbound').map(({ sender }) => sender);
		expect(inbound).toEqual(["Ines O'Vale, Ltd", "Ines O'Vale, Ltd"]);
	});

	it('shows progress that never goes back, and a refusal', async () => {
		await example.deliver(chunk(0, 2, 20, { [TOMO.number]: [message('P1', TOMO.number, 3_000, 'Late chunk')] }));
		await example.deliver(meta('history', historyDeclined()));
		expect(await sql('select phase, progress, state from whatsapp_sync order by phase')).toEqual([
			{ phase: -1, progress: null, state: 'history.declined' },
			{ phase: 0, progress: 40, state: 'running' },
			{ phase: 1, progress: 100, state: 'complete' },
		]);
	});

	it('takes a chunk of ten thousand messages', async () => {
		const list = Array.from({ length: 10_000 }, (_, index) => message(`BULK${index}`, INES.number, 100_000 + index, `Number ${index}, it's "quoted"; $1`));
		await example.deliver(chunk(2, 1, 50, { [INES.number]: list }));
		const [{ count, first }] = await sql("select count(*)::int as count, (array_agg(text order by sent_at))[1] as first from whatsapp_chats where text like 'Number%'") as any;
		expect({ count, first }).toEqual({ count: 10_000, first: `Number 9999, it's "quoted"; $1` });
	});
});
