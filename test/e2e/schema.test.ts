import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputSchema } from '../../nodes/WhatsAppCoexistence/contract/jsonSchema';
import { PACKAGE, TRIGGER_TYPE } from '../../simulator/workflow';
import { n8n } from './world';

test.each([
	['the trigger', TRIGGER_TYPE, '1.1.0.json'],
	['Event: Parse of the companion node, whose items are the same', `${PACKAGE}.whatsAppCoexistence`, '1.0.0/event/parse.json'],
])('n8n serves the schema of %s to its editor, as it was generated from the contract', async (_, type, file) => {
	const response = await fetch(`${n8n.base}/schemas/${type}/${file}`);
	expect(response.status).toBe(200);
	const committed = join(__dirname, `../../nodes/WhatsAppCoexistence/__schema__/v${file}`);
	const served: unknown = await response.json();
	expect(served).toEqual(JSON.parse(readFileSync(committed, 'utf8')));
	expect(served).toEqual(outputSchema());
});
