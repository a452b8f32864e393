import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTPUT_COLUMNS } from '../../../nodes/WhatsAppCoexistence/contract/flatColumns';
import { outputSchema } from '../../../nodes/WhatsAppCoexistence/contract/jsonSchema';

/** The fields that n8n's editor shows before anything ran; `npm run schemas` writes them. */
const FOLDER = join(__dirname, '../../../nodes/WhatsAppCoexistence/__schema__');

test.each(['v1.1.0.json', 'v1.0.0/event/parse.json'])('the committed schema %s is the one of the flat item', (file) => {
	expect(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))).toEqual(outputSchema());
});

test('it has every column of every output, each once, with one type', () => {
	const { properties } = outputSchema() as { properties: Record<string, { type: string }> };
	expect(Object.keys(properties)).toEqual([...new Set(Object.values(OUTPUT_COLUMNS).flat())]);
	expect(properties).toMatchObject({
		contactId: { type: 'string' },
		targetKey: { type: 'string' },
		humanReply: { type: 'boolean' },
		connected: { type: 'boolean' },
		errorCode: { type: 'number' },
	});
});
