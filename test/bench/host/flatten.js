'use strict';

/** What runs in the Code node of the hand-made flow: the same columns as the trigger's, without its care for odd input. */
/* global $input */
function flatten() {
	const items = [];
	const time = (seconds) => new Date(Number(seconds) * 1000).toISOString();
	for (const entry of $input.first().json.body.entry ?? []) {
		for (const { value } of entry.changes ?? []) {
			const business = { businessPhone: value.metadata?.display_phone_number, phoneNumberId: value.metadata?.phone_number_id };
			const message = (event, contact, one) => ({
				json: {
					event,
					id: one.id,
					timestamp: time(one.timestamp),
					contactPhone: `+${contact}`,
					direction: one.from === business.businessPhone ? 'outbound' : 'inbound',
					type: one.type,
					text: one.text?.body ?? one[one.type]?.caption ?? null,
					messageId: one.id,
					mediaId: one[one.type]?.id ?? null,
					status: one.history_context?.status ?? null,
					...business,
				},
			});
			for (const { action, contact, metadata } of value.state_sync ?? []) {
				const json = { event: 'contact', action, timestamp: time(metadata.timestamp), contactPhone: `+${contact.phone_number}`, contactName: contact.full_name };
				items.push({ json: { ...json, ...business } });
			}
			for (const { threads } of value.history ?? []) {
				for (const { id, messages } of threads ?? []) items.push(...messages.map((one) => message('history', id, one)));
			}
			for (const one of value.message_echoes ?? []) items.push(message('echo', one.to, one));
		}
	}
	return items;
}

module.exports = { flattenCode: `${flatten.toString()}\nreturn flatten();` };
