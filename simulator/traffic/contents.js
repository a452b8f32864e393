'use strict';

/**
 * Contents of messages as WhatsApp sends them.
 * @typedef {{ content: object, text: string | null, cells?: object }} Content `content`: the type and its object;
 *   `text`: what a person reads of it; `cells`: what else an item tells
 */
const make = require('../deliveries');

/** @returns {Content} */
const text = (body) => ({ content: make.text(body), text: body });

/** An edit names its message in the other spelling. @param {import('./wamid').MessageName} name @returns {Content} */
const edit = (name, body) => ({
	content: { type: 'edit', edit: { original_message_id: name.alias, message: make.text(body) } },
	text: body,
	cells: { targetKey: name.key, 'message.targetId': name.alias },
});

/** @param {import('./wamid').MessageName} name @returns {Content} */
const deletion = (name) => ({
	content: { type: 'revoke', revoke: { original_message_id: name.alias } },
	text: null,
	cells: { targetKey: name.key, 'message.targetId': name.alias },
});

/** Without an emoji a reaction is removed. @param {import('./wamid').MessageName} name @returns {Content} */
const reaction = (name, emoji) => ({
	content: { type: 'reaction', reaction: { message_id: name.alias, ...(emoji === undefined ? {} : { emoji }) } },
	text: emoji ?? null,
	cells: {
		targetKey: name.key,
		'message.reaction.messageId': name.alias,
		'message.reaction.messageKey': name.key,
		'message.reaction.emoji': emoji ?? null,
	},
});

const media = (type, id, more = {}) => ({ type, [type]: { id, mime_type: 'application/octet-stream', ...more } });

/** @returns {Content} */
const file = (type, id, more = {}) => ({
	content: media(type, id, more),
	text: more.caption ?? (type === 'document' ? (more.filename ?? null) : null),
	cells: { mediaId: id, fileName: more.filename ?? null },
});

const interactive = (type, answer) => ({ type: 'interactive', interactive: { type, [type]: answer } });

/** A filled-in form. @param {Record<string, string | number>} answers @returns {Content} */
const form = (answers) => ({
	content: interactive('nfm_reply', { name: 'flow', body: 'Sent', response_json: JSON.stringify(answers) }),
	text: Object.entries(answers)
		.map(([label, value]) => `${label}: ${value}`)
		.join('\n'),
	cells: { payload: null, 'message.answers': answers },
});

module.exports = { deletion, edit, file, form, interactive, reaction, text };
