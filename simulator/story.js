'use strict';

const make = require('./deliveries');

const { BUSINESS, INES, LENA, OTHER_BUSINESS, TOMO, oldMessage, text } = make;
const DAY = 86_400;

/**
 * One delivery of the story: what happens, the field, the body, and whether the sender forged its signature.
 * @typedef {{ kind: string, what: string, field: string, body: object, forged?: boolean }} Delivery
 */

function contacts() {
	const first = [make.added(INES), make.added(TOMO), make.added(LENA)];
	const later = [
		make.added(INES, { full_name: 'Ines Vale-Okafor' }),
		make.contactEntry('remove', { phone_number: TOMO.number }, 5),
	];
	return [
		{ kind: 'contacts', what: 'three contacts of the phone', field: 'smb_app_state_sync', content: make.contacts(first) },
		{ kind: 'contacts', what: 'one renamed, one removed', field: 'smb_app_state_sync', content: make.contacts(later) },
	];
}

function history() {
	const today = [
		oldMessage('H3', BUSINESS.number, 3_000, text('Your frame is ready.')),
		oldMessage('H2', INES.number, 3_600, { type: 'media_placeholder' }),
		oldMessage('H1', INES.number, 4_000, text('Is my order ready? 🖼')),
	];
	const weeks = [oldMessage('H0', TOMO.number, 20 * DAY, text('Do you also frame posters?'))];
	const months = [oldMessage('HA', BUSINESS.number, 120 * DAY, text('Welcome to the studio!'))];
	const chunk = (phase, chunkOrder, progress, threads) => make.historyChunk({ phase, chunkOrder, progress, threads });
	const sync = (what, content) => ({ kind: 'history', what, field: 'history', content });
	return [
		sync('today, second chunk first', chunk(0, 2, 30, { [INES.number]: today.slice(0, 1) })),
		sync('today, first chunk', chunk(0, 1, 15, { [INES.number]: today.slice(1) })),
		sync('the last weeks, repeating two of today', chunk(1, 1, 70, { [INES.number]: today.slice(0, 2), [TOMO.number]: weeks })),
		sync('the last months, complete', chunk(2, 1, 100, { [TOMO.number]: months })),
		{ ...sync('the file for the placeholder', make.historyMedia('H2', INES.number)), kind: 'media' },
		{ ...sync('another number declines', make.historyDeclined(OTHER_BUSINESS)), kind: 'declined' },
	];
}

function echoes() {
	const lena = { user_id: LENA.userId, profile: { name: LENA.name, username: LENA.username } };
	const send = (what, ...list) => ({ kind: 'echoes', what, field: 'smb_message_echoes', content: make.echoes(list, [lena]) });
	const edit = { original_message_id: 'wamid.DEMOE1', message: { type: 'text', text: { body: 'On my way, five minutes' } } };
	return [
		send('two answers typed on the phone', make.echo('E1', INES, 20, text('On my way')), make.echo('E2', LENA, 18, text('Grüße aus dem Laden'))),
		send('one is edited', make.echo('E3', INES, 10, { type: 'edit', edit })),
		send('one is deleted', make.echo('E4', LENA, 5, { type: 'revoke', revoke: { original_message_id: 'wamid.DEMOE2' } })),
	];
}

function live() {
	const message = { from: INES.number, id: 'wamid.DEMOL1', timestamp: make.ago(3), ...text('Thank you!') };
	const status = { id: 'wamid.DEMOS1', status: 'delivered', timestamp: make.ago(2), recipient_id: INES.number };
	const content = make.liveMessages({ messages: [message], statuses: [status] });
	return [{ kind: 'live', what: 'a customer writes; a sent message is delivered', field: 'messages', content }];
}

function forged() {
	const content = make.echoes([make.echo('F1', INES, 1, text('Please pay to another account'))]);
	return [{ kind: 'forged', what: 'a stranger without the secret', field: 'smb_message_echoes', content, forged: true }];
}

/**
 * A short onboarding, in the order in which it happens.
 * @param {'meta' | '360dialog'} [provider] who sends it: the envelope of history and contacts differs
 * @param {string} [kind] only the deliveries of one kind
 * @returns {Delivery[]}
 */
function story(provider = 'meta', kind) {
	return [...contacts(), ...history(), ...forged(), ...echoes(), ...live()]
		.filter((delivery) => kind === undefined || delivery.kind === kind)
		.map(({ content, ...delivery }, index) => ({
			...delivery,
			body: make.envelope(provider, delivery.field, content, `EVT-${String(index + 1).padStart(4, '0')}`),
		}));
}

const KINDS = [...new Set(story().map(({ kind }) => kind))];

/** How many items of each event the story must give, repeats dropped. */
const EXPECTED = {
	'contact.upserted': 4,
	'contact.removed': 1,
	'history.message': 5,
	'history.media': 1,
	'history.progress': 4,
	'history.declined': 1,
	'echo.message': 2,
	'echo.edited': 1,
	'echo.revoked': 1,
	'message.received': 1,
	'message.status': 1,
};

module.exports = { EXPECTED, KINDS, story };
