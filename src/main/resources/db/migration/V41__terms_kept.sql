-- D11: how each reseller was charged, from when on. Prices have their versions in plan_price.
CREATE TABLE billing_terms (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   uuid        NOT NULL REFERENCES reseller,
  since         timestamptz NOT NULL,
  plan_id       uuid        NOT NULL REFERENCES price_plan,
  time_zone     text        NOT NULL,
  discount_name text        NOT NULL,
  discount      integer     NOT NULL,
  tax_name      text        NOT NULL,
  tax           integer     NOT NULL
);
CREATE INDEX billing_terms_of_reseller ON billing_terms (reseller_id, id);
INSERT INTO billing_terms (
  reseller_id, since, plan_id, time_zone, discount_name, discount, tax_name, tax)
SELECT b.reseller_id, b.changed_at, b.plan_id, r.time_zone, b.discount_name, b.discount, b.tax_name, b.tax
FROM reseller_billing b
JOIN reseller r ON r.id = b.reseller_id;
CREATE TRIGGER billing_terms_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_terms
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever changes them, in whatever table, they are kept.
CREATE FUNCTION keep_billing_terms() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  -- The column that names the reseller is the trigger's argument.
  whose uuid := CAST(to_jsonb(NEW) ->> TG_ARGV[0] AS uuid);
BEGIN
  INSERT INTO billing_terms (
    reseller_id, since, plan_id, time_zone, discount_name, discount, tax_name, tax)
  SELECT b.reseller_id, tenure_now(), b.plan_id, r.time_zone, b.discount_name, b.discount, b.tax_name, b.tax
  FROM reseller_billing b
  JOIN reseller r ON r.id = b.reseller_id
  WHERE b.reseller_id = whose
    AND NOT EXISTS (
      SELECT 1
      FROM (SELECT * FROM billing_terms t WHERE t.reseller_id = whose ORDER BY t.id DESC LIMIT 1) AS last
      WHERE (last.plan_id, last.time_zone, last.discount_name, last.discount, last.tax_name, last.tax)
          = (b.plan_id, r.time_zone, b.discount_name, b.discount, b.tax_name, b.tax));
  RETURN NULL;
END
$$;
CREATE TRIGGER reseller_billing_terms
  AFTER INSERT OR UPDATE ON reseller_billing
  FOR EACH ROW EXECUTE FUNCTION keep_billing_terms('reseller_id');
CREATE TRIGGER reseller_terms
  AFTER UPDATE OF time_zone ON reseller
  FOR EACH ROW EXECUTE FUNCTION keep_billing_terms('id');

-- Under which of them a month was closed; null for months from before they were kept.
ALTER TABLE billed_period
  ADD COLUMN terms_id     bigint REFERENCES billing_terms,
  ADD COLUMN plan_version bigint;

-- The terms that lines of an invoice were made under, by the number that the lines name.
CREATE TABLE invoice_terms (
  invoice_id    uuid     NOT NULL REFERENCES invoice DEFERRABLE INITIALLY DEFERRED,
  no            smallint NOT NULL,
  plan_id       uuid     NOT NULL,
  plan_version  bigint   NOT NULL,
  plan_name     text     NOT NULL,
  currency      text     NOT NULL,
  time_zone     text     NOT NULL,
  discount_name text     NOT NULL,
  discount      integer  NOT NULL,
  tax_name      text     NOT NULL,
  tax           integer  NOT NULL,
  PRIMARY KEY (invoice_id, no)
);
CREATE TRIGGER invoice_terms_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_terms
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- All are null on lines from before.
ALTER TABLE invoice_line
  ADD COLUMN terms    smallint,
  -- So many licences or more have the price (D15).
  ADD COLUMN tier     integer,
  -- The line of the invoice of the month before that it gives back or adjusts.
  ADD COLUMN corrects integer,
  -- What a discount or tax was computed from.
  ADD COLUMN base     bigint;
