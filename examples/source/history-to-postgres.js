'use strict';

const { forAll, from, node, note, RETRY, trigger, workflow } = require('./kit');
const { CHATS } = require('./chatsSql');
const { CONTACTS } = require('./contactsSql');
const { HISTORY, INSERT_HISTORY, PROGRESS, UPSERT_PROGRESS } = require('./historySql');

/** Old messages, and what happens to them and after them. */
const MESSAGES = [
	...['history.message', 'history.media', 'echo.message', 'echo.edited', 'echo.revoked'],
	...['message.received', 'message.edited', 'message.revoked'],
];

module.exports = workflow({
	name: 'WhatsApp history → Postgres',
	nodes: [
		node('Set up once', 'manualTrigger', 1, [0, 0]),
		node('Create the tables', 'postgres', 2.6, [1, 0], {
			operation: 'executeQuery',
			query: [CONTACTS, HISTORY, PROGRESS, CHATS].join('\n'),
			options: {},
		}),
		trigger([...MESSAGES, 'history.progress', 'history.declined', 'history.error'], { place: [0, 2] }),
		forAll('All in one', [1, 1.7]),
		node('Save the messages', 'postgres', 2.6, [2, 1.7], { operation: 'executeQuery', query: INSERT_HISTORY, options: { queryReplacement: '={{ [JSON.stringify($json.data)] }}' } }, RETRY),
		node(
			'Save the progress',
			'postgres',
			2.6,
			[1, 2.7],
			{
				operation: 'executeQuery',
				query: UPSERT_PROGRESS,
				options: {
					queryBatching: 'independently',
					queryReplacement:
						"={{ [\n  $json.phoneNumberId,\n  $json.phase,\n  $json.progress,\n  $json.event !== 'history.progress' ? $json.event : $json.complete ? 'complete' : 'running',\n] }}",
				},
			},
			RETRY,
		),
	],
	notes: [
		note(
			'## WhatsApp history → Postgres\nUp to six months of old chats, and what is written from now on, in `whatsapp_history`: one row for each event. Read the chats from the view `whatsapp_chats`: each message once, in order, with the name of the sender, its newest edit, its deletion and its reactions.\n\n**To do**\n1. Choose your Postgres credential in the three Postgres nodes.\n2. Run the upper branch once.\n3. Choose the WhatsApp credential in the trigger and publish, **before** the number is connected: the history is sent once.\n\nNames come from `whatsapp_contacts`: use *WhatsApp contacts → Postgres* beside this.',
			[-2, -0.4],
			[1.6, 2.9],
			4,
		),
		note('### 1. Once\nMakes three tables and the view. Running it again changes nothing.', [-0.2, -0.7], [2.2, 1.4]),
		note(
			'### 2. For each delivery\n- Phases overlap and providers repeat: what the table has is skipped.\n- A placeholder and its file or its real message, edits, deletions and reactions are rows of their own; the view joins them by `message_key`, in whatever order they came.\n- `whatsapp_sync` shows how far each phase is, and a refusal of the business.',
			[-0.2, 0.75],
			[3.2, 2.75],
		),
	],
	links: [
		['Set up once', 'Create the tables'],
		[from('history'), 'All in one'],
		[from('echoes'), 'All in one'],
		[from('messages'), 'All in one'],
		['All in one', 'Save the messages'],
		[from('sync'), 'Save the progress'],
	],
});
