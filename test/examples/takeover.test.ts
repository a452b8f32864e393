import { BUSINESS, INES, LENA, TOMO, echo, echoes, live, liveMessages, meta, text } from '../../simulator/deliveries';
import { emptied, Example, rows, service, updateRow } from './world';

type Person = { number: string };
let count = 0;
const writes = (person: Person, body: string, seconds = 1) => meta('messages', liveMessages({ messages: [live(`TK${++count}`, person, seconds, text(body))] as never[] }));
const answers = (person: Person, seconds = 1) => meta('smb_message_echoes', echoes([echo(`TK${++count}`, person, seconds, text('I am here'))]));
const reacts = (person: Person) => meta('smb_message_echoes', echoes([echo(`TK${++count}`, person, 1, { type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } })]));
const sent = async () => (await service('graph')).map(({ body }: any) => [body.to, body.text.body]);

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
		expect(await rows('whatsapp_pauses')).toMatchObject([{ chat: `${BUSINESS.id} ${INES.number}` }]);
		await example.deliver(writes(INES, 'Thanks'));
		await example.deliver(writes(TOMO, 'And me?'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: And me?']]);
	});

	it('does not send when a person answers while the agent thinks', async () => {
		await example.send(writes(TOMO, 'Anybody?'));
		while ((await service('model')).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
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

	it('is not paused by a reaction or an old echo', async () => {
		await example.deliver(reacts(TOMO));
		await example.deliver(answers(TOMO, 3_000));
		await example.deliver(writes(TOMO, 'Still there?'));
		expect(await sent()).toEqual([[TOMO.number, 'You said: Still there?']]);
	});

	it('asks no model and sends nothing for old messages and for customers without a number', async () => {
		await example.deliver(writes(TOMO, 'From yesterday', 86_400));
		await example.deliver(meta('messages', liveMessages({ messages: [{ ...live('TKU', { number: '' }, 1, text('Hi')), from: undefined, from_user_id: LENA.userId }] as never[] })));
		expect(await service('model')).toEqual([]);
		expect(await sent()).toEqual([]);
	});
});
