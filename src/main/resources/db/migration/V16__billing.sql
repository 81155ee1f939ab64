-- What a user can hold a licence for. Of the parts on one ladder a higher rank includes the lower.
CREATE TABLE billing_part (
  number text    PRIMARY KEY,
  name   text    NOT NULL,
  role   text    NOT NULL,
  ladder text    NOT NULL DEFAULT '',
  rank   integer NOT NULL DEFAULT 0
);
INSERT INTO billing_part (number, name, role, ladder, rank) VALUES
  ('TEN-ESS', 'Essential User', 'User', '', 0),
  ('TEN-AGT', 'Agent add-on', 'Agent', '', 0),
  ('TEN-RT', 'Real-time add-on', 'Real-time', '', 0),
  ('TEN-SUP-1', 'Supervisor Reports', 'Supervisor', 'supervisor', 1),
  ('TEN-SUP-2', 'Supervisor Analytics', 'Supervisor', 'supervisor', 2),
  ('TEN-SUP-3', 'Supervisor Live Analytics', 'Supervisor', 'supervisor', 3),
  ('TEN-SUP-4', 'Supervisor Contact Centre', 'Supervisor', 'supervisor', 4);

-- What may be given to users of customers of a product type.
CREATE TABLE product_part (
  product_type text NOT NULL,
  part         text NOT NULL REFERENCES billing_part,
  PRIMARY KEY (product_type, part)
);
INSERT INTO product_part (product_type, part)
SELECT product, number
FROM (VALUES ('REPORTS', 1), ('ANALYTICS', 2), ('LIVE_ANALYTICS', 3), ('CONTACT_CENTRE', 4)) AS t (product, level)
JOIN billing_part ON (ladder = 'supervisor' AND rank <= level)
  OR number = 'TEN-ESS'
  OR (number = 'TEN-RT' AND level >= 3)
  OR (number = 'TEN-AGT' AND level >= 4);

CREATE TABLE price_plan (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  name       text        NOT NULL,
  currency   text        NOT NULL,
  version    bigint      NOT NULL DEFAULT 1,
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX price_plan_name ON price_plan (lower(name));

-- Versions of prices by date. Of two from the same day the one written later holds.
CREATE TABLE plan_price (
  plan_id      uuid        NOT NULL REFERENCES price_plan,
  version      bigint      NOT NULL,
  part         text        NOT NULL REFERENCES billing_part,
  valid_from   date        NOT NULL,
  credit       text        NOT NULL CHECK (credit IN ('NONE', 'DAILY')),
  minimum_days integer     NOT NULL CHECK (minimum_days >= 0),
  -- Tiers by volume: so many licences or more, and the price per month in minor units.
  tier_from    integer[]   NOT NULL,
  tier_price   bigint[]    NOT NULL,
  made_by      text        NOT NULL,
  made_at      timestamptz NOT NULL,
  PRIMARY KEY (plan_id, version, part),
  CHECK (cardinality(tier_from) = cardinality(tier_price) AND tier_from[1] = 1)
);
CREATE TRIGGER plan_price_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_price
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who issues invoices. Its next number is taken in the transaction that issues, so there are no holes.
CREATE TABLE issuer (
  id          uuid PRIMARY KEY,
  name        text   NOT NULL,
  address     text   NOT NULL DEFAULT '',
  tax_number  text   NOT NULL DEFAULT '',
  prefix      text   NOT NULL,
  next_number bigint NOT NULL DEFAULT 1,
  version     bigint NOT NULL DEFAULT 1
);
INSERT INTO issuer (id, name, prefix) VALUES ('00000000-0000-0000-0000-000000000001', 'Tenure', 'T-');

-- On what terms a reseller is charged. One without a row is not charged.
CREATE TABLE reseller_billing (
  reseller_id   uuid PRIMARY KEY REFERENCES reseller,
  plan_id       uuid        NOT NULL REFERENCES price_plan,
  issuer_id     uuid        NOT NULL REFERENCES issuer,
  -- First day that is charged, in the reseller's zone.
  billed_from   date        NOT NULL,
  code          text        NOT NULL DEFAULT '',
  address       text        NOT NULL DEFAULT '',
  tax_number    text        NOT NULL DEFAULT '',
  discount_name text        NOT NULL DEFAULT '',
  -- Both in hundredths of a per cent.
  discount      integer     NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND 10000),
  tax_name      text        NOT NULL DEFAULT '',
  tax           integer     NOT NULL DEFAULT 0 CHECK (tax BETWEEN 0 AND 10000),
  -- What users found in phone systems get by themselves; null for nothing.
  found_part    text REFERENCES billing_part,
  version       bigint      NOT NULL,
  changed_by    text        NOT NULL,
  changed_at    timestamptz NOT NULL
);

-- Users as holders of licences: people, agents found in a phone system, or known by name alone.
CREATE TABLE licence_holder (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id uuid NOT NULL REFERENCES customer,
  name        text NOT NULL,
  person_id   uuid UNIQUE REFERENCES person,
  agent_id    uuid UNIQUE REFERENCES agent
);
CREATE INDEX licence_holder_of_customer ON licence_holder (customer_id);

-- D1: local days of the reseller's zone. The key keeps two of one part and user from overlapping.
CREATE TABLE licence (
  holder_id   uuid        NOT NULL REFERENCES licence_holder,
  part        text        NOT NULL REFERENCES billing_part,
  during      daterange   NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  customer_id uuid        NOT NULL REFERENCES customer,
  given_by    text        NOT NULL,
  given_at    timestamptz NOT NULL,
  taken_by    text,
  taken_at    timestamptz,
  PRIMARY KEY (holder_id, part, during WITHOUT OVERLAPS)
);
CREATE INDEX licence_of_customer ON licence (customer_id);

-- Counts the changes of a customer's licences, for the fingerprint of warning screens (G).
CREATE TABLE licence_mark (
  customer_id uuid   PRIMARY KEY REFERENCES customer,
  changes     bigint NOT NULL
);

-- D7: that the end of a trial was announced.
CREATE TABLE trial_notice (
  customer_id uuid        NOT NULL REFERENCES customer,
  trial_until date        NOT NULL,
  noticed_at  timestamptz NOT NULL,
  PRIMARY KEY (customer_id, trial_until)
);
CREATE INDEX customer_in_trial ON customer (trial_until) WHERE trial_until IS NOT NULL;
