import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputSchema } from '../../nodes/WhatsAppCoexistence/contract/jsonSchema';
import { TRIGGER_TYPE } from '../../simulator/workflow';
import { n8n } from './world';

test('n8n serves the schema of the items to its editor, as it was generated from the contract', async () => {
	const response = await fetch(`${n8n.base}/schemas/${TRIGGER_TYPE}/1.1.0.json`);
	expect(response.status).toBe(200);
	const committed = join(__dirname, '../../nodes/WhatsAppCoexistence/__schema__/v1.1.0.json');
	const served: unknown = await response.json();
	expect(served).toEqual(JSON.parse(readFileSync(committed, 'utf8')));
	expect(served).toEqual(outputSchema());
});
