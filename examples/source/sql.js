'use strict';

/** The tables of the Postgres examples. Both make the one of contacts, so either can be installed first. */
const CONTACTS = `CREATE TABLE IF NOT EXISTS whatsapp_contacts (
  phone_number_id text NOT NULL,
  contact_id text NOT NULL,
  phone text,
  name text,
  first_name text,
  user_id text,
  match_keys text[] NOT NULL DEFAULT '{}',
  in_address_book boolean NOT NULL,
  event_at timestamptz NOT NULL,
  PRIMARY KEY (phone_number_id, contact_id)
);`;

/**
 * One statement for a whole delivery, given as JSON. A newer event wins; an older one only fills what is unknown. A
 * person who comes twice in one delivery is put together first.
 */
const UPSERT_CONTACTS = `INSERT INTO whatsapp_contacts AS known
  (phone_number_id, contact_id, phone, name, first_name, user_id, match_keys, in_address_book, event_at)
SELECT
  coalesce(business->>'phoneNumberId', ''),
  contact->>'key',
  max(contact->>'phoneNumber'),
  (array_agg(contact->>'name' ORDER BY "timestamp" DESC NULLS LAST) FILTER (WHERE contact->>'name' IS NOT NULL))[1],
  (array_agg(contact->>'firstName' ORDER BY "timestamp" DESC NULLS LAST) FILTER (WHERE contact->>'firstName' IS NOT NULL))[1],
  max(contact->>'userId'),
  ARRAY(SELECT jsonb_array_elements_text((array_agg(contact->'matchKeys'))[1])),
  (array_agg(event = 'contact.upserted' ORDER BY "timestamp" DESC NULLS LAST))[1],
  coalesce(max("timestamp"), '-infinity')
FROM jsonb_to_recordset($1::jsonb) AS item(event text, "timestamp" timestamptz, contact jsonb, business jsonb)
WHERE contact->>'key' IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
ON CONFLICT (phone_number_id, contact_id) DO UPDATE SET
  phone = coalesce(EXCLUDED.phone, known.phone),
  name = CASE WHEN EXCLUDED.event_at >= known.event_at THEN coalesce(EXCLUDED.name, known.name) ELSE coalesce(known.name, EXCLUDED.name) END,
  first_name = CASE WHEN EXCLUDED.event_at >= known.event_at THEN coalesce(EXCLUDED.first_name, known.first_name) ELSE coalesce(known.first_name, EXCLUDED.first_name) END,
  user_id = coalesce(EXCLUDED.user_id, known.user_id),
  match_keys = EXCLUDED.match_keys,
  in_address_book = CASE WHEN EXCLUDED.event_at >= known.event_at THEN EXCLUDED.in_address_book ELSE known.in_address_book END,
  event_at = greatest(EXCLUDED.event_at, known.event_at)
RETURNING contact_id, name, in_address_book, event_at`;

const HISTORY = `CREATE TABLE IF NOT EXISTS whatsapp_history (
  id text PRIMARY KEY,
  event text NOT NULL,
  phone_number_id text NOT NULL,
  business_phone text,
  contact_id text,
  contact_phone text,
  message_id text,
  sent_at timestamptz,
  direction text,
  type text,
  text text,
  media_id text,
  status text
);
CREATE INDEX IF NOT EXISTS whatsapp_history_message ON whatsapp_history (phone_number_id, message_id);
CREATE INDEX IF NOT EXISTS whatsapp_history_chat ON whatsapp_history (phone_number_id, contact_id, sent_at);`;

const PROGRESS = `CREATE TABLE IF NOT EXISTS whatsapp_sync (
  phone_number_id text NOT NULL,
  phase integer NOT NULL,
  progress integer,
  state text NOT NULL,
  event_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (phone_number_id, phase)
);`;

/** One statement for a whole delivery, given as JSON: fast also for ten thousand messages. What is there stays. */
const INSERT_HISTORY = `INSERT INTO whatsapp_history
SELECT id, event, coalesce("phoneNumberId", ''), "businessPhone", "contactId", "contactPhone", "messageId",
  "timestamp", direction, type, text, "mediaId", status
FROM jsonb_to_recordset($1::jsonb) AS item(
  id text, event text, "phoneNumberId" text, "businessPhone" text, "contactId" text, "contactPhone" text,
  "messageId" text, "timestamp" timestamptz, direction text, type text, text text, "mediaId" text, status text)
ON CONFLICT (id) DO NOTHING
RETURNING id`;

/** Each message once, in order, with the sender's name and the file that came later. */
const CHATS = `CREATE OR REPLACE VIEW whatsapp_chats AS
SELECT m.phone_number_id, m.contact_id, m.sent_at, m.direction,
  CASE WHEN m.direction = 'outbound' THEN m.business_phone ELSE coalesce(c.name, m.contact_phone, m.contact_id) END AS sender,
  coalesce(f.type, m.type) AS type, coalesce(f.text, m.text) AS text, coalesce(f.media_id, m.media_id) AS media_id,
  m.status, m.message_id
FROM whatsapp_history m
LEFT JOIN whatsapp_history f ON f.event = 'history.media' AND f.phone_number_id = m.phone_number_id AND f.message_id = m.message_id
LEFT JOIN whatsapp_contacts c ON c.phone_number_id = m.phone_number_id AND c.contact_id = m.contact_id
WHERE m.event = 'history.message'
ORDER BY m.phone_number_id, m.contact_id, m.sent_at NULLS LAST, m.message_id;`;

/** Chunks come in any order: progress never goes back. Phase -1 is what concerns the whole sync. */
const UPSERT_PROGRESS = `INSERT INTO whatsapp_sync AS known (phone_number_id, phase, progress, state)
VALUES (coalesce($1, ''), coalesce($2::integer, -1), $3::integer, $4)
ON CONFLICT (phone_number_id, phase) DO UPDATE SET
  progress = greatest(EXCLUDED.progress, known.progress),
  state = CASE WHEN known.state = 'complete' THEN known.state ELSE EXCLUDED.state END,
  event_at = now()
RETURNING phone_number_id, phase, progress, state`;

module.exports = { CHATS, CONTACTS, HISTORY, INSERT_HISTORY, PROGRESS, UPSERT_CONTACTS, UPSERT_PROGRESS };
