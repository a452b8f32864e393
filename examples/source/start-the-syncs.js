'use strict';

const { conditions } = require('./conditions');
const { companion, node, note, workflow } = require('./kit');
const { columns, dataTable, where } = require('./tables');

const NUMBER = "$('Which number?').item.json['Phone Number ID'].trim()";

/** Notes that a sync was asked for, or that it could not be. */
const noted = (kind, place) =>
	dataTable(`Note: ${kind} asked for`, place, 'upsert', 'whatsapp_syncs', {
		...where([['sync', 'eq', `={{ ${NUMBER} + ' ${kind}' }}`]]),
		columns: columns('whatsapp_syncs', {
			sync: `={{ ${NUMBER} + ' ${kind}' }}`,
			state: "={{ $json.error ? 'refused' : 'requested' }}",
			reached: 0,
			requestedAt: '={{ $now.toUTC().toISO() }}',
			note: "={{ $json.error ?? '' }}",
		}),
		options: {},
	});

const asks = (name, place, operation, more = {}) => ({
	...companion(name, place, { provider: 'meta', resource: 'sync', operation, phoneNumberId: `={{ ${NUMBER} }}` }),
	...more,
});

module.exports = workflow({
	name: 'WhatsApp: start the syncs after onboarding',
	nodes: [
		node('Which number?', 'formTrigger', 2.2, [0, 0], {
			formTitle: 'Start the syncs',
			formDescription: 'Once for each connection of a number, within 24 hours after it. First publish the workflows that receive the data.',
			formFields: { values: [{ fieldLabel: 'Phone Number ID', fieldType: 'text', placeholder: '300100300100300', requiredField: true }] },
			options: {},
		}),
		companion('Read its state', [1, 0], { provider: 'meta', resource: 'number', operation: 'getStatus', phoneNumberId: `={{ ${NUMBER} }}` }),
		node('In coexistence?', 'if', 2.2, [2, 0], { conditions: conditions([['={{ $json.coexistence === true }}', 'isTrue']]), options: {} }),
		asks('Ask for the contacts', [3, -0.5], 'startContacts', { onError: 'continueRegularOutput' }),
		noted('contacts', [4, -0.5]),
		asks('Ask for the history', [5, -0.5], 'startHistory'),
		noted('history', [6, -0.5]),
		node('Not in coexistence', 'stopAndError', 1, [3, 0.6], {
			errorMessage: 'This number is not used in the WhatsApp Business app and the Cloud API at once: connect it by embedded signup first.',
		}),
	],
	notes: [
		note(
			'## Start the syncs\nAsks the phone for its contacts, then for its chats: each is possible **once**, within 24 hours after the number was connected.\n\n**To do**\n1. Run *WhatsApp data tables: set up once*.\n2. Publish the workflows that receive contacts and history, and subscribe the app to the webhook fields.\n3. Choose the WhatsApp credential (with an access token) in the three nodes of the companion.\n4. Publish, open the form of *Which number?*, enter the id of the number.',
			[-2, -0.9],
			[1.6, 2.2],
			4,
		),
		note('### Is it connected?\nA number that is not in coexistence has nothing to sync: better to say so than to use up the only try.', [0.8, -0.9], [1.9, 1.9]),
		note(
			'### Contacts first, then history\nThis is the order that Meta asks for; so the names are there when the chats come. When the contacts were asked for before, the history is asked for all the same. *Sync monitor* tells when one stays silent.',
			[2.8, -1.5],
			[4.1, 1.9],
		),
	],
	links: [
		['Which number?', 'Read its state'],
		['Read its state', 'In coexistence?'],
		['In coexistence?', 'Ask for the contacts'],
		['Ask for the contacts', 'Note: contacts asked for'],
		['Note: contacts asked for', 'Ask for the history'],
		['Ask for the history', 'Note: history asked for'],
		[['In coexistence?', 1], 'Not in coexistence'],
	],
});
