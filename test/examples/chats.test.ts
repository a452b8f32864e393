import { BUSINESS, INES, ago, contactEntry, contacts, echoes, meta, oldMessage, text, value } from '../../simulator/deliveries';
import { arrivals, type Outcome } from './parts';
import { chat, chunkOf, postgresExample } from './published';
import { Example, sql, type Json } from './world';
import { run, wamid } from './wamid';

const chunk = (list: unknown[], number = INES.number) => chunkOf(list, number);

const history = postgresExample();

describe('history → Postgres, whatever the order of arrival', () => {
	const context = { history_context: { status: 'read' } };
	const cases: Array<[string, string, () => object, (list: object[]) => object]> = [
		['history', 'ch', () => ({ from: INES.number, ...context }), (list) => chunk(list)],
		['echoes', 'ce', () => ({ from: BUSINESS.number, to: INES.number }), (list) => meta('smb_message_echoes', echoes(list))],
		['live messages', 'cm', () => ({ from: INES.number }), (list) => meta('messages', value({ messages: list }))],
	];
	const found = ({ message_key, text: body, edited_text, reactions, deleted_at, type, error_code }: Json): Outcome & Json => ({
		...{ key: message_key, text: body, editedText: edited_text, reaction: reactions, isDeleted: deleted_at !== null },
		...{ type, error_code },
	});

	it.each(cases)('%s: a placeholder never replaces the message, and no edit, reaction or deletion is lost', async (_, prefix, senderOf, wrap) => {
		const { deliveries, outcomes } = arrivals(prefix, INES, senderOf);
		for (const list of deliveries) await history().deliver(wrap(list));
		const rows = await sql('select * from whatsapp_chats where message_key = any($1)', [outcomes.map(({ key }) => key)]);
		const sorted = (list: Outcome[]) => list.sort((one, other) => one.key.localeCompare(other.key));
		expect(sorted(rows.map(found))).toEqual(sorted(outcomes.map((outcome) => ({ ...outcome, type: 'text', error_code: null }))));
		const log = await sql("select count(*)::int as count from whatsapp_history where coalesce(target_key, message_key) = any($1)", [outcomes.map(({ key }) => key)]);
		expect(log).toEqual([{ count: outcomes.length * 4 }]);
	});

	it('shows a placeholder, an edit without its message, and the newest edit if an older one comes later', async () => {
		const edit = (name: string, target: string, seconds: number) => ({ from: INES.number, id: wamid(INES.number, run(name)), timestamp: ago(seconds), type: 'edit', edit: { original_message_id: wamid(INES.number, run(target)), message: text(`By ${name}`) } });
		await history().deliver(chunk([{ from: INES.number, id: wamid(INES.number, run('alone')), timestamp: ago(70), type: 'media_placeholder' }]));
		await history().deliver(chunk([edit('newer', 'lost', 40)]));
		await history().deliver(chunk([edit('older', 'lost', 50)]));
		expect(await chat(run('alone'))).toMatchObject({ type: 'media_placeholder', text: null, contact_id: INES.number });
		expect(await chat(run('lost'))).toMatchObject({ text: null, edited_text: 'By newer', contact_id: INES.number, message_id: null });
	});

	it('shows the reaction of each side, and none that was removed', async () => {
		const reaction = (name: string, from: string, seconds: number, emoji?: string) => ({ ...oldMessage('', from, seconds, { type: 'reaction', reaction: { message_id: wamid(INES.number, run('liked')), ...(emoji && { emoji }) } }), id: wamid(INES.number, run(name)) });
		await history().deliver(chunk([reaction('r1', INES.number, 60, '👍'), reaction('r2', BUSINESS.number, 50, '🎉')]));
		await history().deliver(chunk([{ ...oldMessage('', INES.number, 90, text('Done')), id: wamid(INES.number, run('liked')) }]));
		expect(await chat(run('liked'))).toMatchObject({ reactions: '👍 🎉', text: 'Done' });
		await history().deliver(chunk([reaction('r3', INES.number, 40)]));
		expect(await chat(run('liked'))).toMatchObject({ reactions: '🎉' });
	});

	it('joins an answer with the message that it quotes by another spelling of its id', async () => {
		const asked = { ...oldMessage('', INES.number, 90, text('Is it ready?')), id: wamid(INES.number, run('asked')) };
		const answer = { ...oldMessage('', BUSINESS.number, 80, text('It is')), id: wamid(INES.number, run('answer')), context: { id: wamid('US.77010000000000000011', run('asked')) } };
		await history().deliver(chunk([asked, answer]));
		const [row] = await sql('select q.text from whatsapp_chats a join whatsapp_chats q on q.message_key = a.reply_to_key where a.message_key = $1', [run('answer')]);
		expect(row).toEqual({ text: 'Is it ready?' });
	});
});

describe('contacts → Postgres, one person under several ids', () => {
	it('keeps one row, and names the sender of a message by any of the ids', async () => {
		const people = await Example.published('contacts-to-postgres');
		const [userId, number] = ['US.99010000000000000001', '15550150001'];
		const entries = [{ user_id: userId, full_name: 'Rhea Moss' }, { user_id: userId, phone_number: number }, { user_id: userId }];
		for (const [index, entry] of entries.entries()) await people.deliver(meta('smb_app_state_sync', contacts([contactEntry('add', entry, 90 - index)])));
		expect(await sql('select * from whatsapp_contacts where user_id = $1', [userId])).toMatchObject([
			{ contact_id: userId, phone: `+${number}`, name: 'Rhea Moss', match_keys: [userId, `+${number}`, number] },
		]);
		await history().deliver(chunk([oldMessage('RH1', number, 80, text('By number'))], number));
		expect(await chat('wamid.DEMORH1')).toMatchObject({ sender: 'Rhea Moss', contact_id: number });
	});
});
