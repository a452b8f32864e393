import { adviceFor, type Purpose } from '../../../nodes/WhatsAppCoexistence/api/advice';
import { baseUrlExpression, baseUrlOf, mayReceiveAppSecret } from '../../../nodes/WhatsAppCoexistence/api/baseUrl';
import { idPart } from '../../../nodes/WhatsAppCoexistence/api/call';
import { failureOf, isSyncRepeated, isThrottled, isTransient, noAnswer } from '../../../nodes/WhatsAppCoexistence/api/failure';
import { listNumbers, numberOf, pageOf } from '../../../nodes/WhatsAppCoexistence/api/numbers';
import { LONGEST_WAIT_MS, MOST_ATTEMPTS, namedWait, nextWait } from '../../../nodes/WhatsAppCoexistence/api/throttle';

describe('an id in a path', () => {
	test.each(['300100300100300', 300100300100300, ' 5 ', 'abc_DEF-1'])('%p is one', (id) => {
		expect(idPart(id, 'It')).toBe(String(id).trim());
	});
	test.each(['', ' ', null, undefined, {}, '..', 'a/b', 'a?b', 'a#b', 'a%2fb', 'a b', 'ü', 'x'.repeat(129)])('%p is none', (id) => {
		expect(() => idPart(id, 'It')).toThrow(/^It is /);
	});
});

describe('the base URL', () => {
	test('is the one of the credential, without slashes at its end', () => {
		expect(baseUrlOf('meta', ' https://proxy.example/v26.0// ')).toBe('https://proxy.example/v26.0');
	});
	test.each(['', '  ', undefined, null, 5])('is the own one of the provider for %p', (configured) => {
		expect(baseUrlOf('meta', configured)).toBe('https://graph.facebook.com/v25.0');
		expect(baseUrlOf('360dialog', configured)).toBe('https://waba-v2.360dialog.io');
	});
});

describe('which base URL is allowed', () => {
	/** As n8n evaluates the expression that the test of a credential uses. */
	const tested = new Function('$credentials', `return ${baseUrlExpression('meta').replace(/^=\{\{|\}\}$/g, '')}`) as (credential: object) => string;

	test.each(['https://graph.facebook.com/v26.0', 'HTTPS://proxy.example', 'http://localhost:5678/x', 'http://127.0.0.1', 'http://127.8.9.1:1', 'http://[::1]:80/v1'])(
		'%s',
		(base) => {
			expect(baseUrlOf('meta', base)).toBe(base);
			expect(tested({ baseUrl: base })).toBe(base);
			expect(tested({ baseUrl: ` ${base} ` })).toBe(base);
		},
	);

	test.each(['http://graph.facebook.com', 'http://localhost.example', 'http://127.0.0.1.example', 'http://example@proxy.example', 'ftp://127.0.0.1', 'http://10.0.0.1', 'http://localhost@proxy.example'])(
		'not %s: keys would travel unencrypted',
		(base) => {
			expect(() => baseUrlOf('meta', base)).toThrow(/must start with https:\/\/.* Change it in the credential/);
			expect(tested({ baseUrl: base })).toBe('The Base URL must start with https');
		},
	);

	test.each([undefined, null, '', '  '])('the default for %p', (base) => {
		expect(tested({ baseUrl: base })).toBe(baseUrlOf('meta', base));
	});

	test.each(['graph.facebook.com', '/v25.0', 'https://', 'nonsense'])('not %s: it is no URL', (base) => {
		expect(() => baseUrlOf('360dialog', base)).toThrow(/is not a URL.* correct it/);
	});

	test.each([
		['https://graph.facebook.com/v25.0', true],
		['https://graph.facebook.com:443', true],
		['http://127.0.0.1:1234/v25.0', true],
		['http://localhost', true],
		['https://graph.facebook.com:8443', false],
		['https://graph.facebook.com.example', false],
		['https://example.graph.facebook.com', false],
		['https://graph.facebook.com@proxy.example', false],
		['https://proxy.example/graph.facebook.com', false],
	])('the app secret may go to %s: %p', (base, expected) => expect(mayReceiveAppSecret(baseUrlOf('meta', base))).toBe(expected));
});

