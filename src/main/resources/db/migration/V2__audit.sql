-- F1, F2. One chain per account and one per organisation; a chain's head row orders its writers.
CREATE TABLE audit_chain (
  chain_id uuid PRIMARY KEY,
  seq      bigint NOT NULL,
  hash     bytea  NOT NULL
);

CREATE TABLE audit_entry (
  chain_id     uuid        NOT NULL,
  seq          bigint      NOT NULL,
  at           timestamptz NOT NULL,
  action       text        NOT NULL,
  outcome      text        NOT NULL,
  actor_id     uuid,
  actor_name   text        NOT NULL,
  actor_level  text        NOT NULL,
  address      text        NOT NULL,
  reseller_id  uuid,
  customer_id  uuid,
  subject      text        NOT NULL,
  reason       text        NOT NULL,
  before_state text        NOT NULL,
  after_state  text        NOT NULL,
  audience     text        NOT NULL CHECK (audience IN ('CUSTOMER', 'RESELLER', 'SUPPORT')),
  hash         bytea       NOT NULL,
  PRIMARY KEY (chain_id, seq)
);

CREATE INDEX audit_entry_at ON audit_entry (at DESC);
CREATE INDEX audit_entry_reseller ON audit_entry (reseller_id, at DESC);
CREATE INDEX audit_entry_customer ON audit_entry (customer_id, at DESC);

CREATE TRIGGER audit_entry_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
