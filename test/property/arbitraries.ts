import fc from 'fast-check';

/** Values of JSON, biased towards what real traffic and attackers send in the place of something else. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, '', ' ', '0', [], {}, [null], [[]], 'x', 1e300, '\u0000', '\ud800', '=1+1') },
	{ weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'prototype', 'id', 'type', 'toString'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }).map(withOwnKeys) },
);

/** Own keys, also when one of them is called __proto__: as JSON.parse would make them. */
export function withOwnKeys(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value)) as unknown;
}

const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>, oddness = 12): fc.Arbitrary<unknown> =>
	fc.oneof({ weight: oddness, arbitrary: arbitrary as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });

const numberText = fc.constantFrom('15550110001', '15550110002', '+15550110003', '551191110002', '5511991110002', '１５５５０１１０００１', 'US.9001', '15550110001@s.whatsapp.net', '99@lid', '120399@g.us', '0', '61234', '02215550000', '15550100001');
const businessNumber = fc.constantFrom('15550100001', '+1 555 010 0001');
/** A message id as WhatsApp lays it out, spelled with a number or a user id; see `messageKey`. */
export function wamidOf(peer: string, kind: 'number' | 'userId', side: 0x11 | 0x12, run: string): string {
	const head = [0x1c, 0x18, peer.length, ...Buffer.from(peer), 0x15, kind === 'number' ? 0x02 : 0x14, 0x00, side];
	return `wamid.${Buffer.from([...head, 0x18, run.length, ...Buffer.from(run), 0x00]).toString('base64')}`;
}
const hexRun = fc
	.tuple(fc.constantFrom(18, 20, 32), fc.integer({ min: 0 }), fc.integer({ min: 0 }))
	.map(([length, high, low]) => (high.toString(16).padStart(10, '0') + low.toString(16).padStart(8, '0')).toUpperCase().padStart(length, '3EB0'));
/** One message in both spellings of its id, and the run that they share. */
export const twoSpellings = fc
	.record({ number: fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }).map(String), userId: fc.bigInt({ min: 1n, max: 10n ** 40n }).map((id) => `US.${id.toString(36)}`), side: fc.constantFrom<0x11 | 0x12>(0x11, 0x12), run: hexRun })
	.map(({ number, userId, side, run }) => ({ run, byNumber: wamidOf(number, 'number', side, run), byUserId: wamidOf(userId, 'userId', side, run) }));
const wamid = fc.oneof(
	fc.constantFrom('wamid.A', 'wamid.B', 'wamid.C', 'wamid.D').chain((id) => fc.integer({ min: 0, max: 40 }).map((n) => `${id}${n}`)),
	fc.constantFrom(...['3EB0000000000000AA01', '3EB0000000000000AA02'].flatMap((run) => [wamidOf('15550110001', 'number', 0x12, run), wamidOf('US.9001', 'userId', 0x12, run)])),
);
const seconds = fc.integer({ min: 1_600_000_000, max: 1_800_000_000 });
const time = fc.oneof(seconds, seconds.map(String), seconds.map((s) => s * 1000), seconds.map((s) => `${s}000`));
const types = ['text', 'image', 'video', 'audio', 'voice', 'sticker', 'document', 'location', 'contacts', 'reaction', 'button', 'interactive', 'template', 'order', 'system', 'edit', 'revoke', 'unsupported', 'errors', 'media_placeholder', 'ephemeral', 'product', 'hologram', '__proto__', 'constructor'];
/** What may stand inside content, from a fixed list: generated anew each time it would be most of the work. */
const part = fc.constantFrom<unknown>('x', '', 5, null, true, [null], [{ quantity: 2, product_retailer_id: 'SKU' }], [{ phone: '+1555', name: 5 }], { title: 'T', id: '1' }, { response_json: '{"a":{"b":"\\u0000"},"flow_token":1}' }, { response_json: '{' }, { response: 'accept' }, { name: { formatted_name: 'N' } }, [{ type: 'BODY', text: 'B' }], { __proto__: null, text: '\ud800' });
const content = fc.record(
	{ body: sometimes(fc.string()), caption: sometimes(fc.string()), id: sometimes(fc.string()), mime_type: sometimes(fc.constant('image/jpeg')), emoji: sometimes(fc.constant('👍')), message_id: sometimes(wamid), original_message_id: sometimes(wamid), message: odd, latitude: sometimes(fc.double()), longitude: sometimes(fc.constant('1.5')), type: odd, text: odd, ...Object.fromEntries(['name', 'address', 'filename', 'product_items', 'phones', 'nfm_reply', 'button_reply', 'call_permission_reply', 'product', 'components'].map((key) => [key, part])) },
	{ requiredKeys: [] },
);