describe('the wait that an answer names', () => {
	const now = Date.UTC(2026, 10, 21);
	test.each<[string, unknown, number | null]>([
		['seconds', { 'Retry-After': '7' }, 7_000],
		['a number', { 'retry-after': 0 }, 0],
		['a date', { 'retry-after': new Date(now + 5_000).toUTCString() }, 5_000],
		['a date that has passed', { 'retry-after': new Date(now - 5_000).toUTCString() }, 0],
		['the longest of the usage header, in minutes', { 'X-Business-Use-Case-Usage': '{"1":[{"estimated_time_to_regain_access":3},{"estimated_time_to_regain_access":9}]}' }, 540_000],
		['nothing while there is no block', { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":0}]}' }, null],
		['nothing in a header that is no JSON', { 'x-business-use-case-usage': '{' }, null],
		['nothing in words', { 'retry-after': 'soon' }, null],
		['nothing without headers', undefined, null],
	])('%s', (_, headers, wait) => {
		expect(namedWait(headers, now)).toBe(wait);
	});

	test('is kept in full, or the call is given up', () => {
		expect(nextWait(1, 0, 5_000)).toBe(5_000);
		expect(nextWait(1, 0, LONGEST_WAIT_MS)).toBe(LONGEST_WAIT_MS);
		expect(nextWait(1, 1, LONGEST_WAIT_MS)).toBeNull();
	});

	test('grows by itself when none is named, and ends', () => {
		let waited = 0;
		let attempts = 1;
		const waits: number[] = [];
		for (let wait = nextWait(attempts, waited, null); wait !== null; wait = nextWait(++attempts, waited, null)) {
			waits.push(wait);
			waited += wait;
		}
		expect(waits).toEqual([1_000, 2_000, 4_000]);
		expect(attempts).toBe(MOST_ATTEMPTS);
	});
});

describe('a failure', () => {
	test.each<[string, unknown, string]>([
		['Graph', { error: { message: 'No', code: 100 } }, 'No'],
		['Graph, with words for users', { error: { message: 'No', error_user_msg: 'Please do not' } }, 'Please do not'],
		['Graph, with details', { error: { message: 'No', error_data: { details: 'Because' } } }, 'Because'],
		['360dialog', { meta: { developer_message: 'Nope' } }, 'Nope'],
		['360dialog, older', { meta: { developerMessage: 'Nope' } }, 'Nope'],
		['a gateway', { message: 'Bad gateway' }, 'Bad gateway'],
		['text', '<html>', ''],
		['nothing', undefined, ''],
	])('is read from %s', (_, body, said) => {
		expect(failureOf('meta', 400, body, null).said).toBe(said);
	});

	const graph = (code: number, message: string) => failureOf('meta', 400, { error: { code, message } }, null);

	test('a repeated sync is told from a throttled application, which has the same code', () => {
		expect(isSyncRepeated(graph(4, 'The sync limit has been reached'))).toBe(true);
		expect(isSyncRepeated(graph(4, '(#4) Application request limit reached'))).toBe(false);
		expect(isSyncRepeated(graph(100, 'Invalid parameter'))).toBe(false);
		expect(isThrottled(failureOf('meta', 429, {}, null))).toBe(true);
		expect(isThrottled(graph(100, 'Invalid parameter'))).toBe(false);
	});

	test('a failure that may pass by itself is told from one that stays', () => {
		const passing = [noAnswer('meta', ''), ...[429, 500, 502, 503, 504].map((status) => failureOf('360dialog', status, {}, null)), ...[1, 2, 4, 341, 613, 80007, 80008].map((code) => graph(code, ''))];
		expect(passing.map(isTransient)).toEqual(passing.map(() => true));
		const staying = [...[400, 401, 403, 404].map((status) => failureOf('360dialog', status, {}, null)), ...[10, 100, 190, 200, 2200].map((code) => graph(code, ''))];
		expect(staying.map(isTransient)).toEqual(staying.map(() => false));
	});

	test.each<[Purpose, number, number, string, RegExp]>([
		['sync', 400, 4, 'The sync limit has been reached', /requested before/],
		['sync', 400, 4, 'Application request limit reached', /too many calls/],
		['number', 400, 4, 'Application request limit reached', /too many calls/],
		['sync', 400, 131000, 'Something went wrong', /did not start the sync/],
		['number', 400, 10, 'Permission denied', /lacks a permission/],
		['webhook', 400, 2200, 'Callback verification failed', /could not be verified/],
		['number', 400, 2200, 'Whatever', /refused the call/],
		['number', 404, 0, 'Gone', /no such object/],
		['sync', 503, 2, 'Unavailable', /problem of its own/],
	])('while doing "%s", status %i and code %i ("%s") are put into words', (purpose, status, code, message, words) => {
		const advice = adviceFor(purpose, failureOf('meta', status, { error: { code, message } }, null));
		expect(advice.message).toMatch(words);
		expect(advice.description).toContain(`Meta said: ${message}`);
	});

	test('names the provider and its key', () => {
		expect(adviceFor('number', failureOf('360dialog', 401, {}, null)).message).toMatch(/360dialog .* API key/);
	});
});

describe('numbers', () => {
	test('a page asks for no more than is wanted, nor more than Graph gives', () => {
		expect(listNumbers('1', 7).query).toMatchObject({ limit: '7' });
		expect(listNumbers('1', Infinity, 'abc').query).toMatchObject({ limit: '100', after: 'abc' });
	});

	test('a page without "next" is the last one, whatever cursor it tells', () => {
		const paging = { cursors: { after: 'abc' } };
		expect(pageOf({ data: [{ id: '1' }, null], paging })).toEqual({ elements: [{ id: '1' }], after: null });
		expect(pageOf({ data: [], paging: { ...paging, next: 'https://…' } }).after).toBe('abc');
		expect(pageOf('junk')).toEqual({ elements: [], after: null });
	});

	test('coexistence is told only where both facts say so', () => {
		expect(numberOf({ is_on_biz_app: true, platform_type: 'CLOUD_API' }).coexistence).toBe(true);
		expect(numberOf({ is_on_biz_app: 'true', platform_type: 'CLOUD_API' }).coexistence).toBe(false);
		expect(numberOf({ is_on_biz_app: true }).coexistence).toBe(false);
		expect(numberOf(null)).toEqual({ coexistence: false });
	});
});
