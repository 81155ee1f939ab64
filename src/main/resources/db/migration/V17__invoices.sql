-- An issued invoice with all that is printed on it, as it was then.
CREATE TABLE invoice (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  issuer_id           uuid        NOT NULL REFERENCES issuer,
  number              bigint      NOT NULL,
  -- As printed: the issuer's prefix and the number.
  name                text        NOT NULL,
  reseller_id         uuid        NOT NULL REFERENCES reseller,
  kind                text        NOT NULL CHECK (kind IN ('PERIODIC', 'AD_HOC')),
  -- First day of the month that it charges in advance; null for an ad hoc one.
  period              date CHECK (extract(day FROM period) = 1),
  currency            text        NOT NULL,
  time_zone           text        NOT NULL,
  net                 bigint      NOT NULL,
  total               bigint      NOT NULL,
  line_count          integer     NOT NULL,
  issued_at           timestamptz NOT NULL,
  issued_by           text        NOT NULL,
  reason              text        NOT NULL,
  plan_name           text        NOT NULL,
  reseller_name       text        NOT NULL,
  reseller_code       text        NOT NULL,
  reseller_address    text        NOT NULL,
  reseller_tax_number text        NOT NULL,
  issuer_name         text        NOT NULL,
  issuer_address      text        NOT NULL,
  issuer_tax_number   text        NOT NULL,
  UNIQUE (issuer_id, number),
  CHECK ((kind = 'PERIODIC') = (period IS NOT NULL))
);
-- D8: one for each reseller and period.
CREATE UNIQUE INDEX invoice_once ON invoice (reseller_id, period);
CREATE INDEX invoice_of_reseller ON invoice (reseller_id, issued_at DESC, id DESC);
CREATE INDEX invoice_newest ON invoice (issued_at DESC, id DESC);

-- One customer's consecutive lines.
CREATE TABLE invoice_share (
  -- The head, which takes the number, is written last: see to it at commit.
  invoice_id  uuid    NOT NULL REFERENCES invoice DEFERRABLE INITIALLY DEFERRED,
  customer_id uuid    NOT NULL,
  name        text    NOT NULL,
  reference   text    NOT NULL,
  first_seq   integer NOT NULL,
  line_count  integer NOT NULL,
  -- Before discount and tax.
  net         bigint  NOT NULL,
  PRIMARY KEY (invoice_id, customer_id)
);
CREATE INDEX invoice_share_of_customer ON invoice_share (customer_id);

-- What the parts on an invoice were called.
CREATE TABLE invoice_part (
  invoice_id uuid NOT NULL REFERENCES invoice DEFERRABLE INITIALLY DEFERRED,
  number     text NOT NULL,
  name       text NOT NULL,
  role       text NOT NULL,
  PRIMARY KEY (invoice_id, number)
);

-- Lines in calculation order. They come by millions in one night: no foreign key, which would look up
-- the same invoice for each of them; verify does.
CREATE TABLE invoice_line (
  invoice_id   uuid     NOT NULL,
  seq          integer  NOT NULL,
  kind         text     NOT NULL,
  customer_id  uuid,
  holder_id    uuid,
  holder_name  text     NOT NULL,
  part         text     NOT NULL,
  -- Days [from, until) within one calendar month, and that month's length (D3).
  from_day     date,
  until_day    date,
  month_days   smallint NOT NULL,
  per_month    bigint   NOT NULL,
  basis_points integer  NOT NULL,
  text         text     NOT NULL,
  amount       bigint   NOT NULL,
  PRIMARY KEY (invoice_id, seq)
);

CREATE TRIGGER invoice_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER invoice_share_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_share
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER invoice_part_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_part
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER invoice_line_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- D8: a period that is closed for a reseller. One without anything to charge has no invoice.
CREATE TABLE billed_period (
  reseller_id uuid        NOT NULL REFERENCES reseller,
  period      date        NOT NULL,
  invoice_id  uuid REFERENCES invoice,
  closed_at   timestamptz NOT NULL,
  PRIMARY KEY (reseller_id, period)
);

-- A run over all resellers that are due. What it did stands in its results; it goes on until finished.
CREATE TABLE billing_run (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  period      date        NOT NULL,
  dry         boolean     NOT NULL,
  asked_by    text        NOT NULL,
  asked_at    timestamptz NOT NULL,
  resellers   integer,
  finished_at timestamptz
);
CREATE INDEX billing_run_newest ON billing_run (asked_at DESC, id DESC);
CREATE INDEX billing_run_open ON billing_run (asked_at) WHERE finished_at IS NULL;

CREATE TABLE billing_run_result (
  run_id       uuid        NOT NULL REFERENCES billing_run,
  reseller_id  uuid        NOT NULL REFERENCES reseller,
  period       date        NOT NULL,
  at           timestamptz NOT NULL,
  -- ISSUED, NOTHING (to charge), DRAFT (a dry run's), FAILED.
  outcome      text        NOT NULL,
  invoice_id   uuid REFERENCES invoice,
  currency     text        NOT NULL,
  total        bigint      NOT NULL,
  -- Total of the invoice of the month before, nought without one.
  total_before bigint      NOT NULL,
  -- Customers on this one and not on that one, and the other way round.
  gained       integer     NOT NULL,
  lost         integer     NOT NULL,
  error        text        NOT NULL,
  PRIMARY KEY (run_id, reseller_id, period)
);
CREATE INDEX billing_run_failed ON billing_run_result (reseller_id, at) WHERE outcome = 'FAILED';
