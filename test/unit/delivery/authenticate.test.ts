import { authenticate, needsBody, type Policy, type Secrets } from '../../../nodes/WhatsAppCoexistence/delivery/authenticate';
import { hmac } from '../../support/sign';

const BODY = '{"object":"whatsapp_business_account"}';
const secrets: Secrets = { signing: ['right'], headerName: 'X-Gateway', headerValue: 'value', verifyToken: 'verify', registered: 'ours' };
const none: Secrets = { signing: ['', undefined], headerName: '', headerValue: '', verifyToken: '', registered: undefined };

const outcome = (headers: Record<string, unknown>, policy: Partial<Policy>, held: Secrets = secrets): string => {
	const verdict = authenticate({ bytes: Buffer.from(BODY), headers }, { provider: 'meta', authentication: 'signature', registersHeader: false, ...policy }, held);
	return verdict.accepted ? 'accepted' : `${verdict.status} ${verdict.kind}`;
};

const byMeta = { 'x-hub-signature-256': `sha256=${hmac(BODY, 'right')}` };
const byDialog = { 'x-360dialog-signature': hmac(BODY, 'right') };
const byGateway = { 'x-gateway': 'value' };
const header = { authentication: 'header' } as const;
const dialog = { provider: '360dialog' } as const;

describe('a delivery proves itself in the chosen way only', () => {
	test.each<[string, Record<string, unknown>, Partial<Policy>, string]>([
		['signed by Meta', byMeta, {}, 'accepted'],
		['signed by 360dialog', byDialog, dialog, 'accepted'],
		['with the secret header', byGateway, header, 'accepted'],
		['with the secret header from 360dialog', byGateway, { ...dialog, ...header }, 'accepted'],
		['with nothing where nothing is asked', {}, { authentication: 'none' }, 'accepted'],
		['signed by the other provider', byDialog, {}, '401 signature_missing'],
		['with a header where a signature is asked', byGateway, {}, '401 signature_missing'],
		['signed where a header is asked', byMeta, header, '401 header_missing'],
		['with a registered header that nobody registered', { 'x-coexistence-secret': 'ours' }, dialog, '401 signature_missing'],
	])('%s', (_, headers, policy, expected) => expect(outcome(headers, policy)).toBe(expected));

	test.each(['signature', 'header'] as const)('%s is never skipped for want of a secret', (authentication) => {
		expect(outcome({ ...byMeta, ...byGateway }, { authentication }, none)).toBe('401 secret_not_configured');
	});
});

describe('the body is needed', () => {
	const needed = (headers: Record<string, unknown>, policy: Partial<Policy>): boolean =>
		needsBody(headers, { provider: 'meta', authentication: 'signature', registersHeader: false, ...policy });

	test.each<[string, Record<string, unknown>, Partial<Policy>, boolean]>([
		['for a signature', byMeta, {}, true],
		['for a signature of 360dialog', byDialog, dialog, true],
		['where nothing is checked', {}, { authentication: 'none' }, true],
		['not for a header', { ...byMeta, ...byGateway }, header, false],
		['not without a signature', byGateway, {}, false],
		['not for the signature of the other provider', byDialog, {}, false],
		['not for what is no signature', { 'x-hub-signature-256': 'sha256=xyz' }, {}, false],
		['not for two signatures', { 'x-hub-signature-256': `${byMeta['x-hub-signature-256']}, ${byMeta['x-hub-signature-256']}` }, {}, false],
		['not for a registered header', { 'x-coexistence-secret': 'ours' }, { ...dialog, registersHeader: true }, false],
	])('%s', (_, headers, policy, expected) => expect(needed(headers, policy)).toBe(expected));

	test('wherever the verdict depends on it', () => {
		const all = [{}, byMeta, byDialog, byGateway, { ...byMeta, ...byGateway }, { 'x-hub-signature-256': 'x' }, { 'x-coexistence-secret': 'ours' }];
		for (const headers of all) {
			for (const authentication of ['signature', 'header'] as const) {
				for (const registersHeader of [true, false]) {
					const policy: Policy = { provider: registersHeader ? '360dialog' : 'meta', authentication, registersHeader };
					const verdicts = [BODY, ''].map((body) => authenticate({ bytes: Buffer.from(body), headers }, policy, secrets));
					if (!needsBody(headers, policy)) expect(verdicts[1]).toEqual(verdicts[0]);
				}
			}
		}
	});
});

describe('where the node registered its address at 360dialog', () => {
	const registers = { ...dialog, registersHeader: true };
	const ours = { 'x-coexistence-secret': 'ours' };
	const onlyRegistered = { ...none, registered: 'ours' };

	test.each<[string, Record<string, unknown>, Secrets, string]>([
		['the registered header is a proof', ours, secrets, 'accepted'],
		['and so is the signature of the partner address', byDialog, secrets, 'accepted'],
		['another value of the header is named, whatever else is wrong', { 'x-coexistence-secret': 'theirs' }, secrets, '401 header_mismatch'],
		['a wrong signature is named when the header is missing', { 'x-360dialog-signature': hmac(BODY, 'wrong') }, secrets, '401 signature_mismatch'],
		['nothing at all misses the chosen proof', {}, secrets, '401 signature_missing'],
		['the header is enough without a signature secret', ours, onlyRegistered, 'accepted'],
		['and then it is what is missed', {}, onlyRegistered, '401 header_missing'],
		['without any secret nothing is accepted', { ...ours, ...byDialog }, none, '401 secret_not_configured'],
	])('%s', (_, headers, held, expected) => expect(outcome(headers, registers, held)).toBe(expected));

	test('a chosen header works as before', () => {
		expect(outcome(byGateway, { ...registers, ...header })).toBe('accepted');
		expect(outcome({ 'x-gateway': 'other' }, { ...registers, ...header })).toBe('401 header_mismatch');
	});
});
