import { EVENTS, normalizeDelivery, type CoexistenceEvent, type NormalizeOptions } from '../../index';

export const ACCOUNT = '200100200100200';
export const NUMBER_ID = '300100300100300';
export const BUSINESS = '15550100001';
export const CUSTOMER = '15550110001';

export const METADATA = { display_phone_number: BUSINESS, phone_number_id: NUMBER_ID };

type Json = Record<string, unknown>;

/** A value of a field in Meta's envelope. */
export function meta(field: string | undefined, value: unknown, entry: Json = {}): Json {
	return { object: 'whatsapp_business_account', entry: [{ id: ACCOUNT, ...entry, changes: [{ field, value }] }] };
}

/** A value with the metadata of the usual business number. */
export function valueWith(content: Json): Json {
	return { messaging_product: 'whatsapp', metadata: METADATA, ...content };
}

export const echoes = (...message_echoes: unknown[]): Json => meta('smb_message_echoes', valueWith({ message_echoes }));
export const live = (...messages: unknown[]): Json => meta('messages', valueWith({ messages }));
export const contacts = (...state_sync: unknown[]): Json => meta('smb_app_state_sync', valueWith({ state_sync }));
export const history = (...chunks: unknown[]): Json => meta('history', valueWith({ history: chunks }));

/** A chunk with one thread of the usual customer. */
export const chunk = (messages: unknown[], metadata: Json = { phase: 0, chunk_order: 1, progress: 10 }): Json => ({
	metadata,
	threads: [{ id: CUSTOMER, messages }],
});

/** A text message of the usual customer, with other keys as given. */
export const textMessage = (changes: Json = {}): Json => ({
	from: CUSTOMER,
	id: 'wamid.UNIT1',
	timestamp: '1763600000',
	type: 'text',
	text: { body: 'Hello' },
	...changes,
});

/** Normalizes a body with all events selected, through its text as in the real flow. */
export function normalize(body: unknown, options: NormalizeOptions = {}): CoexistenceEvent[] {
	return normalizeDelivery(JSON.stringify(body), { events: EVENTS, ...options });
}

/** The only event of a body; fails when there is none or another one. */
export function only<Name extends CoexistenceEvent['event']>(body: unknown, name: Name): Extract<CoexistenceEvent, { event: Name }> {
	const events = normalize(body).filter(({ event }) => event !== 'history.progress' || name === 'history.progress');
	expect(events.map(({ event }) => event)).toEqual([name]);
	return events[0] as Extract<CoexistenceEvent, { event: Name }>;
}
