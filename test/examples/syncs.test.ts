import { BUSINESS, INES, accountRemoved, added, contacts, historyChunk, historyDeclined, historyError, meta, oldMessage, text } from '../../simulator/deliveries';
import { rows, updateRow } from './tables';
import { emptied, Example, live, n8n, played, service } from './world';

const OFFLINE = '300900300900300';
const chunk = (phase: number, progress: number) =>
	meta('history', historyChunk({ phase, chunkOrder: 1, progress, threads: { [INES.number]: [oldMessage(`SY${phase}${progress}`, INES.number, 9_000, text('Old'))] } }));
const told = async () => (await service('telegram')).map((message: any) => message.text);
const row = async (kind: string) => (await rows('whatsapp_syncs')).find(({ sync }) => sync === `${BUSINESS.id} ${kind}`)!;

/** Fills in the form as a person does. */
async function fillIn(example: Example, phoneNumberId: string): Promise<void> {
	const { webhookId } = example.workflow.nodes.find(({ type }: any) => type.endsWith('formTrigger'));
	const form = new FormData();
	form.set('field-0', phoneNumberId);
	const response = await fetch(`${n8n.base}/form/${webhookId}`, { method: 'POST', body: form });
	expect(response.status).toBe(200);
}

beforeAll(async () => await Example.setUpDataTables());

describe('start the syncs', () => {
	let example: Example;
	beforeAll(async () => {
		await emptied('graph');
		example = await Example.published('start-the-syncs');
		const { webhookId } = example.workflow.nodes.find(({ type }: any) => type.endsWith('formTrigger'));
		await live(`${n8n.base}/form/${webhookId}`);
	});

	it('asks for the contacts, then for the history, and notes both', async () => {
		await fillIn(example, ` ${BUSINESS.id} `);
		await example.next();
		const calls = await service('graph');
		expect(calls.map(({ path, body }: any) => [path.split('/').slice(2).join('/'), body.sync_type])).toEqual([
			[`${BUSINESS.id}/smb_app_data`, 'smb_app_state_sync'],
			[`${BUSINESS.id}/smb_app_data`, 'history'],
		]);
		expect(await rows('whatsapp_syncs')).toMatchObject([
			{ sync: `${BUSINESS.id} contacts`, state: 'requested', reached: 0 },
			{ sync: `${BUSINESS.id} history`, state: 'requested', reached: 0 },
		]);
	});

	it('asks for nothing when the number is not in coexistence, and says so', async () => {
		await emptied('graph');
		await fillIn(example, OFFLINE);
		const execution = await example.failing();
		expect(execution.error.message).toMatch(/not used in the WhatsApp Business app/);
		expect(await service('graph')).toEqual([]);
	});

	it('asks for the history also when the contacts were asked for before', async () => {
		const number = '300800300800300';
		await played('graph', `/v1.0/${number}/smb_app_data`, { sync_type: 'smb_app_state_sync' });
		await fillIn(example, number);
		await example.next();
		const noted = (await rows('whatsapp_syncs')).filter(({ sync }) => String(sync).startsWith(number));
		expect(noted).toMatchObject([{ state: 'refused', note: expect.stringMatching(/before/) }, { state: 'requested' }]);
	});
});

describe('sync monitor', () => {
	let example: Example;
	beforeAll(async () => {
		await emptied('telegram');
		example = await Example.published('sync-monitor');
	});
	beforeEach(async () => await emptied('telegram'));
	const look = async () => await example.run('Every 15 minutes', 'Tell the owner');

	it('says nothing before the hour is over', async () => {
		await look();
		expect(await told()).toEqual([]);
	});

	it('tells once that a sync was asked for and is silent', async () => {
		const { id } = await row('history');
		await updateRow('whatsapp_syncs', id, { requestedAt: new Date(Date.now() - 61 * 60_000).toISOString() });
		await look();
		await look();
		expect(await told()).toEqual([expect.stringContaining(`"${BUSINESS.id} history" was asked for`)]);
		expect(await row('history')).toMatchObject({ state: 'silent' });
	});

	it('shows progress that never goes back, and tells when a phase is complete', async () => {
		await example.deliver(meta('smb_app_state_sync', contacts([added(INES)])));
		for (const body of [chunk(0, 50), chunk(1, 40), chunk(0, 70)]) await example.deliver(body);
		expect(await row('contacts')).toMatchObject({ state: 'running' });
		expect(await row('history')).toMatchObject({ state: 'running', reached: 141, note: 'phase 1, 40 %' });
		expect(await told()).toEqual([]);
		await example.deliver(chunk(2, 100));
		await example.deliver(chunk(1, 90));
		expect(await row('history')).toMatchObject({ state: 'complete', note: 'phase 2, 100 %' });
		expect(await told()).toEqual([`Phase 2 of the history of number ${BUSINESS.id} is complete.`]);
	});

	it('tells of a refusal, another error, and a disconnected number', async () => {
		await example.deliver(meta('history', historyDeclined()));
		await example.deliver(meta('history', historyError(131000, 'Something went wrong', 'Details')));
		await example.deliver(meta('account_update', accountRemoved()));
		expect(await told()).toEqual([
			expect.stringContaining('declined to share'),
			expect.stringContaining('error 131000'),
			expect.stringMatching(new RegExp(`\\+${BUSINESS.number} was disconnected \\(PARTNER_REMOVED\\)`)),
		]);
		expect(await row('history')).toMatchObject({ state: 'history.declined' });
	});

	it('does not call a sync silent that something has come of', async () => {
		for (const { id } of await rows('whatsapp_syncs')) await updateRow('whatsapp_syncs', id, { requestedAt: new Date(Date.now() - 61 * 60_000).toISOString() });
		const { id } = (await rows('whatsapp_syncs')).find(({ sync }) => sync === '300800300800300 history')!;
		await updateRow('whatsapp_syncs', id, { state: 'running' });
		await look();
		expect(await told()).toEqual([]);
	});
});
