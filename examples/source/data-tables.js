'use strict';

const { node, note, workflow } = require('./kit');
const { createTable, TABLES } = require('./tables');

const names = Object.keys(TABLES);
const steps = ['Set up once', ...names];

module.exports = workflow({
	name: 'WhatsApp data tables: set up once',
	nodes: [node('Set up once', 'manualTrigger', 1, [0, 0]), ...names.map((name, index) => createTable(name, [index + 1, 0]))],
	notes: [
		note(
			'## WhatsApp data tables\nMakes the data tables that other examples write to. Run it once; running it again changes nothing.\n\nNothing to fill in, no credential.',
			[-2, -0.5],
			[1.6, 1.1],
			4,
		),
		note(
			'### Who uses what\n- `whatsapp_names`, `whatsapp_messages`, `whatsapp_progress`: *history → Data Table*\n- `whatsapp_pauses`: *human takeover*\n- `whatsapp_syncs`: *start the syncs* and *sync monitor*',
			[-0.2, -1.1],
			[6.2, 2.2],
		),
	],
	links: steps.slice(1).map((name, index) => [steps[index], name]),
});
