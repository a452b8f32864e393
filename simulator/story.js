'use strict';

const { afterwards } = require('./afterwards');
const make = require('./deliveries');
const { partOfBusiness } = require('./part');
const { REPORTED } = require('./traffic/reported');

const { BUSINESS, INES, LENA, OTHER_BUSINESS, TOMO, oldMessage, text } = make;
const DAY = 86_400;

/**
 * One delivery: its kind, what happens, the webhook field and the body; `gives` is the event of each item that comes
 * of it when all events are selected and repeats are dropped; `forged`: its sender does not know the secret.
 * @typedef {{ kind: string, what: string, field: string, body: object, gives: string[], forged?: boolean }} Delivery
 */

function contacts() {
	const field = 'smb_app_state_sync';
	const first = [make.added(INES), make.added(TOMO), make.added(LENA)];
	const later = [
		make.added(INES, { full_name: 'Ines Vale-Okafor' }),
		make.contactEntry('remove', { phone_number: TOMO.number }, 5),
	];
	return [
		{
			kind: 'contacts',
			what: 'three contacts of the phone',
			field,
			content: make.contacts(first),
			gives: ['contact.upserted', 'contact.upserted', 'contact.upserted'],
		},
		{
			kind: 'contacts',
			what: 'one renamed, one removed',
			field,
			content: make.contacts(later),
			gives: ['contact.upserted', 'contact.removed'],
		},
	];
}

/** Out of order and overlapping, as seen on the wire. */
function history() {
	const today = [
		oldMessage('H3', BUSINESS.number, 3_000, text('Your frame is ready.')),
		oldMessage('H2', INES.number, 3_600, { type: 'media_placeholder' }),
		oldMessage('H1', INES.number, 4_000, text('Is my order ready? 🖼')),
	];
	const weeks = [oldMessage('H0', TOMO.number, 20 * DAY, text('Do you also frame posters?'))];
	const months = [oldMessage('HA', BUSINESS.number, 120 * DAY, text('Welcome to the studio!'))];
	const sync = (what, content, ...gives) => ({ kind: 'history', what, field: 'history', content, gives });
	const chunk = (what, phase, chunkOrder, progress, threads, messages) =>
		sync(
			what,
			make.historyChunk({ phase, chunkOrder, progress, threads }),
			'history.progress',
			...Array(messages).fill('history.message'),
		);
	const repeating = { [INES.number]: today.slice(0, 2), [TOMO.number]: weeks };
	return [
		chunk('today, second chunk first', 0, 2, 30, { [INES.number]: today.slice(0, 1) }, 1),
		chunk('today, first chunk', 0, 1, 15, { [INES.number]: today.slice(1) }, 2),
		chunk('the last weeks, repeating two of today', 1, 1, 70, repeating, 1),
		chunk('the last months, complete', 2, 1, 100, { [TOMO.number]: months }, 1),
		{ ...sync('the file for the placeholder', make.historyMedia('H2', INES.number), 'history.media'), kind: 'media' },
		{
			...sync('another number declines', make.historyDeclined(OTHER_BUSINESS), 'history.declined'),
			kind: 'declined',
		},
	];
}

function echoes() {
	const lena = { user_id: LENA.userId, profile: { name: LENA.name, username: LENA.username } };
	const typed = [
		make.echo('E1', INES, 20, text('On my way')),
		make.echo('E2', LENA, 18, text('Grüße aus dem Laden')),
	];
	const message = text('On my way, five minutes');
	const edited = make.echo('E3', INES, 10, { type: 'edit', edit: { original_message_id: 'wamid.DEMOE1', message } });
	const revoked = make.echo('E4', LENA, 5, { type: 'revoke', revoke: { original_message_id: 'wamid.DEMOE2' } });
	const send = (what, list, ...gives) => ({
		kind: 'echoes',
		what,
		field: 'smb_message_echoes',
		content: make.echoes(list, [lena]),
		gives,
	});
	return [
		send('two answers typed on the phone', typed, 'echo.message', 'echo.message'),
		send('one is edited', [edited], 'echo.edited'),
		send('one is deleted', [revoked], 'echo.revoked'),
	];
}

function live() {
	const message = make.live('L1', INES, 3, text('Thank you!'));
	const status = { id: 'wamid.DEMOS1', status: 'delivered', timestamp: make.ago(2), recipient_id: INES.number };
	return [
		{
			kind: 'live',
			what: 'a customer writes; a sent message is delivered',
			field: 'messages',
			content: make.liveMessages({ messages: [message], statuses: [status] }),
			gives: ['message.received', 'message.status'],
		},
	];
}

function forged() {
	const content = make.echoes([make.echo('F1', INES, 1, text('Please pay to another account'))]);
	const what = 'a stranger without the secret';
	return [{ kind: 'forged', what, field: 'smb_message_echoes', content, gives: [], forged: true }];
}

const inOrder = () => [...contacts(), ...history(), ...forged(), ...echoes(), ...live()];

function wrap(provider, deliveries) {
	return deliveries.map(({ content, ...delivery }, index) => ({
		...delivery,
		body: make.envelope(provider, delivery.field, content, `EVT-${String(index + 1).padStart(4, '0')}`),
	}));
}

/**
 * A short onboarding, in the order in which it happens.
 * @param {'meta' | '360dialog'} [provider] who sends it: the envelope of history and contacts differs
 * @returns {Delivery[]}
 */
const story = (provider = 'meta') => wrap(provider, inOrder());

/**
 * The deliveries of one kind: of the story, of what may come after it, or of what others report.
 * @param {string} kind one of KINDS
 * @param {'meta' | '360dialog'} [provider]
 * @returns {Delivery[]} none for an unknown kind
 */
const deliveriesOf = (kind, provider = 'meta') =>
	kind in REPORTED
		? partOfBusiness(kind, provider)
		: wrap(provider, [...inOrder(), ...afterwards()].filter((delivery) => delivery.kind === kind));

/** The kinds that can be sent alone. */
const KINDS = [...new Set([...inOrder(), ...afterwards()].map(({ kind }) => kind)), ...Object.keys(REPORTED)];

/**
 * How many items of each event some deliveries give, repeats dropped.
 * @param {Delivery[]} deliveries
 * @returns {Record<string, number>}
 */
function expectedOf(deliveries) {
	const counts = {};
	for (const event of deliveries.flatMap(({ gives }) => gives)) counts[event] = (counts[event] ?? 0) + 1;
	return counts;
}

module.exports = { deliveriesOf, expectedOf, KINDS, story };
