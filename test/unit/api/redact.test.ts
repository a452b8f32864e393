import { mapTexts, redactorOf, SECRET_FIELDS, secretsIn } from '../../../nodes/WhatsAppCoexistence/api/redact';
import { WhatsAppCoexistence360DialogApi } from '../../../credentials/WhatsAppCoexistence360DialogApi.credentials';
import { WhatsAppCoexistenceMetaApi } from '../../../credentials/WhatsAppCoexistenceMetaApi.credentials';

const SECRETS = ['plain-token', ' spaces around ', 'a/b+c=d&e f', 'quote"back\\slash', 'pässwort 密码', '<tag>&', '123|abc%d'];

test('every password field of both credentials is a secret', () => {
	const properties = [new WhatsAppCoexistenceMetaApi(), new WhatsAppCoexistence360DialogApi()].flatMap((type) => type.properties);
	const passwords = properties.filter(({ typeOptions }) => typeOptions?.password === true).map(({ name }) => name);
	expect([...new Set(passwords)].sort()).toEqual([...SECRET_FIELDS].sort());
});

describe.each(SECRETS)('the secret %j', (secret) => {
	const trimmed = secret.trim();
	test.each<[string, string]>([
		['as it is', trimmed],
		['in a URL', encodeURIComponent(trimmed)],
		['in a URL in lower case', encodeURIComponent(trimmed).replace(/%../g, (code) => code.toLowerCase())],
		['in a form', new URLSearchParams({ a: trimmed }).toString().slice(2)],
		['in JSON', JSON.stringify(trimmed).slice(1, -1)],
		['in JSON with slashes escaped', JSON.stringify(trimmed).slice(1, -1).replaceAll('/', '\\/')],
		['as bytes', Buffer.from(trimmed).toString('latin1')],
		['in base64', Buffer.from(trimmed).toString('base64')],
	])('is removed %s', (_, spelled) => {
		const redact = redactorOf(['another-secret', secret]);
		const shown = redact(`Bad token ${spelled}, ${spelled}${spelled} (code 190)`);
		expect(shown).toBe('Bad token [removed], [removed][removed] (code 190)');
	});

	test('is removed with its spaces', () => expect(redactorOf([secret])(`x${secret}x`)).toBe('x[removed]x'));
});

test('the longest secret is removed first', () => {
	expect(redactorOf(['token', 'token-of-the-app'])('token-of-the-app, token')).toBe('[removed], [removed]');
});

test('what is empty, too short or no text removes nothing', () => {
	expect(redactorOf(['', '  ', ' ab ', undefined, null, 5, {}])('a text: ab undefined null 5 [object Object]')).toBe('a text: ab undefined null 5 [object Object]');
	expect(redactorOf(['\ud800abc'])('fine')).toBe('fine');
});

test('texts anywhere in JSON are changed, keys included', () => {
	const removed = mapTexts({ 'a token': ['token', 5, null, { b: 'my token' }] }, redactorOf(['token']));
	expect(removed).toEqual({ 'a [removed]': ['[removed]', 5, null, { b: 'my [removed]' }] });
});

test('the body of a request contains secrets: headers, and paths of webhook URLs', () => {
	const body = { url: 'https://n8n.example/webhook/abc/webhook', headers: { Authorization: 'Basic x', More: 'y' }, messaging_product: 'whatsapp' };
	expect(secretsIn(body).filter((secret) => secret !== '')).toEqual(['/webhook/abc/webhook', 'Basic x', 'y']);
	expect(secretsIn({ webhook_configuration: { override_callback_uri: 'https://a.example/b?c=d' } })).toEqual(['/b?c=d']);
	expect(secretsIn(undefined)).toEqual([]);
});
