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

test('the registered header differs by key, workflow and node, and needs a key', () => {
	const values = [registeredSecret('k', 'w', 'n'), registeredSecret('l', 'w', 'n'), registeredSecret('k', 'x', 'n'), registeredSecret('k', 'w', 'm'), registeredSecret('k', 'wn', '')];
	expect(new Set(values).size).toBe(5);
	expect(registeredSecret(' k\n', 'w', 'n')).toBe(values[0]);
	expect([registeredSecret('', 'w', 'n'), registeredSecret('  ', 'w', 'n'), registeredSecret(undefined, 'w', 'n')]).toEqual([undefined, undefined, undefined]);
});
