-- The gate asks once for each request: one row of customer and one of reseller serve all that it needs.
-- What it decides is as before (B1, A14): a customer's person depends on the customer alone.
DROP VIEW session_standing;
DROP VIEW person_standing;
CREATE VIEW person_standing AS
SELECT p.id AS person_id,
       p.level,
       p.display_name,
       p.email,
       p.password_hash,
       p.permissions,
       p.active,
       p.activated_at,
       p.version,
       p.sessions_valid_from,
       r.id AS reseller_id,
       p.customer_id,
       coalesce(p.customer_id, p.reseller_id) AS account_id,
       coalesce(c.name, r.name, 'Support') AS organisation,
       coalesce(c.time_zone, r.time_zone, 'UTC') AS time_zone,
       CASE p.level
         WHEN 'SUPPORT' THEN true
         WHEN 'RESELLER' THEN r.access_stopped_at IS NULL AND r.id IS NOT NULL
         WHEN 'CUSTOMER' THEN account_status(c.access_stopped_at, c.terminates_at) = 'ACTIVE' AND c.id IS NOT NULL
       END AS access_on,
       coalesce(CASE p.level WHEN 'CUSTOMER' THEN c.access_from ELSE r.access_from END, '-infinity') AS access_from,
       CASE p.level WHEN 'CUSTOMER' THEN r.name END AS parent_name,
       CASE p.level WHEN 'CUSTOMER' THEN r.contact_email END AS parent_email,
       CASE p.level WHEN 'CUSTOMER' THEN r.contact_phone END AS parent_phone
FROM person p
LEFT JOIN customer c ON c.id = p.customer_id
LEFT JOIN reseller r ON r.id = coalesce(p.reseller_id, c.reseller_id);

CREATE VIEW session_standing AS
SELECT s.id AS session_id,
       s.token_hash,
       s.created_at,
       s.last_seen_at,
       s.refusal_noted_at,
       NOT p.access_on AS stopped,
       p.*
FROM session s
JOIN person_standing p ON p.person_id = s.person_id
WHERE p.active
  AND s.created_at >= p.sessions_valid_from
  AND tenure_now() < s.expires_at
  AND tenure_now() < s.idle_until
  -- Sessions from before a re-enabling don't come back to life (B3).
  AND (NOT p.access_on OR (s.closed_at IS NULL AND s.created_at >= p.access_from));

-- Disabled customers by name. A copy beside the row, written with it: were the instant of a stop part of
-- an index of customer, each stop would write all of that table's indexes anew.
CREATE TABLE held_customer (
  customer_id   uuid PRIMARY KEY REFERENCES customer,
  reseller_id   uuid NOT NULL,
  name_key      text COLLATE "und-x-icu" NOT NULL,
  reference_key text COLLATE "und-x-icu" NOT NULL,
  terminates_at timestamptz
);
CREATE INDEX held_customer_by_name
  ON held_customer (reseller_id, name_key, customer_id) INCLUDE (reference_key, terminates_at);
CREATE INDEX held_customer_all_by_name ON held_customer (name_key, customer_id) INCLUDE (reference_key, terminates_at);
INSERT INTO held_customer
SELECT id, reseller_id, name_key, reference_key, terminates_at
FROM customer
WHERE access_stopped_at IS NOT NULL;
DROP INDEX customer_held;
-- Room beside each row for its next version.
ALTER TABLE customer SET (fillfactor = 80);

-- With what a search looks at beside the order that the list is walked in, so that walking reads the index alone.
DROP INDEX customer_by_name;
DROP INDEX customer_all_by_name;
CREATE INDEX customer_by_name ON customer (reseller_id, name_key, id) INCLUDE (reference_key);
CREATE INDEX customer_all_by_name ON customer (name_key, id) INCLUDE (reference_key);

-- Texts alone are searched by their parts; dates are found by when they were.
DROP FUNCTION customer_search_text;
CREATE FUNCTION customer_search_text(name text, reference text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(concat_ws(E'\n', name, reference));
UPDATE customer_search s
SET words = customer_search_text(c.name, c.reference)
FROM customer c
WHERE c.id = s.customer_id;
