import { logRefusal } from '../../../nodes/WhatsAppCoexistence/n8n/refusalLog';

/** A flood of forged requests may cost neither log lines nor diagnoses. */
test('asks for the reason only when a line is written: once a minute for each node and kind', () => {
	const lines: string[] = [];
	const logger = { warn: (line: string) => void lines.push(line) } as never;
	const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
	let asked = 0;
	const refuse = (node: string, times: number): void => {
		for (let time = 0; time < times; time++) logRefusal(logger, node, 'signature_mismatch', () => `Reason ${++asked}.`);
	};
	refuse('a', 50);
	refuse('b', 50);
	expect([asked, lines.length]).toEqual([2, 2]);
	now.mockReturnValue(1_000_000 + 60_000);
	refuse('a', 1);
	expect(lines[2]).toMatch(/^WhatsApp Coexistence Trigger refused a request: signature_mismatch\. .* Reason 3\. \(49 more of this kind before\)$/);
	logRefusal(logger, 'c', 'signature_missing', () => undefined);
	expect(lines[3]).not.toMatch(/undefined|Reason/);
	now.mockRestore();
});
