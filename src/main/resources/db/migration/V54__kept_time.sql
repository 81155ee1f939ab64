-- A15: what the database's clock says, before anything is made of it. Tests put another in its place.
CREATE FUNCTION tenure_clock() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN statement_timestamp();

-- One row, written once a second by each node and by nothing else: what time was known to be last. Commands don't
-- write it, or they would wait for one another; their instants are those of the intents.
CREATE TABLE clock_kept (
  one      boolean     PRIMARY KEY DEFAULT true CHECK (one),
  kept     timestamptz NOT NULL,
  -- A16: whether the clock has leapt and nobody has said that it is right.
  in_doubt boolean     NOT NULL DEFAULT false,
  -- How many times a step has ended: nodes whose number is another measure anew from what is kept.
  settled  bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 20, autovacuum_vacuum_threshold = 100000);
INSERT INTO clock_kept (kept) VALUES ('-infinity');

-- Each time that the clock was set back, or leapt.
CREATE TABLE clock_step (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text        NOT NULL CHECK (kind IN ('BACK', 'LEAP')),
  node       text        NOT NULL,
  -- What the time was by all that was known, and what the clock said then.
  known_at   timestamptz NOT NULL,
  clock_at   timestamptz NOT NULL,
  ended_at   timestamptz,
  outcome    text        CHECK (outcome IN ('CAUGHT_UP', 'RETURNED', 'CONFIRMED', 'MOVED')),
  ended_by   text,
  reason     text,
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX clock_step_open ON clock_step (kind) WHERE ended_at IS NULL;

CREATE FUNCTION refuse_rewriting_step() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL
     AND (OLD.id, OLD.kind, OLD.node, OLD.known_at, OLD.clock_at)
       = (NEW.id, NEW.kind, NEW.node, NEW.known_at, NEW.clock_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'steps of the clock stay as they were written: % refused', TG_OP;
END
$$;
CREATE TRIGGER clock_step_kept BEFORE UPDATE OR DELETE ON clock_step
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_step();
CREATE TRIGGER clock_step_not_truncated BEFORE TRUNCATE ON clock_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE INDEX account_intent_recorded ON account_intent (recorded_at);

-- A9, A15: "now" is this function and nothing else: the start of the statement, but never before what time was known
-- to be. While the clock is in doubt it goes by what nodes count alone (A16). It runs as its owner, so that it sees all
-- intents whoever asks. It isn't inlined: where rows are many, ask for (SELECT tenure_now()), which is asked once.
CREATE OR REPLACE FUNCTION tenure_now() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
  RETURN (
    SELECT CASE
      WHEN k.in_doubt THEN greatest(k.kept, i.decided)
      ELSE greatest(k.kept, i.decided, c.clock)
    END
    FROM (SELECT tenure_clock() AS clock) c
    CROSS JOIN (SELECT max(recorded_at) AS decided FROM account_intent) i
    LEFT JOIN clock_kept k ON true);

-- What time it is at least, whatever the clock says.
CREATE FUNCTION tenure_known() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
  RETURN greatest((SELECT kept FROM clock_kept), (SELECT max(recorded_at) FROM account_intent));

-- The instant of what is decided now. While time stands still each decision is a microsecond after all that came
-- before: nothing that was done at the same instant is taken for later than it.
CREATE FUNCTION tenure_next() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT CASE WHEN t.now = tenure_clock() THEN t.now ELSE t.now + interval '1 microsecond' END
    FROM (SELECT tenure_now() AS now OFFSET 0) t);

-- Accounts without an end needn't ask for the time.
CREATE OR REPLACE FUNCTION account_status(access_stopped_at timestamptz, terminates_at timestamptz)
  RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN terminates_at IS NOT NULL AND terminates_at <= tenure_now() THEN 'TERMINATED'
    WHEN access_stopped_at IS NOT NULL THEN 'DISABLED'
    ELSE 'ACTIVE'
  END;

-- A16: a clock in doubt may let nobody in who is out by it, since refusing can be made good.
CREATE FUNCTION account_open(access_stopped_at timestamptz, terminates_at timestamptz)
  RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN access_stopped_at IS NULL
    AND (terminates_at IS NULL OR terminates_at > tenure_now() AND terminates_at > tenure_clock());

CREATE OR REPLACE VIEW customer_dial AS
SELECT id AS customer_id,
       reseller_id,
       account_status(access_stopped_at, terminates_at) AS status,
       account_open(access_stopped_at, terminates_at) AS access_on,
       account_status(access_stopped_at, terminates_at) <> 'TERMINATED' AS collection_on,
       account_status(access_stopped_at, terminates_at) <> 'TERMINATED' AS billing_on,
       access_from,
       terminates_at
FROM customer;

CREATE OR REPLACE VIEW person_standing AS
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
         WHEN 'CUSTOMER' THEN account_open(c.access_stopped_at, c.terminates_at) AND c.id IS NOT NULL
       END AS access_on,
       coalesce(CASE p.level WHEN 'CUSTOMER' THEN c.access_from ELSE r.access_from END, '-infinity') AS access_from,
       CASE p.level WHEN 'CUSTOMER' THEN r.name END AS parent_name,
       CASE p.level WHEN 'CUSTOMER' THEN r.contact_email END AS parent_email,
       CASE p.level WHEN 'CUSTOMER' THEN r.contact_phone END AS parent_phone
FROM person p
LEFT JOIN customer c ON c.id = p.customer_id
LEFT JOIN reseller r ON r.id = coalesce(p.reseller_id, c.reseller_id);

-- As before, but the time is asked for once.
CREATE OR REPLACE VIEW session_standing AS
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
  AND tenure_now() < least(s.expires_at, s.idle_until)
  -- Sessions from before a re-enabling don't come back to life (B3).
  AND (NOT p.access_on OR (s.closed_at IS NULL AND s.access_from = p.access_from));
