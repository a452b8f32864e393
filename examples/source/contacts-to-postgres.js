'use strict';

const { forAll, from, node, note, RETRY, trigger, workflow } = require('./kit');
const { CONTACTS, UPSERT_CONTACTS } = require('./contactsSql');

module.exports = workflow({
	name: 'WhatsApp contacts → Postgres',
	nodes: [
		node('Set up once', 'manualTrigger', 1, [0, 0]),
		node('Create the table', 'postgres', 2.6, [1, 0], { operation: 'executeQuery', query: CONTACTS, options: {} }),
		trigger(['contact.upserted', 'contact.removed'], { simplify: false, place: [0, 2] }),
		forAll('All in one', [1, 2]),
		node('Save the contacts', 'postgres', 2.6, [2, 2], { operation: 'executeQuery', query: UPSERT_CONTACTS, options: { queryReplacement: '={{ [JSON.stringify($json.data)] }}' } }, RETRY),
	],
	notes: [
		note(
			'## WhatsApp contacts → Postgres\nThe address book of the phone as a table `whatsapp_contacts`, kept up to date.\n\n**To do**\n1. Choose your Postgres credential in both Postgres nodes.\n2. Run the upper branch once.\n3. Choose the WhatsApp credential in the trigger and publish.',
			[-2, -0.4],
			[1.6, 1.9],
			4,
		),
		note('### 1. Once\nMakes the table. Running it again changes nothing.', [-0.2, -0.7], [3.2, 1.4]),
		note(
			'### 2. For each delivery\n- A removal only sets `in_address_book` to false: the row and its name stay.\n- `event_at` decides: an older event never overwrites a newer one, in whatever order they arrive.\n- `match_keys` holds every spelling under which your CRM may know the person.',
			[-0.2, 0.95],
			[3.2, 2.4],
		),
	],
	links: [
		['Set up once', 'Create the table'],
		[from('contacts'), 'All in one'],
		['All in one', 'Save the contacts'],
	],
});
