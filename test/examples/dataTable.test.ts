import { BUSINESS, INES, TOMO, added, contactEntry, contacts, historyChunk, historyDeclined, historyMedia, meta, oldMessage, text } from '../../simulator/deliveries';
import { arrivals } from './parts';
import { rows } from './tables';
import { Example } from './world';

const chunk = (phase: number, progress: number, threads: object) => meta('history', historyChunk({ phase, chunkOrder: 1, progress, threads }));
const message = (id: string, from: string, seconds: number, body: string) => oldMessage(id, from, seconds, text(body));
const sorted = async () => (await rows('whatsapp_messages')).sort((one, other) => String(one.timestamp).localeCompare(String(other.timestamp)));

let example: Example;
describe('history → Data Table', () => {
	beforeAll(async () => {
		await Example.setUpDataTables();
		example = await Example.published('history-to-data-table');
	});

	it('keeps each message once, in order, with its sender and the file that came before its placeholder', async () => {
		await example.deliver(meta('smb_app_state_sync', contacts([added(INES), contactEntry('add', { phone_number: TOMO.number })])));
		const early = chunk(0, 40, {
			[INES.number]: [message('D2', BUSINESS.number, 1_000, 'It is ready'), message('D1', INES.number, 2_000, 'Is it ready?')],
			[TOMO.number]: [message('D3', TOMO.number, 500, 'Thanks')],
		});
		const late = chunk(1, 100, { [INES.number]: [message('D1', INES.number, 2_000, 'Is it ready?'), oldMessage('D0', INES.number, 90_000, { type: 'media_placeholder' })] });
		for (const body of [meta('history', historyMedia('D0', INES.number)), early, late, early]) await example.deliver(body);
		expect(await sorted()).toMatchObject([
			{ messageId: 'wamid.DEMOD0', sender: 'Ines Vale', type: 'image', text: 'The receipt', mediaId: '700100700100700', direction: 'inbound' },
			{ messageId: 'wamid.DEMOD1', sender: 'Ines Vale', type: 'text', text: 'Is it ready?', contactId: INES.number },
			{ messageId: 'wamid.DEMOD2', sender: `+${BUSINESS.number}`, direction: 'outbound', text: 'It is ready' },
			{ messageId: 'wamid.DEMOD3', sender: `+${TOMO.number}`, text: 'Thanks' },
		]);
	});

	it('keeps messages without an id apart', async () => {
		const nameless = (seconds: number, body: string) => ({ ...message('', INES.number, seconds, body), id: undefined });
		await example.deliver(chunk(0, 45, { [INES.number]: [nameless(300, 'One'), nameless(200, 'Two')] }));
		const without = (await sorted()).filter(({ text: body }) => ['One', 'Two'].includes(body));
		expect(without).toHaveLength(2);
	});

	it('does not wipe a name by an event without one', async () => {
		await example.deliver(meta('smb_app_state_sync', contacts([contactEntry('add', { phone_number: INES.number }, 5)])));
		expect(await rows('whatsapp_names')).toMatchObject([{ contactId: INES.number, name: 'Ines Vale' }]);
	});

	it('shows how far it has come, and a refusal', async () => {
		await example.deliver(meta('history', historyDeclined()));
		expect(await rows('whatsapp_progress')).toMatchObject([
			{ event: 'history.progress', phase: 0, progress: 40 },
			{ event: 'history.progress', phase: 1, progress: 100 },
			{ event: 'history.progress', phase: 0, progress: 45 },
			{ event: 'history.declined', phase: null, progress: null },
		]);
	});

	it('writes what another trigger, that has seen nothing, brings again over the same rows', async () => {
		const another = await example.copied();
		await another.deliver(chunk(2, 50, { [INES.number]: [message('D1', INES.number, 2_000, 'Is it ready?')] }));
		expect(await sorted()).toHaveLength(6);
	});

	it('takes five hundred messages in one delivery', async () => {
		const list = Array.from({ length: 500 }, (_, index) => message(`DB${index}`, INES.number, 100_000 + index, `Number ${index}`));
		await example.deliver(chunk(2, 60, { [INES.number]: list }));
		expect(await sorted()).toHaveLength(506);
	});

	it('ends with the message, its edit, reaction and deletion, in whatever order they arrive', async () => {
		const { deliveries, outcomes } = arrivals('dt', TOMO, () => ({ from: TOMO.number, history_context: { status: 'read' } }));
		for (const list of deliveries) await example.deliver(chunk(2, 70, { [TOMO.number]: list }));
		const found = (await rows('whatsapp_messages')).filter(({ messageKey }) => outcomes.some(({ key }) => key === messageKey));
		expect(found).toHaveLength(outcomes.length);
		for (const { key, text: body, editedText, reaction, isDeleted } of outcomes) {
			const row = found.find(({ messageKey }) => messageKey === key)!;
			expect(row).toMatchObject({ type: 'text', text: body, editedText, customerReaction: reaction, placeholder: 'unsupported 131060', contactId: TOMO.number, errorCode: null });
			expect(row.deletedAt !== null).toBe(isDeleted);
		}
	});

	it('saves hostile texts, and an id of 8,000 characters once', async () => {
		const id = 'x'.repeat(8_000);
		const list = [{ ...message('', INES.number, 95, 'a\u0000b \ud83d'), id }, message('DG', INES.number, 94, 'A good neighbour')];
		await example.deliver(chunk(2, 80, { [INES.number]: list }));
		const another = await example.copied();
		await another.deliver(chunk(2, 80, { [INES.number]: list }));
		const found = (await rows('whatsapp_messages')).filter(({ messageId }) => [id, 'wamid.DEMODG'].includes(String(messageId)));
		expect(found.map(({ text: body }) => body)).toEqual(['ab \ufffd', 'A good neighbour']);
	});
});
