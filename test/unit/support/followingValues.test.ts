import { normalizeDelivery } from '../../../index';
import type { Json } from '../../support/expectations';
import { followingProblems, keyOfId } from '../../support/followingValues';
import { ALL_EVENTS, everyItemProblems } from '../../support/itemChecks';
import { echo, echoes, metaBody } from '../../support/samples';

/** The checks of values that follow from others, each shown to fail. */
const [good] = normalizeDelivery(metaBody(echoes([echo('wamid.1')])), { events: ALL_EVENTS as never[] }) as unknown as Json[];
const contact = good!['contact'] as Json;
const message = good!['message'] as Json;

it('a good item has none', () => expect(followingProblems(good!)).toEqual([]));

it.each<[string, Json]>([
	['another key', { ...good, contact: { ...contact, key: '1' } }],
	['another number', { ...good, contact: { ...contact, phoneNumber: null } }],
	['a missing spelling', { ...good, contact: { ...contact, matchKeys: [] } }],
	['a false spelling', { ...good, contact: { ...contact, matchKeys: [...(contact['matchKeys'] as string[]), '+1'] } }],
	['the business as contact', { ...good, business: { ...(good!['business'] as Json), phoneNumber: contact['phoneNumber'] } }],
	['another message key', { ...good, message: { ...message, key: 'x' } }],
	['another target key', { ...good, message: { ...message, targetId: 'wamid.2' } }],
	['another key of a reply', { ...good, message: { ...message, replyTo: { messageId: 'a', messageKey: 'b', from: null } } }],
])('finds %s', (_, item) => expect(followingProblems(item)).not.toEqual([]));

it('finds NUL and half pairs in values and keys', () => {
	const onEchoes = (content: unknown) => everyItemProblems([[], [], [{ ...good!, message: { ...message, content } }], [], [], []]);
	expect(onEchoes({ body: 'a' })).toEqual([]);
	expect(onEchoes({ body: 'a\0' })).toEqual([expect.stringContaining('NUL')]);
	expect(onEchoes({ 'a\ud800': 1 })).toEqual([expect.stringContaining('a key of message.content')]);
});

it('reads the key of a message id from its frame', () => {
	const id = 'wamid.HBgLMTU1NTAxMTAwMDEVAgASGBQ1QzdFMDAwMDAwMDAwMDAwMEFBMQA=';
	expect(keyOfId(id)).toBe('5C7E0000000000000AA1');
	expect([null, 'wamid.1', `${id}x`].map(keyOfId)).toEqual([null, 'wamid.1', `${id}x`]);
});
