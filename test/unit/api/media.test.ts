import { fileNameOf, safeFileName } from '../../../nodes/WhatsAppCoexistence/api/fileName';
import { downloadAddress, hashMatches, mimeTypeOf, typeFits } from '../../../nodes/WhatsAppCoexistence/api/media';
import { downloadProblem, lookupProblem } from '../../../nodes/WhatsAppCoexistence/api/mediaProblem';
import { failureOf } from '../../../nodes/WhatsAppCoexistence/api/failure';

describe('a file name', () => {
	test.each<[string | null, string | null]>([
		['Invoice 12.pdf', 'Invoice 12.pdf'],
		['Übersicht.pdf', 'Übersicht.pdf'],
		['../../etc/passwd', 'passwd'],
		['..\\..\\windows\\win.ini', 'win.ini'],
		['/etc/', null],
		['...', null],
		['.htaccess', 'htaccess'],
		['name. . ', 'name'],
		['a\u0000b\nc.txt', 'abc.txt'],
		['photo\u202egpj.exe', 'photogpj.exe'],
		['a<b>:c|d?.txt', 'a_b__c_d_.txt'],
		['CON', '_CON'],
		['nul.txt', '_nul.txt'],
		['console.txt', 'console.txt'],
		['', null],
		[null, null],
		['. .a.b .\u00a0\u3000', 'a.b'],
		[' \t.\n', null],
		[`${' '.repeat(100_000)}a${' '.repeat(100_000)}.pdf${' .'.repeat(50_000)}`, `a${' '.repeat(115)}.pdf`],
		[' '.repeat(100_000), null],
	])('%j becomes %j', (sent, safe) => {
		expect(safeFileName(sent)).toBe(safe);
	});

	test('is shortened, and keeps its ending', () => {
		const name = safeFileName(`${'x'.repeat(500)}.pdf`)!;
		expect([name.length, name.slice(-4)]).toEqual([120, '.pdf']);
		expect(safeFileName(`a.${'x'.repeat(500)}`)).toBe(`a.${'x'.repeat(118)}`);
		expect(safeFileName(`${'x'.repeat(200)}.${'y'.repeat(10)}`)).toBe(`${'x'.repeat(109)}.${'y'.repeat(10)}`);
		expect(safeFileName(`${'x'.repeat(200)}.${'y'.repeat(11)}`)).toBe('x'.repeat(120));
	});

	test('is not cut in the middle of a character', () => {
		expect(safeFileName(`x${'😀'.repeat(100)}.pdf`)).toBe(`x${'😀'.repeat(57)}.pdf`);
		expect(safeFileName(`${'😀'.repeat(100)}.pdf`)).toBe(`${'😀'.repeat(58)}.pdf`);
	});

	test('is the media id with the ending of the type when nothing usable was sent', () => {
		expect(fileNameOf('//', '12', 'audio/ogg')).toBe('12.ogg');
		expect(fileNameOf(null, '12', 'application/x-odd')).toBe('12');
	});
});

describe('a hash', () => {
	const hex = 'ab'.repeat(32);
	test.each<[string | null, boolean | null]>([
		[hex, true],
		[hex.toUpperCase(), true],
		[Buffer.from(hex, 'hex').toString('base64'), true],
		[Buffer.from(hex, 'hex').toString('base64url'), true],
		['cd'.repeat(32), false],
		[Buffer.from('cd'.repeat(32), 'hex').toString('base64'), false],
		['md5:1234', null],
		[null, null],
	])('announced as %s', (announced, matches) => {
		expect(hashMatches(announced, hex)).toBe(matches);
	});
});

describe('a type', () => {
	test.each<[unknown, string | null]>([
		['image/JPEG', 'image/jpeg'],
		['audio/ogg; codecs=opus', 'audio/ogg'],
		['text/html"><script>', null],
		['image', null],
		[undefined, null],
	])('%j is read as %j', (value, type) => {
		expect(mimeTypeOf(value)).toBe(type);
	});

	test.each<[string | null, string | null, boolean]>([
		['image/jpeg', 'image/jpeg', true],
		['image/jpeg', 'image/pjpeg', true],
		['image/jpeg', 'application/octet-stream', true],
		['image/jpeg', null, true],
		[null, 'text/html', true],
		['image/jpeg', 'text/html', false],
		['image/jpeg', 'application/json', false],
		['image/jpeg', 'video/mp4', false],
		['text/html', 'text/html', true],
		['application/pdf', 'text/html', false],
	])('announced as %s, received as %s: %s', (announced, received, fits) => {
		expect(typeFits(announced, received)).toBe(fits);
	});
});

describe('the address of a download', () => {
	const graph = 'https://graph.facebook.com/v25.0';
	const told = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=a%2Bb';

	test('is the one told, on Meta\'s host', () => {
		expect(downloadAddress('meta', graph, told)).toBe(told);
	});
	test('is on the host of the base URL at 360dialog, below its path, slashes unescaped', () => {
		expect(downloadAddress('360dialog', 'https://proxy.example/waba', told.replace(/\//g, '\\/'))).toBe('https://proxy.example/waba/whatsapp_business/attachments/?mid=1&hash=a%2Bb');
	});
	test.each([null, '', 'https://graph.facebook.com.example/x', 'http://graph.facebook.com/x', 'https://graph.facebook.com:444/x'])('is refused: %s', (other) => {
		expect(() => downloadAddress('meta', graph, other)).toThrow(/host/);
	});
});

describe('what a refusal means', () => {
	const now = Date.UTC(2026, 10, 21);
	const unknown = failureOf('meta', 400, { error: { code: 100, error_subcode: 33, message: 'Unsupported get request' } }, null);
	test('is told by the age of the message', () => {
		expect(lookupProblem(unknown, null, now).kind).toBe('not_found');
		expect(lookupProblem(unknown, now - 7 * 86_400_000, now).kind).toBe('not_found');
		expect(lookupProblem(unknown, now - 7 * 86_400_000 - 1, now).kind).toBe('expired');
	});
	test.each<[number, object, string]>([
		[401, {}, 'refused'],
		[400, { error: { code: 190, message: 'expired' } }, 'refused'],
		[429, {}, 'throttled'],
		[500, {}, 'unavailable'],
		[410, {}, 'expired'],
	])('status %i with %j is "%s"', (status, body, kind) => {
		expect(lookupProblem(failureOf('meta', status, body, null), null, now).kind).toBe(kind);
	});
	test.each<[number, string | undefined]>([[200, undefined], [206, 'unavailable'], [304, 'redirected'], [429, 'throttled'], [410, 'expired']])('a download with status %i: %s', (status, kind) => {
		expect(downloadProblem(status)?.kind).toBe(kind);
	});
});
