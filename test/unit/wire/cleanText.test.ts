import { cleanJsonText } from '../../../nodes/WhatsAppCoexistence/wire/cleanText';

const cleaned = (json: string): unknown => JSON.parse(cleanJsonText(json));

describe('JSON text without NUL and lone surrogates', () => {
	test.each([
		['"a"', 'a'],
		['"\\u0000"', ''],
		['"\\\\u0000"', '\\u0000'],
		['"\\\\\\u0000x"', '\\x'],
		['"\\ud83d"', '\ufffd'],
		['"\\uDE00"', '\ufffd'],
		['"\\ud83d\\ude00"', '😀'],
		['"\\uD83D\\uDE00"', '😀'],
		['"\\ude00\\ud83d"', '\ufffd\ufffd'],
		['"\\ud83d\\ud83d\\ude00"', '\ufffd😀'],
		['"\\ud83d\\u0000\\ude00"', '\ufffd\ufffd'],
		['"\\\\ud83d\\ude00"', '\\ud83d\ufffd'],
		['"\\\\\\ud83d\\ude00"', '\\😀'],
		['"\\ud83d\\\\ude00"', '\ufffd\\ude00'],
		['"\ud83d"', '\ufffd'],
		['"\ude00\ud83d"', '\ufffd\ufffd'],
		['"\ud83d\ude00"', '😀'],
		['"\ud83d\\ude00"', '\ufffd\ufffd'],
		['"\\u0001\\n\\"\\/"', '\u0001\n"/'],
	])('%s', (json, expected) => expect(cleaned(json)).toBe(expected));

	test('keys too', () => {
		expect(cleaned('{"a\\u0000":{"\\ud800b":[1]}}')).toEqual({ a: { '\ufffdb': [1] } });
	});

	test('a clean text is the same text', () => {
		const json = '{"text":"Meta escapes \\ud83d\\ude00 and ä so: \\u00e4"}';
		expect(cleanJsonText(json)).toBe(json);
	});
});
