import { isSameNode, isSameUrl, shownUrl } from '../../../nodes/WhatsAppCoexistence/api/callbackUrl';

const URL = 'https://n8n.example.com/webhook/an-id/webhook';
const TEST_URL = 'https://n8n.example.com/webhook-test/an-id/webhook';

describe('two URLs are the same webhook', () => {
	test.each([URL, `${URL}/`, `${URL}?key=1`, 'HTTPS://N8N.example.com/webhook/an-id/webhook', 'https://n8n.example.com:443/webhook/an-id/webhook'])('%s', (other) => {
		expect([isSameUrl(URL, other), isSameNode(URL, other), isSameNode(TEST_URL, other)]).toEqual([true, true, true]);
	});

	test.each([
		'https://staging.example.com/webhook/an-id/webhook',
		'https://n8n.example.com:8443/webhook/an-id/webhook',
		'http://n8n.example.com/webhook/an-id/webhook',
		'https://n8n.example.com/staging/webhook/an-id/webhook',
		'https://n8n.example.com/webhook/another-id/webhook',
		'https://n8n.example.com/WEBHOOK/an-id/webhook',
		'https://n8n.example.com/hook/an-id/webhook',
		'webhook/an-id/webhook',
		'',
	])('but not %p', (other) => {
		expect([isSameUrl(URL, other), isSameNode(URL, other), isSameNode(TEST_URL, other)]).toEqual([false, false, false]);
	});

	test('the test URL is another webhook of the same node', () => {
		expect([isSameUrl(URL, TEST_URL), isSameNode(URL, TEST_URL), isSameNode(TEST_URL, URL)]).toEqual([false, true, true]);
	});

	test('what is no URL is only the same as itself', () => {
		expect([isSameUrl('not a url', 'not a url'), isSameUrl('not a url', 'another'), isSameNode('', '')]).toEqual([true, false, true]);
	});
});

test.each([
	[URL, URL],
	['https://user:password@theirs.example.com/hook', 'https://theirs.example.com/hook'],
	['https://theirs.example.com/hook?key=a-token&x=@', 'https://theirs.example.com/hook?…'],
	['https://theirs.example.com/hook#a-token', 'https://theirs.example.com/hook?…'],
	['https://theirs.example.com/@name/hook', 'https://theirs.example.com/@name/hook'],
])('%s is shown as %s', (url, shown) => expect(shownUrl(url)).toBe(shown));
