import { normalize, meta, valueWith, live, echoes, only, textMessage, BUSINESS, CUSTOMER } from '../deliveries';

type Json = Record<string, unknown>;
const status = (changes: Json, contacts?: unknown) =>
	only(meta('messages', valueWith({ contacts, statuses: [{ id: 'm', status: 'read', ...changes }] })), 'message.status');

describe('the person of a receipt', () => {
	test.each(['recipient_parent_user_id', 'parent_recipient_user_id', 'parent_user_id'])('has its parent id in %s', (key) => {
		expect(status({ recipient_user_id: 'US.1', [key]: 'US.ENT.1' }).contact).toMatchObject({ key: 'US.1', parentUserId: 'US.ENT.1' });
	});

	test('may be a user id where a number is documented, and a parent id is not one', () => {
		expect(status({ recipient_id: 'US.1' }).contact).toMatchObject({ key: 'US.1', userId: 'US.1', waId: null });
		expect(status({ recipient_id: 'US.ENT.1' }).contact).toMatchObject({ key: null, userId: null, parentUserId: 'US.ENT.1' });
	});

	test('is the only entry of contacts if nobody is named', () => {
		expect(status({}, [{ wa_id: CUSTOMER }]).contact?.key).toBe(CUSTOMER);
		expect(status({}, [{ wa_id: CUSTOMER }, { wa_id: '15550110002' }]).contact).toBeNull();
		expect(status({}, [{ wa_id: BUSINESS }]).contact).toBeNull();
	});

	test('is the participant in a group, whose id is never a number', () => {
		const group = { recipient_type: 'GROUP', recipient_id: '120399000000000011' };
		expect(status({ ...group, recipient_participant_id: CUSTOMER })).toMatchObject({ groupId: '120399000000000011', contact: { key: CUSTOMER } });
		expect(status(group)).toMatchObject({ groupId: '120399000000000011', contact: null });
		expect(status({ recipient_id: '120399@g.us' })).toMatchObject({ groupId: '120399@g.us', contact: null });
	});

	test('is part of its id, as are the codes of a failure', () => {
		const ids = [
			status({ recipient_id: CUSTOMER }),
			status({ recipient_id: '15550110002' }),
			status({ recipient_id: '1' }),
			status({}),
			status({ recipient_id: CUSTOMER, errors: [{ code: 1 }] }),
			status({ recipient_id: CUSTOMER, errors: [{ code: 2 }] }),
		].map(({ id }) => id);
		expect(new Set(ids).size).toBe(6);
		expect(status({ recipient_id: `+${CUSTOMER}` }).id).toBe(ids[0]);
	});
});

describe('the business is never the contact', () => {
	test.each<[string, unknown]>([
		['as recipient of a note to oneself', echoes(textMessage({ from: BUSINESS, to: `+1 (555) 010-0001` }))],
		['as recipient, if only the sender tells its number', meta('smb_message_echoes', { message_echoes: [textMessage({ from: BUSINESS, to: BUSINESS })] })],
		['as sender of a live message', live(textMessage({ from: BUSINESS }))],
		['as the only entry of contacts', meta('messages', valueWith({ contacts: [{ wa_id: BUSINESS, profile: { name: 'Shop' } }], messages: [textMessage({ from: undefined })] }))],
	])('%s', (_, body) => expect(normalize(body)[0]!.contact).toBeNull());

	test('in the address book it is not understood', () => {
		const entry = { type: 'contact', action: 'add', contact: { phone_number: BUSINESS, full_name: 'Me' } };
		expect(only(meta('smb_app_state_sync', valueWith({ state_sync: [entry] })), 'unrecognized')).toMatchObject({ reason: 'malformed', raw: entry });
	});
});

test('a value with messages of a group tells the group and the participant', () => {
	expect(only(live(textMessage({ group_id: 'GRP-1' })), 'message.received')).toMatchObject({ groupId: 'GRP-1', contact: { key: CUSTOMER } });
	expect(only(live(textMessage({ group_id: CUSTOMER })), 'message.received')).toMatchObject({ groupId: CUSTOMER, contact: null });
});
