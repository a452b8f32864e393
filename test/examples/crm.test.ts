import { INES, LENA, TOMO, added, contactEntry, contacts, meta } from '../../simulator/deliveries';
import { emptied, Example, service } from './world';

const STRANGER = '15550110099';
const sync = (entries: unknown[]) => meta('smb_app_state_sync', contacts(entries));
const removed = (number: string, seconds: number) => contactEntry('remove', { phone_number: number }, seconds);
const named = (number: string, name: string, seconds: number) => contactEntry('add', { phone_number: number, full_name: name, first_name: name.split(' ')[0] }, seconds);

/**
 * The same traffic for each CRM, which knows Tomo by a number without plus: somebody known, somebody without any identity, somebody new, twice in one
 * delivery, somebody without a number; a removal; a removal of a stranger; an old event late; everything again.
 */
async function sendAll(example: Example): Promise<void> {
	const deliveries = [
		[added(TOMO), contactEntry('add', { full_name: 'Nobody Known' }), named(INES.number, 'Ines V.', 90), added(INES), added(LENA)],
		[removed(INES.number, 30), removed(STRANGER, 30)],
		[contactEntry('add', { phone_number: TOMO.number }, 20)],
		[added(TOMO), added(INES)],
	];
	for (const entries of deliveries) await example.deliver(sync(entries));
}
const late = sync([named(TOMO.number, 'An older name', 900)]);

it('contacts → HubSpot', async () => {
	await emptied('hubspot');
	const example = await Example.published('contacts-to-hubspot');
	await sendAll(example);
	await example.deliver(late);
	const { people, log } = await service('hubspot');
	expect(people).toEqual([
		{ firstname: 'Tomo', lastname: 'Arai', phone: `+${TOMO.number}`, email: 'tomo@example.com', whatsapp_id: TOMO.number, whatsapp_in_address_book: 'true', whatsapp_event_at: expect.stringMatching(/Z$/) },
		{ firstname: 'Ines', lastname: 'Vale', phone: `+${INES.number}`, whatsapp_id: INES.number, whatsapp_in_address_book: 'false', whatsapp_event_at: expect.stringMatching(/Z$/) },
		{ firstname: 'Lena', lastname: 'Köhler', whatsapp_id: LENA.userId, whatsapp_in_address_book: 'true', whatsapp_event_at: expect.stringMatching(/Z$/) },
	]);
	expect(log.filter((line: string) => line.startsWith('create'))).toEqual(['create 102', 'create 103']);
});

it('contacts → Odoo', async () => {
	await emptied('odoo');
	const example = await Example.published('contacts-to-odoo');
	await sendAll(example);
	await example.deliver(late);
	const { people, log } = await service('odoo');
	expect(people).toMatchObject([
		{ id: 11, name: 'Tomo Arai', phone: '15550110002', email: 'tomo@example.com', x_whatsapp_in_address_book: true },
		{ id: 12, name: 'Ines Vale', phone: `+${INES.number}`, ref: INES.number, x_whatsapp_in_address_book: false },
		{ id: 13, name: 'Lena Köhler', phone: false, ref: LENA.userId, x_whatsapp_in_address_book: true },
	]);
	expect(people).toHaveLength(3);
	expect(log.filter((line: string) => line.startsWith('create'))).toHaveLength(2);
});

it('contacts → Pipedrive', async () => {
	await emptied('pipedrive');
	await sendAll(await Example.published('contacts-to-pipedrive'));
	const { people, log } = await service('pipedrive');
	const [id, flag] = ['put-the-key-of-your-field-whatsapp-id-here', 'put-the-key-of-your-field-in-address-book-here'];
	expect(people).toMatchObject([
		{ id: 21, name: 'Tomo Arai', phone: ['15550110002'], [id]: TOMO.number, [flag]: 'yes' },
		{ id: 22, name: 'Ines Vale', phone: [`+${INES.number}`], [id]: INES.number, [flag]: 'removed' },
		{ id: 23, name: 'Lena Köhler', [id]: LENA.userId, [flag]: 'yes' },
	]);
	expect(people).toHaveLength(3);
	expect(log.filter((line: string) => line.startsWith('create'))).toHaveLength(2);
});
