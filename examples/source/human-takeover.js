'use strict';

const { conditions, rules } = require('./conditions');
const { from, node, note, trigger, workflow } = require('./kit');
const { columns, dataTable, where } = require('./tables');

const ASKED = "$('Who wrote?').item.json";

/**
 * Whether a pause is for the customer who wrote. WhatsApp names one person by a number, by a user id, or by both, and
 * the echo may have another of them than the message.
 */
const IS_PAUSED = `$('Pauses now').all().some(({ json: pause }) =>
  pause.phoneNumberId === (${ASKED}.phoneNumberId ?? '')
  && [${ASKED}.contactId, ${ASKED}.contactUserId].some((id) => id && [pause.contactId, pause.contactUserId].includes(id)))`;

/** One row for each way in which a person was named: an echo without the user id does not clear a known one. */
const PAUSE = {
	phoneNumberId: "={{ $json.phoneNumberId ?? '' }}",
	contactId: '={{ $json.contactId }}',
	contactUserId: "={{ $json.contactUserId ?? '' }}",
};

module.exports = workflow({
	name: 'WhatsApp human takeover: pause the AI agent',
	nodes: [
		trigger(['echo.message', 'message.received'], { place: [0, 0.6] }),
		node('Who wrote?', 'switch', 3.2, [1, 0.6], {
			rules: rules({
				'a person of the business': [['={{ $json.humanReply }}', 'isTrue']],
				'a customer': [
					['={{ $json.safeToAutoReply }}', 'isTrue'],
					["={{ $json.contactPhone ?? '' }}", 'isNotEmpty'],
				],
			}),
			options: {},
		}),
		dataTable('Pause this chat', [2, 0], 'upsert', 'whatsapp_pauses', {
			...where(Object.entries(PAUSE).map(([column, value]) => [column, 'eq', value])),
			columns: columns('whatsapp_pauses', { ...PAUSE, pausedUntil: '={{ $now.plus({ minutes: 30 }).toUTC().toISO() }}' }),
			options: {},
		}),
		node('AI agent', '@n8n/n8n-nodes-langchain.agent', 2.2, [2, 1.2], {
			promptType: 'define',
			text: "={{ $json.text ?? '(' + $json.type + ' without words)' }}",
			options: { systemMessage: 'You answer customers of a small frame shop on WhatsApp, in two sentences at most. When you are not sure, say that a colleague will answer.' },
		}),
		node('Chat model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, [2, 2.2], { model: { __rl: true, mode: 'list', value: 'gpt-4.1-mini' }, options: {} }),
		dataTable(
			'Pauses now',
			[3.3, 0.6],
			'get',
			'whatsapp_pauses',
			{ ...where([['pausedUntil', 'gt', '={{ $now.toUTC().toISO() }}']]), returnAll: true },
			{ executeOnce: true, alwaysOutputData: true },
		),
		node('Nobody has taken over', 'filter', 2.2, [3.3, 1.5], {
			conditions: conditions([
				[`={{ ${IS_PAUSED} }}`, 'isFalse'],
			]),
			options: {},
		}),
		node('Send the answer', 'whatsApp', 1, [4.3, 1.5], {
			resource: 'message',
			operation: 'send',
			phoneNumberId: `={{ ${ASKED}.phoneNumberId }}`,
			recipientPhoneNumber: `={{ ${ASKED}.contactPhone }}`,
			messageType: 'text',
			textBody: "={{ $('AI agent').item.json.output }}",
			additionalFields: {},
		}),
	],
	notes: [
		note(
			'## Human takeover\nAs soon as somebody of the business answers from the phone, the AI agent keeps out of that chat for 30 minutes.\n\n**To do**\n1. Run *WhatsApp data tables: set up once*.\n2. Choose the credentials: WhatsApp Coexistence in the trigger, your model, WhatsApp Business Cloud in *Send the answer*.\n3. Say in *AI agent* who you are, and in *Pause this chat* for how long.\n4. Publish.',
			[-2, -0.4],
			[1.6, 2.3],
			4,
		),
		note('### Who wrote?\n`humanReply`: a person has just answered on the phone; not an agent, a reaction, an edit or an old chat.\n\n`safeToAutoReply`: a fresh message of a customer; never history, groups or chats that Meta\'s agent holds. Customers without a phone number are left to people.', [0.8, 1.45], [1.1, 1.75]),
		note('### Pause\nEach answer of a person starts the 30 minutes again.', [1.95, -0.7], [1.1, 1.5]),
		note(
			'### Right before sending\nThe agent takes seconds, and a person may answer meanwhile: so the pauses are read last. *Pauses now* stands above the filter, so n8n runs it first.\n\nA pause counts when it has the number or the user id of the customer: WhatsApp may name one person by either.',
			[3.1, -0.5],
			[2.1, 2.95],
		),
	],
	links: [
		[from('echoes'), 'Who wrote?'],
		[from('messages'), 'Who wrote?'],
		['Who wrote?', 'Pause this chat'],
		[['Who wrote?', 1], 'AI agent'],
		['AI agent', 'Pauses now'],
		['AI agent', 'Nobody has taken over'],
		['Nobody has taken over', 'Send the answer'],
	],
	models: [['Chat model', 'AI agent']],
});
