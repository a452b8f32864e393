import { explain, hostOf } from '../../../nodes/WhatsAppCoexistence/api/explain';
import { failureOf, noAnswer } from '../../../nodes/WhatsAppCoexistence/api/failure';

const URL_SET = 'https://n8n.example.com/webhook/a-webhook-id/webhook';
const graph = (code: number, message: string, more: object = {}) => ({ error: { code, message, ...more } });
const words = (status: number, body: unknown, url?: string) =>
	explain(failureOf('meta', status, body, null), { what: 'phone number', ...(url !== undefined && { url }) });

/** Codes as in Meta's handling-errors; 2200 and 2201 as practitioners report them. */
test.each<[string, number, unknown, RegExp]>([
	['expired token', 401, graph(190, 'Session has expired'), /did not accept the access token/],
	['token of another kind', 400, graph(190, 'Invalid OAuth access token'), /did not accept the access token/],
	['permission', 403, graph(10, 'Application does not have permission'), /lacks a permission/],
	['permission of the 200s', 400, graph(299, 'Permissions error'), /lacks a permission/],
	['unknown object', 400, graph(100, 'Unsupported get request.', { error_subcode: 33 }), /knows no phone number with this ID/],
	['not subscribed', 400, graph(100, '(#100) Before override the current callback uri, your app must be subscribed to receive messages'), /not subscribed to the app/],
	['throttled', 400, graph(4, 'Application request limit reached'), /no more requests/],
	['throttled by status', 429, {}, /no more requests/],
	['trouble at Meta', 503, '<html>', /temporary problem/],
	['something else', 400, graph(5, 'New words'), /HTTP 400, code 5\): New words/],
	['no body', 404, undefined, /HTTP 404\)/],
])('a call of Meta: %s', (_, status, body, expected) => expect(words(status, body)).toMatch(expected));

test.each<[string, string, RegExp]>([
	['403', 'HTTP Status Code = 403; HTTP Message = Forbidden', /verify token did not match/],
	['404', 'HTTP Status Code = 404; HTTP Message = Not Found', /nothing answers at this webhook URL/],
	['502', 'HTTP Status Code = 502; HTTP Message = Bad Gateway', /could not reach/],
	['a timeout', 'HTTP Status Code = 408; Request Timeout', /could not reach/],
	['another text', 'response does not match challenge', /something other than this node answered/],
	['nothing', '', /could not reach/],
])('the verification ended with %s', (_, message, expected) => {
	const advice = words(400, graph(2200, message), URL_SET);
	expect(advice).toMatch(expected);
	expect(advice).toContain('n8n.example.com');
	expect(advice).not.toContain('a-webhook-id');
});

test('words of Meta about the callback are about the verification only when an address was set', () => {
	const body = graph(100, "The callback URL or verify token couldn't be validated");
	expect(words(400, body, URL_SET)).toMatch(/could not reach/);
	expect(words(400, body)).toMatch(/HTTP 400, code 100/);
});

test.each<[number, unknown, RegExp]>([
	[401, { meta: { developer_message: 'x' } }, /did not accept the API key/],
	[403, {}, /did not accept the API key/],
	[429, {}, /no more requests/],
	[500, {}, /temporary problem/],
	[400, { meta: { developer_message: 'url is invalid' } }, /url is invalid\. The host .*n8n\.example\.com.* must not contain an underscore or a port/],
	[400, { error: 'bad request' }, /HTTP 400\): bad request/],
])('360dialog answers %d %j', (status, body, expected) => {
	expect(explain(failureOf('360dialog', status, body, null), { what: 'phone number', url: URL_SET })).toMatch(expected);
});

test('without an answer the base URL is to be looked at', () => {
	expect(explain(noAnswer('meta', 'connect ECONNREFUSED'), { what: 'phone number' })).toMatch(/no answer from Meta\. Check the Base URL/);
});

test.each([
	['https://user:pw@host.example:8443/path?query', 'host.example:8443'],
	['http://host.example', 'host.example'],
	['nonsense', 'unknown'],
])('the host of %s is %s', (url, host) => expect(hostOf(url)).toBe(host));
