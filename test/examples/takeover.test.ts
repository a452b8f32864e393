import { BUSINESS, INES, LENA, TOMO, ago, echo, echoes, live, meta, text, value, type Person } from '../../simulator/deliveries';
import { rows, updateRow } from './tables';
import { takeoverExample } from './published';
import { service, waitFor } from './world';

let count = 0;
const nextId = () => `TK${++count}`;
const messages = (list: unknown[], contacts?: unknown[]) => meta('messages', value({ ...(contacts && { contacts }), messages: list }));
const writes = (person: Person, body: string, seconds = 1) => messages([live(nextId(), person, seconds, text(body))]);
const answers = (person: Person, seconds = 1) => meta('smb_message_echoes', echoes([echo(nextId(), person, seconds, text('I am here'))]));
const reacts = (person: Person) => meta('smb_message_echoes', echoes([echo(nextId(), person, 1, { type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } })]));
const sent = async () => (await service('graph')).map(({ body }: any) => [body.to, body.text.body]);

/** An echo or a message that names the person in another way; `from` and `to` are left out. */
const echoTo = (recipient: object, more: object = {}) => meta('smb_message_echoes', echoes([{ from: BUSINESS.number, ...recipient, id: nextId(), timestamp: ago(1), ...text('I am here'), ...more }]));
const messageOf = (sender: object, more: object = {}) => ({ ...sender, id: nextId(), timestamp: ago(1), ...text('And now?'), ...more });

describe('human takeover', () => {
	const takeover = takeoverExample();

	it('answers a customer, from the number that was written to', async () => {
		await takeover().deliver(writes(INES, 'Are you open?'));
		expect(await service('graph')).toMatchObject([{ path: `/v13.0/${BUSINESS.id}/messages`, body: { to: INES.number, text: { body: 'You said: Are you open?' } } }]);
	});

	it('keeps out of a chat that a person has answered, and of no other', async () => {
		await takeover().deliver(answers(INES));
		const pauses = (await rows('whatsapp_pauses')).filter(({ contactId }) => contactId === INES.number);
		expect(pauses).toMatchObject([{ phoneNumberId: BUSINESS.id, contactUserId: '' }]);
		await takeover().deliver(writes(INES, 'Thanks'));
		await takeover().deliver(writes(TOMO, 'And me?'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: And me?']]);
	});

	it('does not send when a person answers while the agent thinks', async () => {
		await takeover().send(writes(TOMO, 'Anybody?'));
		await waitFor(async () => (await service('model')).length > 0);
		await takeover().send(answers(TOMO));
		await takeover().next();
		await takeover().next();
		expect(await service('model')).toEqual(['Anybody?']);
		expect(await sent()).toEqual([]);
	});

	it('goes on after the pause', async () => {
		for (const { id } of await rows('whatsapp_pauses')) await updateRow('whatsapp_pauses', id, { pausedUntil: new Date(Date.now() - 1_000).toISOString() });
		await takeover().deliver(writes(TOMO, 'Again'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: Again']]);
	});

	it('is not paused by a reaction, an old echo, an agent, or an echo of another field', async () => {
		await takeover().deliver(reacts(TOMO));
		await takeover().deliver(answers(TOMO, 3_000));
		await takeover().deliver(echoTo({ to: TOMO.number }, { message_creation_type: 'created_by_1p_bot' }));
		await takeover().deliver(meta('message_echoes', echoes([echo(nextId(), TOMO, 1, text('Not from the phone'))])));
		await takeover().deliver(writes(TOMO, 'Still there?'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: Still there?']]);
	});

	it('asks no model and sends nothing if it is not safe to answer', async () => {
		const from = { from: TOMO.number };
		const permission = { type: 'interactive', interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept', response_source: 'automatic' } } };
		const deliveries = [
			writes(TOMO, 'From yesterday', 86_400),
			writes(TOMO, 'From tomorrow', -86_400),
			messages([messageOf({ from_user_id: LENA.userId })]),
			messages([messageOf(from, permission)]),
			messages([messageOf(from, { group_id: 'a-group' })]),
			messages([messageOf(from, { type: 'reaction', text: undefined, reaction: { message_id: 'wamid.X', emoji: '👍' } })]),
			messages([messageOf(from, { type: 'unsupported', text: undefined, errors: [{ code: 131060 }] })]),
			meta('standby', value({ standby: { messages: [messageOf(from)] } })),
		];
		for (const delivery of deliveries) await takeover().deliver(delivery);
		expect(await service('model')).toEqual([]);
		expect(await sent()).toEqual([]);
	});

	it('pauses the chat with one number of the business, not with another', async () => {
		const person = { ...TOMO, number: '15550120012' };
		await takeover().deliver(answers(person));
		const other = { phone_number_id: '300200300200300', display_phone_number: '15550100002' };
		await takeover().deliver(meta('messages', { ...value({ messages: [messageOf({ from: person.number })] }), metadata: other }));
		expect(await sent()).toHaveLength(1);
	});
});
