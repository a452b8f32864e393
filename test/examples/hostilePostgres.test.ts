import { randomBytes } from 'node:crypto';
import { BUSINESS, TOMO, contactEntry, contacts, meta, oldMessage, text } from '../../simulator/deliveries';
import { chat, chunkOf, postgresExample } from './published';
import { Example, sql } from './world';

const chunk = (list: unknown[]) => chunkOf(list, TOMO.number);

/** Random characters: nothing that Postgres could compress until it fits into an index. */
const long = (length: number) => randomBytes(length).toString('base64url').slice(0, length);

const history = postgresExample();

describe('Postgres and hostile text', () => {
	const hostile = ['\u0000', 'a\u0000b', '\ud83d', '\ude00 first', `'; DROP TABLE whatsapp_history; --`, '$1 $$ \\ %s', '\u202e\ufeff'];

	it('saves what it can of hostile texts and ids, and always the good rows beside them', async () => {
		const ids = [long(8_000), `nul\u0000${long(20)}`, `half\ud83d${long(20)}`, '__proto__', `${long(8_000)}'`];
		const list = [
			...hostile.map((body, index) => oldMessage(`HX${index}`, TOMO.number, 300 + index, text(body))),
			...ids.map((id) => ({ ...oldMessage('', TOMO.number, 200, text('Hostile id')), id })),
			{ ...oldMessage('HXT', TOMO.number, 199, { type: long(8_000) }), from_user_id: `US.${long(8_000).replace(/\W|_/g, 'x')}` },
			oldMessage('HXG', TOMO.number, 100, text('A good neighbour')),
		];
		await history().deliver(chunk(list));
		const rows = await sql("select * from whatsapp_history where contact_id = $1 and text <> 'Late chunk'", [TOMO.number]);
		expect(rows.filter(({ text: body }) => body === 'Hostile id').map(({ message_id }) => message_id).sort()).toEqual(
			[ids[0], `nul${ids[1]!.slice(4)}`, `half\ufffd${ids[2]!.slice(5)}`, ids[3], ids[4]].sort(),
		);
		expect(rows.map(({ text: body }) => body)).toEqual(expect.arrayContaining(['ab', '\ufffd', '\ufffd first', hostile[4], hostile[5], hostile[6], 'A good neighbour']));
		expect(await chat('wamid.DEMOHXG')).toMatchObject({ text: 'A good neighbour' });
		expect((await chat(ids[0]!)).text).toBe('Hostile id');
		expect(await sql("select count(*)::int as count from whatsapp_history where message_id like 'wamid.DEMOHX%'")).toEqual([{ count: hostile.length + 2 }]);
	});

	it('keeps a message with a long id once', async () => {
		const id = long(8_000);
		const again = await history().copied();
		for (const trigger of [history(), again]) await trigger.deliver(chunk([{ ...oldMessage('', TOMO.number, 90, text('Long id')), id }]));
		expect(await sql('select count(*)::int as count from whatsapp_history where message_id = $1', [id])).toEqual([{ count: 1 }]);
	});

	it('saves long phases, numbers of the business and progress', async () => {
		const phoneNumberId = long(8_000);
		const body = chunk([oldMessage('HXP', TOMO.number, 90, text('Odd chunk'))]);
		const odd = JSON.parse(JSON.stringify(body).replace(BUSINESS.id, phoneNumberId).replace('"phase":1', '"phase":1e300').replace('"progress":50', '"progress":0.5'));
		await history().deliver(odd);
		expect(await sql('select phase, progress from whatsapp_sync where phone_number_id = $1', [phoneNumberId])).toEqual([{ phase: 1e300, progress: 0.5 }]);
	});

	it('saves hostile names and user ids of the address book, and the good ones beside them', async () => {
		const people = await Example.published('contacts-to-postgres');
		const userId = `US.${long(8_000).replace(/\W|_/g, 'x')}`;
		const entries = [
			contactEntry('add', { user_id: userId, full_name: 'Long id' }),
			...hostile.map((full_name, index) => contactEntry('add', { phone_number: `155501400${String(index).padStart(2, '0')}`, full_name })),
			contactEntry('add', { phone_number: '15550140099', full_name: 'A good neighbour' }),
		];
		await people.deliver(meta('smb_app_state_sync', contacts(entries)));
		const rows = await sql("select contact_id, name from whatsapp_contacts where contact_id = $1 or contact_id like '155501400%' or contact_id = '15550140099' order by length(contact_id) desc, contact_id", [userId]);
		expect(rows.map(({ name }) => name)).toEqual(['Long id', null, 'ab', '\ufffd', '\ufffd first', hostile[4], hostile[5], hostile[6], 'A good neighbour']);
	});
});
