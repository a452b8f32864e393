import { EVENTS, normalizeDelivery } from '../../../index';
import { mayHoldLargeNumber, parseJson } from '../../../nodes/WhatsAppCoexistence/wire/parseJson';

describe('parsing numbers', () => {
	test.each([
		['9007199254740992', '9007199254740992'],
		['-9007199254740993', '-9007199254740993'],
		['123456789012345678901234567890', '123456789012345678901234567890'],
		['12345678901234567.0', '12345678901234567.0'],
		['3.001003001003001E17', '3.001003001003001E17'],
		['3.001003001003001e+17', '3.001003001003001e+17'],
		['9007199254740991', 9007199254740991],
		['-9007199254740991', -9007199254740991],
		['1763600000000', 1763600000000],
		['0.12345678901234567', 0.12345678901234567],
		['-179.12345678901234567', -179.12345678901234567],
		['1.234567890123456e-9', 1.234567890123456e-9],
		['1e300', 1e300],
		['-0', -0],
	])('%s gives %p', (written, expected) => {
		expect(parseJson(written)).toBe(expected);
		for (const text of [`[${written}]`, `{"a":${written}}`, `[ ${written}\n,1]`, `{"a" :\t${written} , "b":[]}`]) {
			const [first] = Object.values(parseJson(text) as object) as unknown[];
			expect(first).toBe(expected);
		}
	});

	test('leaves digits within strings and keys', () => {
		const written = String.raw`{"12345678901234567":" 12345678901234567 ","b":"\\","c":"\",12345678901234567,\"","d":[12345678901234568]}`;
		expect(parseJson(written)).toEqual({ '12345678901234567': ' 12345678901234567 ', b: '\\', c: '",12345678901234567,"', d: ['12345678901234568'] });
	});

	test.each(['{12345678901234567:1}', '[12345678901234567', '12345678901234567 1', '"12345678901234567', '[-]', '', '[1234567890123456.]'])(
		'does not make %s valid',
		(written) => expect(() => parseJson(written)).toThrow(SyntaxError),
	);

	test('looks closer only where a number may be large', () => {
		expect(mayHoldLargeNumber('{"id":"12345678901234567890","time":1763600000}')).toBe(false);
		for (let shift = 0; shift < 32; shift++) {
			expect(mayHoldLargeNumber(`${' '.repeat(shift)}[9007199254740993]`)).toBe(true);
			expect(mayHoldLargeNumber(`${' '.repeat(shift)}["9007199254740993", 900719925474099]`)).toBe(false);
		}
	});
});

test('a large number is found wherever it stands behind other digits', () => {
	for (let length = 1; length <= 40; length++) {
		for (let before = 0; before < 20; before++) {
			const json = `[${' '.repeat(before)}"${'1'.repeat(length)}",9007199254740993]`;
			expect([json, mayHoldLargeNumber(json)]).toEqual([json, true]);
			const short = `[${' '.repeat(before)}${'1'.repeat(Math.min(length, 15))},9007199254740993]`;
			expect([short, mayHoldLargeNumber(short)]).toEqual([short, true]);
		}
	}
});

describe('ids that were sent as large numbers', () => {
	const delivery = (message: string): string =>
		`{"object":"whatsapp_business_account","entry":[{"id":200100200100200129,"time":1763600000123,"changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100001","phone_number_id":300100300100300129},"contacts":[{"wa_id":15550110001}],"messages":[${message}]}}]}]}`;
	const events = (message: string) => normalizeDelivery(delivery(message), { events: EVENTS, includeRaw: true });

	test('keep their digits, and a time is still a time', () => {
		const [event] = events('{"id":90071992547409931,"from":15550110001,"timestamp":1763600000000000129,"type":"text","text":{"body":"1, 90071992547409931"}}');
		expect(event).toMatchObject({
			event: 'message.received',
			business: { accountId: '200100200100200129', phoneNumberId: '300100300100300129' },
			contact: { phoneNumber: '+15550110001' },
			message: { id: '90071992547409931', text: '1, 90071992547409931' },
			raw: { id: '90071992547409931', from: 15550110001 },
		});
		const [quoted] = events('{"id":"90071992547409931","from":"15550110001","timestamp":"1763600000000000129","type":"text","text":{"body":"1, 90071992547409931"}}');
		expect([quoted!.id, quoted!.timestamp]).toEqual([event!.id, event!.timestamp]);
	});

	test('tell two messages apart that JSON.parse would make one', () => {
		const ids = ['90071992547409931', '90071992547409932'].map((id) => events(`{"id":${id},"from":15550110001,"type":"text","text":{"body":"a"}}`)[0]!.id);
		expect(new Set(ids).size).toBe(2);
	});

	test('choose a business number by all of its digits', () => {
		const message = '{"id":"wamid.1","from":"15550110001","type":"text","text":{"body":"a"}}';
		const only = (id: string) => normalizeDelivery(delivery(message), { events: EVENTS, phoneNumberIds: [id] });
		expect(only('300100300100300129')).toHaveLength(1);
		expect(only('300100300100300100')).toHaveLength(0);
	});
});
