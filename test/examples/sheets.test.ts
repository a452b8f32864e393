import { BUSINESS, INES, historyChunk, echo, echoes, meta, oldMessage, text } from '../../simulator/deliveries';
import { emptied, Example, service } from './world';

const message = (id: string, from: string, seconds: number, body: string) => oldMessage(id, from, seconds, text(body));
const chunk = (phase: number, list: unknown[]) => meta('history', historyChunk({ phase, chunkOrder: 1, progress: 50, threads: { [INES.number]: list } }));

it('history → Google Sheets: batches of 500 within the limits, each message once, nothing becomes a formula', async () => {
	await emptied('sheets');
	const example = await Example.published('history-to-google-sheets');
	const list = Array.from({ length: 1_100 }, (_, index) => message(`GS${index}`, index % 2 === 0 ? INES.number : BUSINESS.number, 10_000 + index, index === 0 ? '=SUM(A1)' : `Number ${index}`));
	await example.deliver(chunk(1, list));
	await example.deliver(chunk(2, [...list.slice(0, 10), message('GSX', INES.number, 99_000, 'Later phase')]));
	const another = await example.copied();
	await another.deliver(chunk(2, list.slice(0, 10)));
	const { History, calls } = await service('sheets');
	expect(History).toHaveLength(1_101);
	expect(new Set(History.map(({ id }: any) => id)).size).toBe(1_101);
	expect(calls).toMatchObject({ refused: 1, rows: [500, 500, 100, 1] });
	expect(new Set(calls.inputs)).toEqual(new Set(['RAW']));
	expect(History[1_099]).toMatchObject({ text: "'=SUM(A1)", contactPhone: `+${INES.number}`, direction: 'inbound', type: 'text' });
	expect(History[0]).toMatchObject({ text: 'Number 1099', direction: 'outbound' });
});

it('echoes → Google Sheets: one row for a message; its edit and deletion go into it, in whatever order', async () => {
	await emptied('sheets');
	const example = await Example.published('echoes-to-google-sheets');
	const image = { type: 'image', image: { id: '700100700100700', mime_type: 'image/jpeg', sha256: '1'.repeat(64), caption: '+15550001' } };
	const edit = (id: string, target: string, body: string) => echo(id, INES, 40, { type: 'edit', edit: { original_message_id: target, message: { type: 'text', text: { body } } } });
	const deletion = (id: string, target: string) => echo(id, INES, 30, { type: 'revoke', revoke: { original_message_id: target } });
	const deliveries = [
		[echo('GE1', INES, 60, text('=On my way')), echo('GE2', INES, 50, image)],
		[edit('GE3', 'wamid.DEMOGE1', 'In ten minutes')],
		[deletion('GE4', 'wamid.DEMOGE2')],
		[edit('GE6', 'wamid.DEMOGE5', 'Edited first')],
		[echo('GE5', INES, 45, text('Comes late'))],
		[echo('GE1', INES, 60, text('=On my way'))],
	];
	for (const list of deliveries) await example.deliver(meta('smb_message_echoes', echoes(list)));
	const { Echoes, calls } = await service('sheets');
	expect(Echoes).toMatchObject([
		{ messageId: 'wamid.DEMOGE1', phone: `+${INES.number}`, type: 'text', text: "'=On my way", editedText: 'In ten minutes', deletedAt: '' },
		{ messageId: 'wamid.DEMOGE2', type: 'image', text: "'+15550001", mediaId: '700100700100700', editedText: '', deletedAt: expect.stringMatching(/^20/) },
		{ messageId: 'wamid.DEMOGE5', text: 'Comes late', editedText: 'Edited first' },
	]);
	expect(new Set(calls.inputs)).toEqual(new Set(['RAW']));
});
