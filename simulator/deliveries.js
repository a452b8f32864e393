'use strict';

/**
 * Builders of values as WhatsApp sends them, and of the two envelopes around them.
 * @typedef {{ id: string, number: string }} Business phone number id, and digits of the number
 * @typedef {{ number?: string, userId?: string, username?: string, name: string, first: string }} Person
 * @typedef {Record<string, any>} Value what stands in `changes[].value` at Meta, in `data` at 360dialog
 */

/** Everybody here is made up: numbers of 1555, ids of one digit repeated. */
const ACCOUNT = '200100200100200';
const BUSINESS = { id: '300100300100300', number: '15550100001' };
const OTHER_BUSINESS = { id: '300200300200300', number: '15550100002' };
const INES = { number: '15550110001', name: 'Ines Vale', first: 'Ines' };
const TOMO = { number: '15550110002', name: 'Tomo Arai', first: 'Tomo' };
const LENA = { userId: 'US.90011223344556677', username: 'lena.k', name: 'Lena Köhler', first: 'Lena' };

/** Seconds since 1970 of a moment that many seconds ago, as text, as WhatsApp writes them. */
const ago = (seconds) => String(Math.floor(Date.now() / 1000) - seconds);

const metadata = (business) => ({ display_phone_number: business.number, phone_number_id: business.id });
const value = (content, business = BUSINESS) => ({
	messaging_product: 'whatsapp',
	metadata: metadata(business),
	...content,
});

/** A value in Meta's envelope; `time`: seconds, when it was sent. */
function meta(field, content, time) {
	const entry = { id: ACCOUNT, time, changes: [{ value: content, field }] };
	return { object: 'whatsapp_business_account', entry: [entry] };
}

/**
 * A value in the envelope in which 360dialog sends history and contacts to partners. It writes the phase and the
 * progress of a chunk as text.
 */
function partner(event, content, id = 'EVT-0001') {
	const data = { id: ACCOUNT, ...content };
	if (Array.isArray(data.history)) {
		data.history = data.history.map((chunk) => {
			if (chunk.metadata === undefined) return chunk;
			const { phase, progress } = chunk.metadata;
			return { ...chunk, metadata: { ...chunk.metadata, phase: String(phase), progress: String(progress) } };
		});
	}
	return { id, event, data };
}

/**
 * Puts a value in the envelope in which a provider sends it.
 * @param {'meta' | '360dialog'} provider
 * @param {string | undefined} field the webhook field; some gateways leave it out
 * @param {Value} content
 * @param {string} [id] of the event, in 360dialog's own envelope
 * @param {number} [time] seconds, in Meta's envelope
 * @returns {object} the body of a delivery
 */
function envelope(provider, field, content, id, time) {
	const isPartnerField = field === 'history' || field === 'smb_app_state_sync';
	return provider === '360dialog' && isPartnerField ? partner(field, content, id) : meta(field, content, time);
}

const contactEntry = (action, contact, seconds = 60) => ({
	type: 'contact',
	contact,
	action,
	metadata: { timestamp: ago(seconds) },
});
const added = (person, names = {}) =>
	contactEntry('add', {
		full_name: person.name,
		first_name: person.first,
		...(person.number ? { phone_number: person.number } : { user_id: person.userId, username: person.username }),
		...names,
	});

/** The address book: people added or edited (both are `add`) and removed. */
function contacts(entries) {
	return value({ state_sync: entries });
}

const oldMessage = (id, from, seconds, content) => ({
	from,
	id: `wamid.DEMO${id}`,
	timestamp: ago(seconds),
	...content,
	history_context: { status: 'read', ...(from === BUSINESS.number ? { from_me: true } : {}) },
});
const text = (body) => ({ type: 'text', text: { body } });

/** A chunk of old chats; `threads` maps a customer's number to messages, newest first, as on the wire. */
function historyChunk({ phase, chunkOrder, progress, threads }) {
	const list = Object.entries(threads).map(([id, messages]) => ({ id, messages }));
	return value({ history: [{ metadata: { phase, chunk_order: chunkOrder, progress }, threads: list }] });
}

/** An error in place of a chunk of history. */
function historyError(code, title, details, business = BUSINESS) {
	return value({ history: [{ errors: [{ code, title, message: title, error_data: { details } }] }] }, business);
}

/** The business keeps its history to itself. */
function historyDeclined(business = BUSINESS) {
	return historyError(2593109, 'Sharing of history is off', 'The business switched history sharing off', business);
}

/** The file of an earlier placeholder; on field `history`, without a `history` key. */
function historyMedia(id, from) {
	const image = { id: '700100700100700', mime_type: 'image/jpeg', sha256: '1'.repeat(64), caption: 'The receipt' };
	return value({ messages: [{ from, id: `wamid.DEMO${id}`, timestamp: ago(90_000), type: 'image', image }] });
}

const echo = (id, to, seconds, content) => ({
	from: BUSINESS.number,
	...(to.number ? { to: to.number } : { to_user_id: to.userId }),
	id: `wamid.DEMO${id}`,
	timestamp: ago(seconds),
	...content,
});

/** What a person of the business types, edits and deletes on the phone. */
function echoes(list, recipients = []) {
	return value({ ...(recipients.length > 0 ? { contacts: recipients } : {}), message_echoes: list });
}

const live = (id, from, seconds, content) => ({
	from: from.number,
	id: `wamid.DEMO${id}`,
	timestamp: ago(seconds),
	...content,
});

/** A customer writes, and a sent message was delivered. */
function liveMessages({ messages = [], statuses = [] }) {
	const profile = { wa_id: INES.number, profile: { name: 'Ines V.' } };
	return value({ contacts: [profile], messages, statuses });
}

/** Something that WhatsApp itself tells about a customer; no profile stands beside it. */
function systemMessage(message) {
	return value({ messages: [message] });
}

/** The phone was disconnected from the API. It names no phone number id, and the account only inside. */
function accountRemoved(reason = 'ACCOUNT_DISCONNECTED') {
	return {
		event: 'PARTNER_REMOVED',
		phone_number: BUSINESS.number,
		waba_info: { waba_id: ACCOUNT, owner_business_id: '400100400100400' },
		disconnection_info: { reason, initiated_by: 'USER' },
	};
}

module.exports = {
	ACCOUNT,
	BUSINESS,
	INES,
	LENA,
	OTHER_BUSINESS,
	TOMO,
	accountRemoved,
	added,
	ago,
	contactEntry,
	contacts,
	echo,
	echoes,
	envelope,
	historyChunk,
	historyDeclined,
	historyError,
	historyMedia,
	live,
	liveMessages,
	meta,
	oldMessage,
	partner,
	systemMessage,
	text,
	value,
};
