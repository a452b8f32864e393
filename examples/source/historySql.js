'use strict';

/**
 * The tables and the view of `history-to-postgres`. Ids come from outside and can have any length, but an index entry
 * has at most 2,704 bytes: indexes are on a hash of an id, so that no id can block the rows beside it.
 */
/** What the table of messages holds: its columns, their types, and the columns of the flat item behind them. */
const HISTORY_COLUMNS = [
	['id', 'text NOT NULL', 'id'],
	['event', 'text NOT NULL', 'event'],
	['phone_number_id', 'text NOT NULL', 'phoneNumberId'],
	['business_phone', 'text', 'businessPhone'],
	['contact_id', 'text', 'contactId'],
	['contact_user_id', 'text', 'contactUserId'],
	['contact_phone', 'text', 'contactPhone'],
	['contact_name', 'text', 'contactName'],
	['group_id', 'text', 'groupId'],
	['message_id', 'text', 'messageId'],
	['message_key', 'text', 'messageKey'],
	['target_key', 'text', 'targetKey'],
	['reply_to_key', 'text', 'replyToKey'],
	['sent_at', 'timestamptz', 'timestamp'],
	['direction', 'text', 'direction'],
	['origin', 'text', 'origin'],
	['type', 'text', 'type'],
	['text', 'text', 'text'],
	['payload', 'text', 'payload'],
	['file_name', 'text', 'fileName'],
	['media_id', 'text', 'mediaId'],
	['status', 'text', 'status'],
	['error_code', 'double precision', 'errorCode'],
	['ad_id', 'text', 'adId'],
	['ad_click_id', 'text', 'adClickId'],
];
const names = HISTORY_COLUMNS.map(([column]) => column).join(', ');
const values = HISTORY_COLUMNS.map(([, , key]) => (key === 'phoneNumberId' ? `coalesce("${key}", '')` : `"${key}"`));
const record = HISTORY_COLUMNS.map(([, type, key]) => `"${key}" ${type.replace(' NOT NULL', '')}`);

/** One row for each event, never changed afterwards: nothing that arrives can overwrite what is there. */
const HISTORY = `CREATE TABLE IF NOT EXISTS whatsapp_history (
${HISTORY_COLUMNS.map(([column, type]) => `  ${column} ${type},`).join('\n')}
  saved_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX IF NOT EXISTS whatsapp_history_id ON whatsapp_history (md5(id));
CREATE INDEX IF NOT EXISTS whatsapp_history_message ON whatsapp_history USING hash (message_key);
CREATE INDEX IF NOT EXISTS whatsapp_history_time ON whatsapp_history (sent_at);`;

const PROGRESS = `CREATE TABLE IF NOT EXISTS whatsapp_sync (
  phone_number_id text NOT NULL,
  phase double precision NOT NULL,
  progress double precision,
  state text NOT NULL,
  event_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX IF NOT EXISTS whatsapp_sync_phase ON whatsapp_sync (md5(phone_number_id), phase);`;

/** One statement for a whole delivery, given as JSON: fast also for ten thousand messages. What is there stays. */
const INSERT_HISTORY = `INSERT INTO whatsapp_history (${names})
SELECT ${values.join(', ')}
FROM jsonb_to_recordset($1::jsonb) AS item(
  ${record.join(', ')})
ON CONFLICT (md5(id)) DO NOTHING
RETURNING id`;

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

/** Chunks come in any order: progress never goes back. Phase -1 is what concerns the whole sync. */
const UPSERT_PROGRESS = `INSERT INTO whatsapp_sync AS known (phone_number_id, phase, progress, state)
VALUES (coalesce($1, ''), coalesce($2::double precision, -1), $3::double precision, $4)
ON CONFLICT (md5(phone_number_id), phase) DO UPDATE SET
  progress = greatest(EXCLUDED.progress, known.progress),
  state = CASE WHEN known.state = 'complete' THEN known.state ELSE EXCLUDED.state END,
  event_at = now()
RETURNING phone_number_id, phase, progress, state`;

module.exports = { CHATS, HISTORY, INSERT_HISTORY, PROGRESS, UPSERT_PROGRESS };
