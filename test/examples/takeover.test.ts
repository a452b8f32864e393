import { BUSINESS, INES, LENA, TOMO, ago, echo, echoes, live, meta, text, value, type Person } from '../../simulator/deliveries';
import { emptied, Example, rows, service, updateRow, waitFor } from './world';

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
	let example: Example;
	beforeAll(async () => {
		await Example.setUpDataTables();
		example = await Example.published('human-takeover');
	});
	beforeEach(async () => {
		await emptied('graph');
		await emptied('model');
	});

	it('answers a customer, from the number that was written to', async () => {
		await example.deliver(writes(INES, 'Are you open?'));
		expect(await service('graph')).toMatchObject([{ path: `/v13.0/${BUSINESS.id}/messages`, body: { to: INES.number, text: { body: 'You said: Are you open?' } } }]);
	});

	it('keeps out of a chat that a person has answered, and of no other', async () => {
		await example.deliver(answers(INES));
		expect(await rows('whatsapp_pauses')).toMatchObject([{ phoneNumberId: BUSINESS.id, contactId: INES.number, contactUserId: '' }]);
		await example.deliver(writes(INES, 'Thanks'));
		await example.deliver(writes(TOMO, 'And me?'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: And me?']]);
	});

	it('does not send when a person answers while the agent thinks', async () => {
		await example.send(writes(TOMO, 'Anybody?'));
		await waitFor(async () => (await service('model')).length > 0);
		await example.send(answers(TOMO));
		await example.next();
		await example.next();
		expect(await service('model')).toEqual(['Anybody?']);
		expect(await sent()).toEqual([]);
	});

	it('goes on after the pause', async () => {
		for (const { id } of await rows('whatsapp_pauses')) await updateRow('whatsapp_pauses', id, { pausedUntil: new Date(Date.now() - 1_000).toISOString() });
		await example.deliver(writes(TOMO, 'Again'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: Again']]);
	});

	it('is not paused by a reaction, an old echo, an agent, or an echo of another field', async () => {
		await example.deliver(reacts(TOMO));
		await example.deliver(answers(TOMO, 3_000));
		await example.deliver(echoTo({ to: TOMO.number }, { message_creation_type: 'created_by_1p_bot' }));
		await example.deliver(meta('message_echoes', echoes([echo(nextId(), TOMO, 1, text('Not from the phone'))])));
		await example.deliver(writes(TOMO, 'Still there?'));
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
		for (const delivery of deliveries) await example.deliver(delivery);
		expect(await service('model')).toEqual([]);
		expect(await sent()).toEqual([]);
	});

	/** How WhatsApp names one person: in the echo, and in the message that follows. */
	const both = (number: string, userId: string) => ({ wa_id: number, user_id: userId, profile: { name: 'Somebody' } });
	const spellings: Array<[how: string, recipient: object, sender: object, contacts: object[] | undefined]> = [
		['number, then number and user id', { to: '15550120001' }, { from: '15550120001', from_user_id: 'US.88010000000000000001' }, undefined],
		['written number, then digits', { to: '+1 (555) 012-0002' }, { from: '15550120002' }, undefined],
		['user id, then number and user id', { to_user_id: 'US.88010000000000000003' }, { from: '15550120003', from_user_id: 'US.88010000000000000003' }, undefined],
		['number and user id, then number', { to: '15550120004', to_user_id: 'US.88010000000000000004' }, { from: '15550120004' }, undefined],
		['both, then both', { to: '15550120005', to_user_id: 'US.88010000000000000005' }, { from: '15550120005', from_user_id: 'US.88010000000000000005' }, undefined],
		['number, then user id with the number in contacts', { to: '15550120006' }, { from_user_id: 'US.88010000000000000006' }, [both('15550120006', 'US.88010000000000000006')]],
		['user id, then user id with the number in contacts', { to_user_id: 'US.88010000000000000007' }, { from_user_id: 'US.88010000000000000007' }, [both('15550120007', 'US.88010000000000000007')]],
		['another number with the same user id', { to: '15550120008', to_user_id: 'US.88010000000000000008' }, { from: '15550120009', from_user_id: 'US.88010000000000000008' }, undefined],
		['Brazil without the 9, then with it', { to: '552180000001' }, { from: '5521980000001' }, undefined],
		['Brazil with the 9, then without it', { to: '5521980000002' }, { from: '552180000002', from_user_id: 'BR.88010000000000000002' }, undefined],
		['Mexico with the 1, then without it', { to: '5215500000011' }, { from: '525500000011' }, undefined],
		['Mexico without the 1, then with it', { to: '525500000012' }, { from: '5215500000012' }, undefined],
		['Argentina with the 9, then without it', { to: '5491100000021' }, { from: '541100000021' }, undefined],
		['Argentina without the 9, then with it', { to: '541100000022' }, { from: '5491100000022' }, undefined],
	];
	it.each(spellings)('finds the pause: %s', async (_, recipient, sender, contacts) => {
		await example.deliver(messages([messageOf(sender)], contacts));
		expect(await sent()).toHaveLength(1);
		await example.deliver(echoTo(recipient));
		await example.deliver(messages([messageOf(sender)], contacts));
		expect(await service('model')).toHaveLength(2);
		expect(await sent()).toHaveLength(1);
	});

	it('keeps a known user id when a later echo names the number alone', async () => {
		const [number, userId] = ['15550120010', 'US.88010000000000000010'];
		await example.deliver(echoTo({ to: number, to_user_id: userId }));
		await example.deliver(echoTo({ to: number }));
		await example.deliver(messages([messageOf({ from: '15550120011', from_user_id: userId })]));
		expect(await sent()).toEqual([]);
	});

	it('pauses the chat with one number of the business, not with another', async () => {
		const person = { ...TOMO, number: '15550120012' };
		await example.deliver(answers(person));
		const other = { phone_number_id: '300200300200300', display_phone_number: '15550100002' };
		await example.deliver(meta('messages', { ...value({ messages: [messageOf({ from: person.number })] }), metadata: other }));
		expect(await sent()).toHaveLength(1);
	});
});
