'use strict';

/**
 * The tables of `history-to-postgres`. Ids come from outside and can have any length, but an index entry
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

/** Chunks come in any order: progress never goes back. Phase -1 is what concerns the whole sync. */
const UPSERT_PROGRESS = `INSERT INTO whatsapp_sync AS known (phone_number_id, phase, progress, state)
VALUES (coalesce($1, ''), coalesce($2::double precision, -1), $3::double precision, $4)
ON CONFLICT (md5(phone_number_id), phase) DO UPDATE SET
  progress = greatest(EXCLUDED.progress, known.progress),
  state = CASE WHEN known.state = 'complete' THEN known.state ELSE EXCLUDED.state END,
  event_at = now()
RETURNING phone_number_id, phase, progress, state`;

module.exports = { HISTORY, INSERT_HISTORY, PROGRESS, UPSERT_PROGRESS };
