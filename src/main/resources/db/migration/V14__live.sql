-- What a customer's people set for themselves, beyond the figures of V9.
ALTER TABLE customer_measures
  -- Numbers that begin so are internal too, whatever their length.
  ADD COLUMN internal_prefixes text[]      NOT NULL DEFAULT '{}',
  -- False until somebody set thresholds; then those of live_threshold hold, even if there are none.
  ADD COLUMN own_thresholds    boolean     NOT NULL DEFAULT false,
  -- A10: who changed it last, for whoever comes too late.
  ADD COLUMN changed_by        text        NOT NULL DEFAULT '',
  ADD COLUMN changed_at        timestamptz NOT NULL DEFAULT '-infinity';

-- From which figure on the live page draws attention to a tile, or to a queue's cell.
CREATE TABLE live_threshold (
  customer_id uuid    NOT NULL REFERENCES customer,
  -- Order in which they are shown for editing, from 1.
  seq         integer NOT NULL,
  figure      text    NOT NULL,
  comparison  text    NOT NULL CHECK (comparison IN ('GT', 'GE', 'LT', 'LE', 'BETWEEN')),
  -- In the figure's own unit: a number, seconds or per cent.
  bound       integer NOT NULL,
  -- Inclusive, as the bound is then; null unless between.
  upper_bound integer,
  tone        text    NOT NULL CHECK (tone IN ('GOOD', 'WATCH', 'ALARM')),
  -- What is shown beside the colour; '' for the tone's usual word.
  word        text    NOT NULL,
  PRIMARY KEY (customer_id, seq),
  CHECK ((comparison = 'BETWEEN') = (upper_bound IS NOT NULL)),
  CHECK (upper_bound >= bound)
);
