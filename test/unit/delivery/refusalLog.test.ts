import type { Diagnosis } from '../../../nodes/WhatsAppCoexistence/delivery/diagnoses';
import { logRefusal } from '../../../nodes/WhatsAppCoexistence/n8n/refusalLog';

/** A flood of forged requests must neither fill the log nor hide in it why a provider is refused. */
const lines: string[] = [];
const logger = { warn: (line: string) => void lines.push(line) } as never;
let now: jest.SpyInstance<number, []>;
let clock = 1_000_000;

beforeEach(() => {
	lines.length = 0;
	clock += 3_600_000;
	now = jest.spyOn(Date, 'now').mockImplementation(() => clock);
});
afterEach(() => now.mockRestore());

const refuse = (node: string, reason: Diagnosis | undefined, times = 1): void => {
	for (let time = 0; time < times; time++) logRefusal(logger, { node, kind: 'signature_mismatch', reason });
};

test('writes one line a minute for each node, kind and reason, with a count', () => {
	refuse('a', 'other_secret', 50);
	refuse('b', 'other_secret', 50);
	refuse('a', 'former_secret', 2);
	expect(lines).toHaveLength(3);
	clock += 59_999;
	refuse('a', 'other_secret');
	expect(lines).toHaveLength(3);
	clock += 1;
	refuse('a', 'other_secret');
	expect(lines[3]).toMatch(/^WhatsApp Coexistence Trigger refused a request: signature_mismatch\. .* Copy the secret .* \(50 more like this before\)$/);
	logRefusal(logger, { node: 'c', kind: 'signature_malformed', reason: undefined });
	expect(lines[4]).not.toMatch(/undefined|more like/);
});

test('shows each reason during a flood of another one', () => {
	for (let second = 0; second < 120; second++) {
		refuse('a', 'other_secret', 100);
		if (second === 70) refuse('a', 'body_changed');
		clock += 1_000;
	}
	expect(lines.filter((line) => line.includes('writes it again'))).toHaveLength(1);
	expect(lines).toHaveLength(3);
});

test('forgets the oldest lines first, and remembers a thousand only', () => {
	for (let node = 0; node < 1_000; node++) refuse(`n${node}`, 'no_proof');
	refuse('n999', 'no_proof');
	expect(lines).toHaveLength(1_000);
	refuse('one more', 'no_proof');
	refuse('n1', 'no_proof');
	expect(lines).toHaveLength(1_001);
	refuse('n0', 'no_proof');
	expect(lines).toHaveLength(1_002);
});
