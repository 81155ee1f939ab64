-- People belong to one organisation for good: Support, a reseller, or a customer.
CREATE TABLE person (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  level               text        NOT NULL CHECK (level IN ('SUPPORT', 'RESELLER', 'CUSTOMER')),
  reseller_id         uuid REFERENCES reseller,
  customer_id         uuid REFERENCES customer,
  display_name        text        NOT NULL,
  email               text        NOT NULL,
  -- Null until the person has chosen a password.
  password_hash       text,
  permissions         text[]      NOT NULL,
  active              boolean     NOT NULL DEFAULT true,
  created_at          timestamptz NOT NULL,
  activated_at        timestamptz,
  last_sign_in_at     timestamptz,
  version             bigint      NOT NULL DEFAULT 1,
  -- Sessions that began before this instant are dead: signed out everywhere.
  sessions_valid_from timestamptz NOT NULL,
  CHECK ((level = 'RESELLER') = (reseller_id IS NOT NULL)),
  CHECK ((level = 'CUSTOMER') = (customer_id IS NOT NULL)),
  CHECK ((password_hash IS NULL) = (activated_at IS NULL))
);
CREATE UNIQUE INDEX person_email ON person (lower(email));
CREATE INDEX person_of_customer ON person (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX person_of_reseller ON person (reseller_id) WHERE reseller_id IS NOT NULL;

CREATE TABLE session (
  id               uuid PRIMARY KEY DEFAULT uuidv7(),
  -- SHA-256 of the token in the browser's cookie; the token itself is nowhere.
  token_hash       bytea       NOT NULL UNIQUE,
  person_id        uuid        NOT NULL REFERENCES person,
  -- The person's customer or reseller; null for Support.
  account_id       uuid,
  created_at       timestamptz NOT NULL,
  last_seen_at     timestamptz NOT NULL,
  idle_until       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  address          text        NOT NULL,
  user_agent       text        NOT NULL,
  -- Ended because the account was stopped; the row stays so that its browser is told so.
  closed_at        timestamptz,
  -- When a refusal of this session was last written to the trail: one a minute at most.
  refusal_noted_at timestamptz
);
CREATE INDEX session_of_person ON session (person_id);
CREATE INDEX session_of_account ON session (account_id) WHERE closed_at IS NULL;
CREATE INDEX session_by_expiry ON session (expires_at);

-- One-time links. A link for the very first Support person belongs to nobody yet.
CREATE TABLE login_link (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  token_hash bytea       NOT NULL UNIQUE,
  kind       text        NOT NULL CHECK (kind IN ('ACTIVATE', 'RESET', 'FIRST')),
  person_id  uuid REFERENCES person,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- Used, or replaced by a newer one.
  used_at    timestamptz,
  CHECK ((kind = 'FIRST') = (person_id IS NULL))
);
CREATE INDEX login_link_of_person ON login_link (person_id) WHERE used_at IS NULL;
CREATE INDEX login_link_by_expiry ON login_link (expires_at);

-- Guesses within a window, by rule and by what the rule counts (an address, an e-mail address).
CREATE TABLE sign_in_throttle (
  rule    text        NOT NULL,
  subject text        NOT NULL,
  tries   bigint      NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (rule, subject)
);
CREATE INDEX sign_in_throttle_by_end ON sign_in_throttle (ends_at);

-- B1, in one place: whether the account that a person belongs to lets its people in. A customer's
-- person depends on the customer alone, not on the reseller above it (A14). An account without a
-- dial lets nobody in.
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
       coalesce(p.reseller_id, c.reseller_id) AS reseller_id,
       p.customer_id,
       coalesce(p.customer_id, p.reseller_id) AS account_id,
       coalesce(c.name, own.name, 'Support') AS organisation,
       coalesce(c.time_zone, own.time_zone, 'UTC') AS time_zone,
       CASE p.level
         WHEN 'SUPPORT' THEN true
         WHEN 'RESELLER' THEN coalesce(rd.access_on, false)
         WHEN 'CUSTOMER' THEN coalesce(cd.access_on, false)
       END AS access_on,
       coalesce(cd.access_from, rd.access_from, '-infinity') AS access_from,
       parent.name AS parent_name,
       parent.contact_email AS parent_email,
       parent.contact_phone AS parent_phone
FROM person p
LEFT JOIN customer c ON c.id = p.customer_id
LEFT JOIN customer_dial cd ON cd.customer_id = p.customer_id
LEFT JOIN reseller parent ON parent.id = c.reseller_id
LEFT JOIN reseller own ON own.id = p.reseller_id
LEFT JOIN reseller_dial rd ON rd.reseller_id = p.reseller_id;

-- The gate (B1 to B3): sessions that are good in themselves, and whether their account admits them.
-- Whoever is not in this view has no session.
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
