import { BUSINESS, INES, TOMO, historyChunk, echo, echoes, meta, oldMessage, text } from '../../simulator/deliveries';
import { arrivals, type Outcome } from './parts';
import { emptied, Example, service, type Json } from './world';

const message = (id: string, from: string, seconds: number, body: string) => oldMessage(id, from, seconds, text(body));
const chunk = (phase: number, list: unknown[], number = INES.number) => meta('history', historyChunk({ phase, chunkOrder: 1, progress: 50, threads: { [number]: list } }));

/** The rows of a sheet are those of the outcomes, each once. */
function expectOutcomes(sheet: Json[], outcomes: Outcome[], reactionColumn: string): void {
	expect(sheet.map(({ messageKey }) => messageKey).sort()).toEqual(outcomes.map(({ key }) => key).sort());
	for (const { key, text: body, editedText, reaction, isDeleted } of outcomes) {
		const row = sheet.find(({ messageKey }) => messageKey === key)!;
		expect(row).toMatchObject({ type: 'text', text: body, editedText, [reactionColumn]: reaction ?? '', placeholder: 'unsupported 131060', errorCode: '' });
		expect(row.deletedAt !== '').toBe(isDeleted);
	}
}

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
	expect(new Set(History.map(({ messageKey }: any) => messageKey)).size).toBe(1_101);
	expect(calls).toMatchObject({ refused: 1, rows: [500, 500, 100, 1] });
	expect(new Set(calls.inputs)).toEqual(new Set(['RAW']));
	expect(History[1_099]).toMatchObject({ text: "'=SUM(A1)", contactPhone: `+${INES.number}`, direction: 'inbound', type: 'text' });
	expect(History[0]).toMatchObject({ text: 'Number 1099', direction: 'outbound' });
});

it('history → Google Sheets: ends with the message, its edit, reaction and deletion, in whatever order they arrive', async () => {
	await emptied('sheets');
	const example = await Example.published('history-to-google-sheets');
	const { deliveries, outcomes } = arrivals('gh', TOMO, () => ({ from: TOMO.number, history_context: { status: 'read' } }));
	for (const list of deliveries) await example.deliver(chunk(2, list, TOMO.number));
	expectOutcomes((await service('sheets')).History, outcomes, 'customerReaction');
});

describe('echoes → Google Sheets', () => {
	it('keeps one row for a message; its edit and deletion go into it, in whatever order', async () => {
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
			{ messageKey: 'wamid.DEMOGE1', contactPhone: `+${INES.number}`, type: 'text', text: "'=On my way", editedText: 'In ten minutes', deletedAt: '', origin: 'business_app' },
			{ messageKey: 'wamid.DEMOGE2', type: 'image', text: "'+15550001", mediaId: '700100700100700', editedText: '', deletedAt: expect.stringMatching(/^20/) },
			{ messageKey: 'wamid.DEMOGE5', text: 'Comes late', editedText: 'Edited first' },
		]);
		expect(Echoes).toHaveLength(3);
		expect(new Set(calls.inputs)).toEqual(new Set(['RAW']));
	});

	it('ends with the message, its edit, reaction and deletion, in whatever order they arrive', async () => {
		await emptied('sheets');
		const example = await Example.published('echoes-to-google-sheets');
		const { deliveries, outcomes } = arrivals('ge', TOMO, () => ({ from: BUSINESS.number, to: TOMO.number }));
		for (const list of deliveries) await example.deliver(meta('smb_message_echoes', echoes(list)));
		expectOutcomes((await service('sheets')).Echoes, outcomes, 'businessReaction');
	});

	it('saves a message whose id is the name of a property of every object', async () => {
		await emptied('sheets');
		const example = await Example.published('echoes-to-google-sheets');
		const ids = ['__proto__', 'constructor', 'toString'];
		await example.deliver(meta('smb_message_echoes', echoes(ids.map((id) => ({ ...echo('', INES, 60, text(id)), id })))));
		expect((await service('sheets')).Echoes.map((row: Json) => [row.messageKey, row.text])).toEqual(ids.map((id) => [id, id]));
	});
});