/** An entry of `messages` or `message_echoes`; now and then not even an object. */
export const message: fc.Arbitrary<unknown> = sometimes(
	fc
		.tuple(
			fc.record(
				{
					id: sometimes(wamid),
					type: sometimes(fc.constantFrom(...types)),
					from: sometimes(fc.oneof(numberText, businessNumber)),
					to: sometimes(numberText),
					from_user_id: sometimes(fc.constantFrom('US.9001', 'US.9002')),
					to_user_id: sometimes(fc.constantFrom('US.9001', 'US.9002')),
					timestamp: sometimes(time),
					context: sometimes(fc.record({ id: wamid, from: numberText, forwarded: part, referred_product: part }, { requiredKeys: ['id'] })),
					referral: sometimes(fc.record({ source_id: sometimes(fc.string()), headline: sometimes(fc.string()), ctwa_clid: part }, { requiredKeys: [] })),
					group_id: sometimes(fc.constantFrom('GRP-1', '120399'), 2),
					message_creation_type: sometimes(fc.constantFrom('user', 'created_by_1p_bot')),
					errors: sometimes(fc.array(sometimes(fc.record({ code: fc.constantFrom(131051, '131060') })), { maxLength: 2 })),
					history_context: sometimes(fc.record({ status: fc.constantFrom('READ', 'pending'), from_me: fc.constantFrom(true, false, 'true') }, { requiredKeys: [] })),
					system: sometimes(fc.record({ type: fc.constantFrom('user_changed_number', 'user_changed_user_id', 'other'), wa_id: numberText, user_id: fc.constant('US.9003') }, { requiredKeys: [] }), 2),
				},
				{ requiredKeys: [] },
			),
			sometimes(content),
		)
		.map(([base, inner]) => (typeof base['type'] === 'string' ? withOwnKeys(Object.fromEntries([...Object.entries(base), [base['type'], inner]])) : withOwnKeys(base))),
	15,
);

