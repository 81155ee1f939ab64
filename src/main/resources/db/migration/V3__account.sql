CREATE TABLE reseller (
  id                uuid PRIMARY KEY DEFAULT uuidv7(),
  name              text        NOT NULL,
  country           text        NOT NULL,
  time_zone         text        NOT NULL,
  currency          text        NOT NULL,
  contact_name      text        NOT NULL,
  contact_email     text        NOT NULL,
  contact_phone     text        NOT NULL,
  trial_days_max    integer     NOT NULL DEFAULT 0 CHECK (trial_days_max >= 0),
  created_at        timestamptz NOT NULL,
  version           bigint      NOT NULL,
  changed_what      text        NOT NULL,
  changed_by        text        NOT NULL,
  changed_at        timestamptz NOT NULL,
  -- Fold of the intents (A3): see the same columns of customer.
  access_from       timestamptz NOT NULL,
  access_stopped_at timestamptz,
  hold_count        integer     NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX reseller_name ON reseller (lower(name));

CREATE TABLE customer (
  id                uuid PRIMARY KEY DEFAULT uuidv7(),
  reseller_id       uuid        NOT NULL REFERENCES reseller,
  name              text        NOT NULL,
  reference         text        NOT NULL DEFAULT '',
  -- What lists are sorted by, as people sort: without case, accents beside their letters.
  name_key          text COLLATE "und-x-icu" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
  reference_key     text COLLATE "und-x-icu" NOT NULL GENERATED ALWAYS AS (lower(reference)) STORED,
  product_type      text        NOT NULL,
  country           text        NOT NULL,
  time_zone         text        NOT NULL,
  notes             text        NOT NULL DEFAULT '',
  trial_until       date,
  created_at        timestamptz NOT NULL,
  created_by        text        NOT NULL,
  version           bigint      NOT NULL,
  -- The newest change, told to whoever comes too late (A10).
  changed_what      text        NOT NULL,
  changed_by        text        NOT NULL,
  changed_at        timestamptz NOT NULL,
  -- The fold of the intents (A3), written in their transaction, rebuilt and compared by verify.
  service_from      timestamptz NOT NULL,
  -- Sessions that began before this instant are dead for good (B3).
  access_from       timestamptz NOT NULL,
  -- Since when at least one hold stands; null while none does (A5).
  access_stopped_at timestamptz,
  hold_count        integer     NOT NULL DEFAULT 0,
  -- T: past (terminated) or future (scheduled); null while none is set.
  terminates_at     timestamptz
);
CREATE INDEX customer_by_name ON customer (reseller_id, name_key, id);
CREATE INDEX customer_by_created ON customer (reseller_id, created_at, id);
CREATE INDEX customer_by_reference ON customer (reseller_id, reference_key, id);
CREATE INDEX customer_held ON customer (reseller_id, name_key, id) INCLUDE (terminates_at)
  WHERE access_stopped_at IS NOT NULL;
CREATE INDEX customer_ending ON customer (reseller_id, name_key, id) WHERE terminates_at IS NOT NULL;
CREATE INDEX customer_end ON customer (reseller_id, terminates_at) WHERE terminates_at IS NOT NULL;
-- The same for Support, over all resellers.
CREATE INDEX customer_all_by_name ON customer (name_key, id);
CREATE INDEX customer_all_by_created ON customer (created_at, id);
CREATE INDEX customer_all_by_reference ON customer (reference_key, id);

-- Words of the grid's visible columns, for partial matches. Apart from the customer, since every
-- change of an account's life rewrites that row and would pay for this index each time.
CREATE TABLE customer_search (
  customer_id uuid PRIMARY KEY REFERENCES customer,
  words       text NOT NULL
);
CREATE INDEX customer_search_words ON customer_search USING gin (words gin_trgm_ops);

-- The words of the grid's columns as its reader sees them, the date in the reseller's zone.
CREATE FUNCTION customer_search_text(
  name text, reference text, created_at timestamptz, reseller_zone text)
  RETURNS text
  LANGUAGE sql STABLE
  RETURN lower(concat_ws(E'\n', name, reference,
    to_char(created_at AT TIME ZONE reseller_zone, 'FMDD Mon YYYY')));

-- A4 in SQL, once: nothing else computes a status.
CREATE FUNCTION account_status(access_stopped_at timestamptz, terminates_at timestamptz)
  RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN terminates_at <= tenure_now() THEN 'TERMINATED'
    WHEN access_stopped_at IS NOT NULL THEN 'DISABLED'
    ELSE 'ACTIVE'
  END;

-- The dials as each subsystem reads them (A4). A hold on the reseller is not among them (A14).
CREATE VIEW customer_dial AS
SELECT id AS customer_id,
       reseller_id,
       account_status(access_stopped_at, terminates_at) AS status,
       account_status(access_stopped_at, terminates_at) = 'ACTIVE' AS access_on,
       account_status(access_stopped_at, terminates_at) <> 'TERMINATED' AS collection_on,
       account_status(access_stopped_at, terminates_at) <> 'TERMINATED' AS billing_on,
       access_from,
       terminates_at
FROM customer;

CREATE VIEW reseller_dial AS
SELECT id AS reseller_id,
       access_stopped_at IS NULL AS access_on,
       access_from
FROM reseller;

-- A3: the truth. One row per intent; version is the account's version that it made.
CREATE TABLE account_intent (
  account_id   uuid        NOT NULL,
  version      bigint      NOT NULL,
  kind         text        NOT NULL,
  hold_owner   text,
  actor_id     uuid,
  actor_name   text        NOT NULL,
  actor_level  text        NOT NULL,
  reason_code  text        NOT NULL,
  reason       text        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  effective_at timestamptz NOT NULL,
  -- A8: what the person picked; the instant above rules.
  local_input  timestamp,
  input_zone   text,
  PRIMARY KEY (account_id, version)
);
CREATE TRIGGER account_intent_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON account_intent
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- C1: facts refer to the period that covers them, and the database keeps them inside it.
-- Its row lock also orders a termination against writers in flight.
CREATE TABLE service_period (
  customer_id uuid      NOT NULL REFERENCES customer,
  during      tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  PRIMARY KEY (customer_id, during WITHOUT OVERLAPS)
);

-- A12: effects still to be carried out; "due and not done".
CREATE TABLE effect (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id      uuid        NOT NULL,
  account_version bigint      NOT NULL,
  kind            text        NOT NULL,
  due_at          timestamptz NOT NULL,
  next_try_at     timestamptz NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  last_error      text,
  done_at         timestamptz,
  outcome         text
);
CREATE INDEX effect_due ON effect (next_try_at) WHERE done_at IS NULL;
CREATE INDEX effect_of_account ON effect (account_id, account_version);

-- E4: what resellers ask of Support.
CREATE TABLE reinstatement_request (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id  uuid        NOT NULL REFERENCES customer,
  requested_at timestamptz NOT NULL,
  requested_by text        NOT NULL,
  note         text        NOT NULL,
  settled_at   timestamptz,
  settled_by   text,
  outcome      text
);
CREATE UNIQUE INDEX reinstatement_request_open ON reinstatement_request (customer_id) WHERE settled_at IS NULL;
