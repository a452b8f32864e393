import { registeredSecret } from '../../../nodes/WhatsAppCoexistence/delivery/registeredHeader';
import { hmac } from '../../support/sign';

describe('the header value that the node registers at 360dialog', () => {
	/** Registered values stay with the provider: another derivation in a later version would refuse every delivery. */
	it('is the same in every version', () => {
		expect(registeredSecret('api-key', 'W1', 'N1')).toBe('0eb4ab03dca39c40eb013ab39ede736ee65cf4e91a020a37a89d686451e452cb');
		expect(registeredSecret('api-key', 'W1', 'N1')).toBe(hmac('["webhook header","W1","N1"]', 'api-key'));
	});

	it('is another one for each key, workflow and node', () => {
		const values = [['api-key', 'W1', 'N1'], ['other-key', 'W1', 'N1'], ['api-key', 'W2', 'N1'], ['api-key', 'W1', 'N2'], ['api-key', 'W1N', '1']];
		expect(new Set(values.map(([key, workflow, node]) => registeredSecret(key, workflow!, node!))).size).toBe(5);
	});

	it.each([[undefined], [''], ['  '], [5]])('does not exist without an API key: %p', (key) => {
		expect(registeredSecret(key, 'W1', 'N1')).toBeUndefined();
	});
});
