import { BUSINESS, ago, echoes, meta, text, value } from '../../simulator/deliveries';
import { takeoverExample } from './published';
import { service } from './world';

let count = 0;
const nextId = () => `wamid.DEMOTI${++count}`;
const messages = (list: unknown[], contacts?: unknown[]) => meta('messages', value({ ...(contacts && { contacts }), messages: list }));
const messageOf = (sender: object) => ({ ...sender, id: nextId(), timestamp: ago(1), ...text('And now?') });
const echoTo = (recipient: object) => meta('smb_message_echoes', echoes([{ from: BUSINESS.number, ...recipient, id: nextId(), timestamp: ago(1), ...text('I am here') }]));
const sent = async () => await service('graph');

describe('human takeover, whichever ids the echo and the message carry', () => {
	const takeover = takeoverExample();

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
		await takeover().deliver(messages([messageOf(sender)], contacts));
		expect(await sent()).toHaveLength(1);
		await takeover().deliver(echoTo(recipient));
		await takeover().deliver(messages([messageOf(sender)], contacts));
		expect(await service('model')).toHaveLength(2);
		expect(await sent()).toHaveLength(1);
	});

	it('keeps a known user id when a later echo names the number alone', async () => {
		const [number, userId] = ['15550120010', 'US.88010000000000000010'];
		await takeover().deliver(echoTo({ to: number, to_user_id: userId }));
		await takeover().deliver(echoTo({ to: number }));
		await takeover().deliver(messages([messageOf({ from: '15550120011', from_user_id: userId })]));
		expect(await sent()).toEqual([]);
	});
});