const contact = fc.record({ phone_number: sometimes(numberText), user_id: sometimes(fc.constant('US.9001')), full_name: sometimes(fc.string()), first_name: sometimes(fc.string()), username: sometimes(fc.string()) }, { requiredKeys: [] });
const stateSync = sometimes(
	fc.record({ type: sometimes(fc.constantFrom('contact', 'label')), action: sometimes(fc.constantFrom('add', 'remove', 'edit', 'merge')), contact: sometimes(contact), metadata: sometimes(fc.record({ timestamp: sometimes(time) })) }, { requiredKeys: [] }),
);
const status = sometimes(fc.record({ id: sometimes(wamid), status: sometimes(fc.constantFrom('sent', 'read', 'FAILED')), timestamp: sometimes(time), recipient_id: sometimes(numberText), recipient_type: sometimes(fc.constantFrom('group', 'individual')), recipient_participant_id: sometimes(numberText), recipient_user_id: sometimes(fc.constant('US.9001')), parent_user_id: part, pricing: part, conversation: part, biz_opaque_callback_data: part, errors: part }, { requiredKeys: [] }));
const preference = sometimes(fc.record({ wa_id: sometimes(numberText), user_id: part, category: sometimes(fc.constant('marketing_messages')), value: sometimes(fc.constantFrom('stop', 'resume')), detail: part, timestamp: sometimes(time) }, { requiredKeys: [] }));
const userIdUpdate = sometimes(fc.record({ wa_id: sometimes(numberText), user_id: sometimes(fc.record({ previous: sometimes(fc.constant('US.1')), current: sometimes(fc.constant('US.2')) }, { requiredKeys: [] })), parent_user_id: part, detail: part, timestamp: sometimes(time) }, { requiredKeys: [] }));
const error = sometimes(fc.record({ code: sometimes(fc.constantFrom(2593109, '2593109', 131051)), title: sometimes(fc.string()), error_data: sometimes(fc.record({ details: sometimes(fc.string()) })) }, { requiredKeys: [] }));
const list = (element: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => sometimes(fc.array(element, { maxLength: 4 }), 20);
const few = (element: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.array(element, { maxLength: 1 });
const thread = sometimes(fc.record({ id: sometimes(numberText), context: sometimes(fc.record({ user_id: fc.constant('US.9001'), wa_id: numberText }, { requiredKeys: [] })), messages: list(message) }, { requiredKeys: [] }));
const progressNumber = fc.constantFrom<unknown>(0, 1, '2', 55, '100', 100);
const chunk = sometimes(
	fc.record({ metadata: sometimes(fc.record({ phase: progressNumber, chunk_order: progressNumber, progress: progressNumber }, { requiredKeys: [] })), threads: sometimes(fc.array(thread, { maxLength: 3 })), errors: list(error) }, { requiredKeys: [] }),
);
const metadata = fc.record({ display_phone_number: sometimes(businessNumber), phone_number_id: sometimes(fc.constantFrom('300', '301')) }, { requiredKeys: [] });

/** A value with any of the arrays, whether or not they belong on its field. */
export const value: fc.Arbitrary<unknown> = sometimes(
	fc.record(
		{ messaging_product: fc.constant('whatsapp'), metadata: sometimes(metadata), contacts: sometimes(fc.array(sometimes(fc.record({ wa_id: numberText, user_id: fc.constant('US.9001'), profile: sometimes(fc.record({ name: fc.string() })) }, { requiredKeys: [] })), { maxLength: 2 })), state_sync: list(stateSync), message_echoes: list(message), messages: list(message), statuses: list(status), errors: list(error), history: list(chunk), user_preferences: list(preference), user_id_update: list(userIdUpdate), calls: part, standby: sometimes(fc.record({ messages: few(message), message_echoes: few(message), statuses: few(status) }, { requiredKeys: [] })), ban_info: part, event: sometimes(fc.constantFrom('PARTNER_REMOVED', 'disabled_update', 'NEW')) },
		{ requiredKeys: ['messaging_product', 'metadata'] },
	),
);

export const FIELD_NAMES = ['history', 'smb_app_state_sync', 'smb_message_echoes', 'messages', 'account_update', 'standby', 'message_echoes', 'user_preferences', 'user_id_update', 'brand_new_field'];
export const change: fc.Arbitrary<unknown> = sometimes(fc.record({ field: sometimes(fc.constantFrom(...FIELD_NAMES), 30), value }, { requiredKeys: ['value'] }), 30);
const entry = sometimes(fc.record({ id: sometimes(fc.constantFrom('200', '0')), time: sometimes(time), changes: sometimes(fc.array(change, { maxLength: 3 }), 30) }, { requiredKeys: [] }), 30);

/** Meta's envelope. */
export const metaBody: fc.Arbitrary<Record<string, unknown>> = fc.record({ object: fc.constant('whatsapp_business_account'), entry: fc.array(entry, { maxLength: 3 }) });

/** Any body at all: an envelope, half of one, a bare value, or nonsense. */
export const anyBody: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 6, arbitrary: metaBody as fc.Arbitrary<unknown> },
	{ weight: 2, arbitrary: fc.record({ id: odd, event: sometimes(fc.constantFrom(...FIELD_NAMES)), data: value }, { requiredKeys: [] }) },
	{ weight: 1, arbitrary: fc.record({ object: sometimes(fc.constantFrom('page', 'instagram')), entry: odd }, { requiredKeys: [] }) },
	{ weight: 1, arbitrary: value },
	{ weight: 1, arbitrary: change },
	{ weight: 1, arbitrary: odd },
);
