'use strict';

/** Types that WhatsApp sends in place of a message it cannot show yet. The message may come before or after them. */
const PLACEHOLDERS = "'media_placeholder', 'unsupported', 'errors', 'unknown'";

/** What is known about a message, from the best of its rows that has a value: an action comes last. */
const about = (column, value = column) => `  (array_agg(${value} ORDER BY ${value} IS NULL, place))[1] AS ${column}`;
/** The content of a message: what was sent, before a placeholder; with its file, before without. */
const content = (column, order = `${column} IS NULL, `) =>
	`  (array_agg(${column} ORDER BY ${order}is_placeholder, media_id IS NULL) FILTER (WHERE action IS NULL))[1] AS ${column}`;
/** The newest action of a type on a message. */
const newest = (type, value) =>
	`(array_agg(${value} ORDER BY sent_at DESC NULLS LAST) FILTER (WHERE action = '${type}'))[1]`;
const ABOUT = ['business_phone', 'contact_id', 'contact_user_id', 'contact_phone', 'contact_name', 'group_id', 'sent_at'];
const CONTENT = ['type', 'text', 'payload', 'file_name', 'media_id', 'origin', 'status', 'message_id', 'reply_to_key'];

/**
 * Each message once, in order, whatever the order in which its parts came: its content, never a placeholder if there
 * is one; the file that came apart; the newest edit, also if the message itself is not known; its deletion; the
 * reactions that stand now. Parts belong together by `message_key`, which stays the same when WhatsApp spells an id
 * with a phone number or with a user id.
 */
const CHATS = `CREATE OR REPLACE VIEW whatsapp_chats AS
WITH part AS (
  SELECT *, coalesce(target_key, message_key, id) AS key,
    CASE WHEN target_key IS NOT NULL THEN type END AS action,
    CASE WHEN target_key IS NOT NULL THEN 2 WHEN event = 'history.media' THEN 1 ELSE 0 END AS place,
    type IN (${PLACEHOLDERS}) AND text IS NULL AND media_id IS NULL AS is_placeholder
  FROM whatsapp_history
), message AS (
  SELECT phone_number_id, key,
${ABOUT.map((column) => about(column)).join(',\n')},
${about('direction', "nullif(direction, 'unknown')")},
${CONTENT.map((column) => content(column)).join(',\n')},
${content('error_code', '')},
  ${newest('edit', 'text')} AS edited_text,
  ${newest('edit', 'coalesce(sent_at, saved_at)')} AS edited_at,
  ${newest('revoke', 'coalesce(sent_at, saved_at)')} AS deleted_at
  FROM part
  GROUP BY phone_number_id, key
  HAVING bool_or(action IS DISTINCT FROM 'reaction')
), reaction AS (
  SELECT phone_number_id, key, string_agg(text, ' ' ORDER BY sent_at) AS reactions
  FROM (
    SELECT DISTINCT ON (phone_number_id, key, direction, contact_id) phone_number_id, key, text, sent_at
    FROM part WHERE action = 'reaction'
    ORDER BY phone_number_id, key, direction, contact_id, sent_at DESC NULLS LAST
  ) AS newest
  GROUP BY phone_number_id, key
), person AS (
  SELECT DISTINCT ON (phone_number_id, key) phone_number_id, key, name
  FROM whatsapp_contacts CROSS JOIN unnest(match_keys || contact_id) AS key WHERE name IS NOT NULL
  ORDER BY phone_number_id, key, event_at DESC
)
SELECT m.phone_number_id, m.contact_id, m.sent_at, m.direction,
  CASE WHEN m.direction = 'outbound' THEN m.business_phone
    ELSE coalesce(p.name, u.name, m.contact_name, m.contact_phone, m.contact_id) END AS sender,
  m.type, m.text, m.edited_text, m.edited_at, m.deleted_at, r.reactions, m.file_name, m.media_id, m.payload,
  m.status, m.error_code, m.origin, m.contact_phone, m.contact_user_id, m.group_id,
  m.message_id, m.key AS message_key, m.reply_to_key
FROM message m
LEFT JOIN reaction r ON r.phone_number_id = m.phone_number_id AND r.key = m.key
LEFT JOIN person p ON p.phone_number_id = m.phone_number_id AND p.key = m.contact_id
LEFT JOIN person u ON u.phone_number_id = m.phone_number_id AND u.key = m.contact_user_id
ORDER BY m.phone_number_id, m.contact_id, m.sent_at NULLS LAST, m.key;`;

module.exports = { CHATS };
