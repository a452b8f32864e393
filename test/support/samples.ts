/** Small deliveries made in code, for tests that need a certain one. All numbers and ids are made up. */

type Value = Record<string, unknown>;

export interface Change {
	readonly field: string;
	readonly value: unknown;
}

export const ACCOUNT_ID = '200100200100200';
export const NUMBER_ID = '300100300100300';
export const BUSINESS = '15550100001';
export const CUSTOMER = '15550110001';
/** Unix seconds, long ago: nothing made here is fresh. */
export const SECONDS = 1_763_600_000;

/** The part of a value that tells the business number. */
export function numberPart(phoneNumberId = NUMBER_ID): Value {
	return {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: BUSINESS, phone_number_id: phoneNumberId },
	};
}

/** A text typed on the phone of the business. */
export function echo(id: string | undefined, text = 'On my way'): Value {
	return { from: BUSINESS, to: CUSTOMER, id, timestamp: String(SECONDS), type: 'text', text: { body: text } };
}

/** Echoes of one number. */
export function echoes(list: readonly unknown[], phoneNumberId = NUMBER_ID): Change {
	return { field: 'smb_message_echoes', value: { ...numberPart(phoneNumberId), message_echoes: list } };
}

/** One contact of the address book, added or removed. */
export function contact(action: string, fullName = 'Ines Vale', phoneNumber = CUSTOMER): Change {
	const entry = {
		type: 'contact',
		contact: { full_name: fullName, first_name: fullName.split(' ')[0], phone_number: phoneNumber },
		action,
		metadata: { timestamp: String(SECONDS) },
	};
	return { field: 'smb_app_state_sync', value: { ...numberPart(), state_sync: [entry] } };
}

/** One chunk of history with messages of one customer, each an id and its Unix seconds. */
export function history(messages: ReadonlyArray<readonly [id: string | undefined, seconds: number]>, phase = 0): Change {
	const thread = {
		id: CUSTOMER,
		messages: messages.map(([id, seconds]) => ({
			from: CUSTOMER,
			id,
			timestamp: String(seconds),
			type: 'text',
			text: { body: `message ${id}` },
			history_context: { status: 'READ' },
		})),
	};
	const chunk = { metadata: { phase, chunk_order: 1, progress: 50 }, threads: [thread] };
	return { field: 'history', value: { ...numberPart(), history: [chunk] } };
}

/** The business keeps its history. */
export function historyDeclined(): Change {
	const errors = [{ code: 2593109, title: 'Sharing of history is off', message: 'Sharing of history is off' }];
	return { field: 'history', value: { ...numberPart(), history: [{ errors }] } };
}

/** A live message of the customer. */
export function received(id: string | undefined, more: Value = {}): Change {
	const message = { from: CUSTOMER, id, timestamp: String(SECONDS), type: 'text', text: { body: 'Hi' }, ...more };
	const contacts = [{ profile: { name: 'Ines V.' }, wa_id: CUSTOMER }];
	return { field: 'messages', value: { ...numberPart(), contacts, messages: [message] } };
}

/** The status of a message that the business sent. */
export function status(messageId: string, state: string): Change {
	const entry = { id: messageId, status: state, timestamp: String(SECONDS), recipient_id: CUSTOMER };
	return { field: 'messages', value: { ...numberPart(), statuses: [entry] } };
}

/** Something happened to the account. It names no number. */
export function accountUpdate(event: string): Change {
	return { field: 'account_update', value: { event, waba_info: { waba_id: ACCOUNT_ID } } };
}

/** The envelope of Meta around some changes, as an object. */
export function metaBody(...changes: readonly Change[]): Value {
	return { object: 'whatsapp_business_account', entry: [{ id: ACCOUNT_ID, time: SECONDS, changes }] };
}

/** The bytes of a JSON body. */
export function bytesOf(body: unknown): Buffer {
	return Buffer.from(JSON.stringify(body));
}

/** The bytes of a delivery in the envelope of Meta. */
export function delivery(...changes: readonly Change[]): Buffer {
	return bytesOf(metaBody(...changes));
}

/** One change of each field, so that every output and every event but three has an item. */
export function everything(): Change[] {
	return [
		contact('add'),
		contact('remove', 'Tom Reed', '15550110002'),
		contact('frobnicate', 'Uma Poe', '15550110003'),
		history([['wamid.H2', SECONDS - 50], ['wamid.H1', SECONDS - 60]]),
		historyDeclined(),
		echoes([echo('wamid.E1'), { ...echo('wamid.E2'), type: 'revoke', revoke: { original_message_id: 'wamid.E1' } }]),
		received('wamid.M1'),
		status('wamid.S1', 'delivered'),
		accountUpdate('PARTNER_REMOVED'),
	];
}
