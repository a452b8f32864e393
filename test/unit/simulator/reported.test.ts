import { bytesOfPost, disturb } from '../../../simulator/chaos';
import { deliveriesOf, KINDS } from '../../../simulator/story';
import { businessLife, PARTS } from '../../../simulator/traffic/business';
import { REPORTED } from '../../../simulator/traffic/reported';
import { NOW } from './emitted';

const REPORTED_PARTS = Object.keys(REPORTED);
const SEEDS = [1, 2, 3, 4, 5, 6];

/** The bodies of one part, as the bytes that are sent. */
const bodies = (part: string, seed = 1): string[] =>
	disturb(businessLife({ seed, now: NOW, only: [part] })).map((post) =>
		bytesOfPost(post, 'meta').arrives.toString('utf8'),
	);

test('they are parts of a whole business, and kinds of the story command', () => {
	expect(PARTS).toEqual(expect.arrayContaining(REPORTED_PARTS));
	expect(KINDS).toEqual(expect.arrayContaining(REPORTED_PARTS));
	for (const part of REPORTED_PARTS) {
		const sent = deliveriesOf(part, 'meta');
		expect(
			sent.every(({ kind, gives }: { kind: string; gives: string[] }) => kind === part && Array.isArray(gives)),
		).toBe(true);
		expect(sent.map(({ body }: { body: object }) => JSON.parse(JSON.stringify(body)))).toHaveLength(
			bodies(part).length,
		);
	}
});

test.each(PARTS)('%s: the same seed and moment give the same bytes, another seed others', (part) => {
	expect(bodies(part, 7)).toEqual(bodies(part, 7));
	expect(bodies(part, 7)).not.toEqual(bodies(part, 8));
});

