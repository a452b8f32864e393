'use strict';

/**
 * The table of contacts. Both Postgres examples make it, so either can be installed first. Ids come from outside and
 * can have any length, but an index entry has at most 2,704 bytes: indexes are on a hash of an id, so that no id can
 * block the rows beside it.
 */
const CONTACTS = `CREATE TABLE IF NOT EXISTS whatsapp_contacts (
  phone_number_id text NOT NULL,
  contact_id text NOT NULL,
  phone text,
  name text,
  first_name text,
  username text,
  user_id text,
  match_keys text[] NOT NULL DEFAULT '{}',
  in_address_book boolean NOT NULL,
  event_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS whatsapp_contacts_id ON whatsapp_contacts (md5(phone_number_id), md5(contact_id));
CREATE INDEX IF NOT EXISTS whatsapp_contacts_user ON whatsapp_contacts USING hash (user_id);`;

/** The newest value of a column among the events of one person, nulls left out. */
const newest = (value) => `(array_agg(${value} ORDER BY ${value} IS NULL, "timestamp" DESC NULLS LAST))[1]`;
const IS_NEWER = 'EXCLUDED.event_at >= known.event_at';
/** A newer event wins; an older one only fills what is unknown. */
const newerOrUnknown = (column) =>
	`  ${column} = CASE WHEN ${IS_NEWER} THEN coalesce(EXCLUDED.${column}, known.${column})
    ELSE coalesce(known.${column}, EXCLUDED.${column}) END`;

/**
 * One statement for a whole delivery, given as JSON. Events of one person in one delivery are put together first. A
 * person whose user id is known keeps the row, also when a number appears or disappears.
 */
const UPSERT_CONTACTS = `INSERT INTO whatsapp_contacts AS known
  (phone_number_id, contact_id, phone, name, first_name, username, user_id, match_keys, in_address_book, event_at)
SELECT
  phone_number_id,
  coalesce(same.contact_id, contact->>'key'),
  ${newest("contact->>'phoneNumber'")},
  ${newest("contact->>'name'")},
  ${newest("contact->>'firstName'")},
  ${newest("contact->>'username'")},
  ${newest("contact->>'userId'")},
  ARRAY(SELECT jsonb_array_elements_text(
    (array_agg(contact->'matchKeys' ORDER BY jsonb_array_length(contact->'matchKeys') DESC))[1])),
  (array_agg(event = 'contact.upserted' ORDER BY "timestamp" DESC NULLS LAST))[1],
  coalesce(max("timestamp"), '-infinity')
FROM jsonb_to_recordset($1::jsonb) AS item(event text, "timestamp" timestamptz, contact jsonb, business jsonb)
CROSS JOIN LATERAL (SELECT coalesce(business->>'phoneNumberId', '') AS phone_number_id) AS number
LEFT JOIN LATERAL (
  SELECT contact_id FROM whatsapp_contacts AS row
  WHERE row.user_id = contact->>'userId' AND row.phone_number_id = number.phone_number_id
  ORDER BY event_at DESC LIMIT 1
) AS same ON true
WHERE contact->>'key' IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
ON CONFLICT (md5(phone_number_id), md5(contact_id)) DO UPDATE SET
  user_id = coalesce(EXCLUDED.user_id, known.user_id),
  match_keys = known.match_keys
    || ARRAY(SELECT key FROM unnest(EXCLUDED.match_keys) AS key WHERE key <> ALL (known.match_keys)),
  in_address_book = CASE WHEN ${IS_NEWER} THEN EXCLUDED.in_address_book ELSE known.in_address_book END,
${['phone', 'name', 'first_name', 'username'].map(newerOrUnknown).join(',\n')},
  event_at = greatest(EXCLUDED.event_at, known.event_at)
RETURNING contact_id, name, in_address_book, event_at`;

module.exports = { CONTACTS, UPSERT_CONTACTS };
