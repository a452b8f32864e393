import { registeredSecret } from '../../../nodes/WhatsAppCoexistence/delivery/registeredHeader';
import { seal, unseal } from '../../../nodes/WhatsAppCoexistence/delivery/seal';

test('what was sealed opens under the same secret only, and only unchanged', () => {
	const sealed = seal('{"Authorization":"Basic x"}', 'key');
	expect(sealed).not.toContain('Basic');
	expect(unseal(sealed, 'key')).toBe('{"Authorization":"Basic x"}');
	expect(unseal(sealed, 'other')).toBeNull();
	const changed = Buffer.from(sealed, 'base64');
	changed[changed.length - 1]! ^= 1;
	expect(unseal(changed.toString('base64'), 'key')).toBeNull();
	for (const broken of ['', 'AAAA', sealed.slice(0, 20)]) expect(unseal(broken, 'key')).toBeNull();
	expect(seal('same', 'key')).not.toBe(seal('same', 'key'));
});

test('opens with a whole tag only: four bytes of one could be guessed', () => {
	const sealed = Buffer.from(seal('', 'key'), 'base64');
	expect(unseal(sealed.toString('base64'), 'key')).toBe('');
	for (const bytes of [15, 12, 8, 4]) expect(unseal(sealed.subarray(0, 12 + bytes).toString('base64'), 'key')).toBeNull();
});

test('the registered header differs by key, workflow and node, and needs a key', () => {
	const values = [registeredSecret('k', 'w', 'n'), registeredSecret('l', 'w', 'n'), registeredSecret('k', 'x', 'n'), registeredSecret('k', 'w', 'm'), registeredSecret('k', 'wn', '')];
	expect(new Set(values).size).toBe(5);
	expect(registeredSecret(' k\n', 'w', 'n')).toBe(values[0]);
	expect([registeredSecret('', 'w', 'n'), registeredSecret('  ', 'w', 'n'), registeredSecret(undefined, 'w', 'n')]).toEqual([undefined, undefined, undefined]);
});