test.each<[part: string, what: string, wire: RegExp]>([
	['placeholders', 'unsupported with error 131060', /"type":"unsupported","errors":\[\{"code":131060,/],
	['placeholders', 'errors', /"type":"errors","errors":\[/],
	['placeholders', 'media_placeholder', /"type":"media_placeholder"/],
	['placeholders', 'no type', /"timestamp":"\d+"(,"history_context":\{[^}]*\})?\}/],
	[
		'replies',
		'a reply with both names of the writer',
		/"context":\{"from":"\d+","from_user_id":"US\.\d+","id":"wamid\./,
	],
	['replies', 'a removed reaction', /"reaction":\{"message_id":"wamid\.[^"]+"\}/],
	['people', 'a user id alone', /\[\{"from_user_id":"US\.\d+"/],
	['people', 'a recipient known by user id alone', /"to_user_id":"US\.\d+"/],
	['people', 'a user id as sender and as wa_id', /"wa_id":"US\.\d+".*"from":"US\.\d+"/],
	['people', 'a username with @', /"username":"@/],
	[
		'people',
		'three names of the parent id',
		/"recipient_parent_user_id".*"parent_recipient_user_id".*"parent_user_id"/,
	],
	['people', 'a thread named by a user id', /"threads":\[\{"id":"US\.\d+"/],
	['people', 'a message that names nobody', /"messages":\[\{"id":"wamid\./],
	['spellings', 'Brazil with the 9, in the address book', /"phone_number":"\+55 21 9\d{8}"/],
	['spellings', 'Mexico with the 1', /"521\d{10}"/],
	['spellings', 'Argentina with the 9', /"549\d{10}"/],
	['groups', 'a message', /"messages":\[.*"group_id":"GRP-/],
	['groups', 'an echo', /"message_echoes":\[.*"group_id":"\d+"/],
	['groups', 'receipts of participants', /"recipient_type":"group","recipient_participant_id":"\d+"/],
	[
		'standby',
		'messages, echoes and receipts one level deeper',
		/"standby":\{.*"messages":.*"message_echoes":.*"statuses":/,
	],
	['standby', 'the older field', /"field":"message_echoes"/],
	['standby', 'what a bot has written', /"message_creation_type":"created_by_1p_bot"/],
	['standby', 'a handover', /"control_passed"/],
	['preferences', 'a marketing preference', /"user_preferences":\[/],
	['preferences', 'a field of its own for user ids', /"user_id_update":\[/],
	['preferences', 'a note without the previous user id', /"from_user_id":[^{]*"system":\{(?![^}]*previous)/],
	['kinds', 'an ad', /"referral":\{.*"ctwa_clid"/],
	['kinds', 'a forwarded message', /"forwarded":true/],
	['kinds', 'a question about a product', /"referred_product":/],
	['kinds', 'a filled-in form', /"nfm_reply":/],
	['kinds', 'an order', /"product_items":/],
	['kinds', 'a place', /"latitude":/],
	['kinds', 'a contact card', /"formatted_name":/],
	['kinds', 'a disappearing message', /"type":"ephemeral"/],
	['kinds', 'a call permission', /"call_permission_reply":\{.*"response_source":"automatic"/],
	['receipts', 'price, conversation, own data', /"pricing":.*"conversation":.*"biz_opaque_callback_data":/],
	[
		'receipts',
		'two failures of one message',
		/"id":"([^"]+)","status":"failed"[^[]*\[\{"code":131026.*"id":"\1","status":"failed"[^[]*\[\{"code":131062/,
	],
	['shapes', 'a change without field', /"changes":\[\{"value":\{[^]*\}\}\]\}\]\}$/],
	['shapes', 'calls beside messages', /"messages":.*"calls":\[\{"id":"wacid/],
	['shapes', 'elements that are none', /\},null,\{|\},null,7/],
	['hostile', 'NUL in a text', /"body":"[^"]*\\u0000/],
	['hostile', 'half a pair in a text', /"body":"[^"]*\\ud83d( half)?"/],
	['hostile', 'a whole pair, as Meta escapes it', /"body":"[^"]*\\ud83d\\ude00/],
	['hostile', 'NUL and half a pair in a name', /"profile":\{"name":"[^"]*\\u0000\\ud83d"/],
	['hostile', 'NUL and half a pair in an id', /"id":"wamid\.SIM\\u0000\d+\\ud83d"/],
	['hostile', 'NUL and half a pair in keys', /"pi\\u0000ns":\[\{.*"k\\ud83d":/],
	['restrictions', 'lower case, a ban as a list', /"event":"disabled_update","ban_info":\[/],
])('%s have %s', (part, _, wire) => {
	for (const seed of SEEDS) expect(bodies(part, seed).some((body) => wire.test(body))).toBe(true);
});

describe('message ids', () => {
	const LAYOUT = /^\x1c\x18([^])([^]+?)\x15([\x02\x14])\x00([\x11\x12])\x18([^])([0-9A-F]+)\x00$/;
	/** Peer, kind of peer, side and run of an id that has the layout; null for another id. */
	function decoded(id: string): { peer: string; kind: number; side: number; run: string } | null {
		const match = LAYOUT.exec(Buffer.from(id.slice('wamid.'.length), 'base64').toString('latin1'));
		if (match === null) return null;
		const [, peerLength, peer, kind, side, runLength, run] = match as unknown as string[];
		expect([peerLength!.charCodeAt(0), runLength!.charCodeAt(0)]).toEqual([peer!.length, run!.length]);
		return { peer: peer!, kind: kind!.charCodeAt(0), side: side!.charCodeAt(0), run: run! };
	}
	const texts = bodies('replies').map((body) => body.replaceAll('\\/', '/'));
	const found = (key: string): string[] =>
		texts.flatMap((body) => [...body.matchAll(new RegExp(`"${key}":"(wamid\\.[^"]+)"`, 'g'))].map(([, id]) => id!));
	const names = (key: string): Array<NonNullable<ReturnType<typeof decoded>>> =>
		found(key).flatMap((id) => decoded(id) ?? []);

	test('have the layout of WhatsApp, with runs of three lengths from both sides, and some have none', () => {
		const messages = names('id');
		expect(new Set(messages.map(({ run }) => run.length))).toEqual(new Set([18, 20, 32]));
		expect(new Set(messages.map(({ side }) => side))).toEqual(new Set([0x11, 0x12]));
		expect(found('id').length).toBeGreaterThan(messages.length);
	});

	test('are spelled with the number, and with the user id where another message refers to them', () => {
		const written = texts.flatMap((body) =>
			[...body.matchAll(/"id":"(wamid\.[^"]+)","timestamp"/g)].map(([, id]) => decoded(id!)),
		);
		const byNumber = written.filter((name) => name !== null && /^\d+$/.test(name.peer) && name.kind === 0x02);
		expect(byNumber.length).toBeGreaterThan(written.length / 2);
		const runs = new Set(written.map((name) => name?.run));
		for (const key of ['message_id', 'original_message_id']) {
			const references = names(key);
			expect(references.length).toBeGreaterThan(0);
			for (const { peer, kind, run } of references) {
				expect([kind, peer]).toEqual([0x14, expect.stringMatching(/^US\./)]);
				expect(key === 'message_id' || runs.has(run)).toBe(true);
			}
		}
	});
});

test('the placeholder comes before the message, and after it, together and apart, on each field', () => {
	const seen = new Set<string>();
	for (const seed of SEEDS) {
		const order = new Map<string, string[]>();
		bodies('placeholders', seed).forEach((body, place) => {
			const { field, value } = JSON.parse(body).entry[0].changes[0];
			const messages =
				value.history === undefined
					? (value.messages ?? value.message_echoes)
					: value.history[0].threads.flatMap((thread: { messages: object[] }) => thread.messages);
			for (const { id, text, image } of messages) {
				const step = `${(text ?? image) ? 'message' : 'placeholder'} ${place}`;
				order.set(`${field} ${id}`, [...(order.get(`${field} ${id}`) ?? []), step]);
			}
		});
		for (const [key, [first, second]] of order) {
			const [kind, place] = first!.split(' ');
			seen.add(`${key.split(' ')[0]}: ${kind} first, ${place === second!.split(' ')[1] ? 'together' : 'apart'}`);
		}
	}
	const ways = ['placeholder first', 'message first'];
	const fields = ['messages', 'smb_message_echoes'];
	const both = fields.flatMap((field) =>
		ways.flatMap((way) => [`${field}: ${way}, together`, `${field}: ${way}, apart`]),
	);
	expect(seen).toEqual(new Set([...both, ...ways.map((way) => `history: ${way}, apart`)]));
});
