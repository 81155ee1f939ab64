-- D15: where prices have tiers by volume, what one customer pays depends on all of its reseller's. So
-- that no page reads them all, how often each stretch of days occurs on the reseller's next invoice is
-- kept, and changes in the transaction of each act on licences and lives.
CREATE TABLE tally (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  reseller_id uuid        NOT NULL UNIQUE REFERENCES reseller,
  -- The month that the invoice charges in advance.
  period      date        NOT NULL,
  -- The terms, prices and closed months that it was counted under; see tally_mark.
  mark        text        NOT NULL,
  -- False while all customers are being counted; changes are added meanwhile.
  ready       boolean     NOT NULL DEFAULT false,
  begun_at    timestamptz NOT NULL
);

-- Changes, one row beside the other: nobody waits for anybody. What counts is their sum; now and then
-- rows are replaced by it. No foreign key: it would lock the tally's row for each change.
CREATE TABLE tally_count (
  tally_id    uuid     NOT NULL,
  reseller_id uuid     NOT NULL,
  part        text     NOT NULL,
  stretch     text     NOT NULL CHECK (stretch IN ('OWED_BEFORE', 'PAID_BEFORE', 'OWED')),
  days        smallint NOT NULL CHECK (days BETWEEN 1 AND 31),
  -- The tiers of their price: from how many, and what it is; empty where no tier decides what they cost.
  tiers       text     NOT NULL,
  -- At which of the prices they are charged already; zero for what is only owed.
  charged     bigint   NOT NULL,
  currency    text     NOT NULL,
  times       bigint   NOT NULL
) WITH (
  -- It stays small, and its rows don't stay long.
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000
);
CREATE INDEX tally_count_of_tally ON tally_count (tally_id);

-- Another word whenever the terms, a price or the closed months of the reseller are other ones: all
-- that decides days and prices beside the customers themselves. It never takes an earlier value again.
CREATE FUNCTION tally_mark(whose uuid) RETURNS text
  LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ',
           b.version,
           COALESCE((SELECT max(p.period) FROM billed_period p WHERE p.reseller_id = whose), 'epoch'),
           COALESCE((SELECT max(t.id) FROM billing_terms t WHERE t.reseller_id = whose), 0),
           (SELECT string_agg(concat(v.version, '@', extract(epoch FROM v.made_at)), ',' ORDER BY t.plan_id)
            FROM (SELECT DISTINCT plan_id FROM billing_terms WHERE reseller_id = whose) t
            CROSS JOIN LATERAL (
              SELECT max(p.version) AS version, max(p.made_at) AS made_at
              FROM plan_price p
              WHERE p.plan_id = t.plan_id) v))
  FROM reseller_billing b
  WHERE b.reseller_id = whose
$$;

-- The tally that a change of this transaction belongs to; none where nothing is counted. It can't be
-- replaced before the transaction ends: who replaces it takes the lock exclusively for a moment, so
-- each change is either counted with all customers or added. Lock and look are two statements.
CREATE FUNCTION open_tally(whose uuid) RETURNS TABLE (tally uuid, counted_period date, under text)
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('tally ' || whose, 0));
  RETURN QUERY
    SELECT t.id, t.period, t.mark
    FROM tally t
    WHERE t.reseller_id = whose
      AND t.mark = tally_mark(whose);
END
$$;
