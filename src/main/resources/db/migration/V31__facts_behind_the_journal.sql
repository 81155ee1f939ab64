-- Events are acknowledged once the journal has them; their facts follow in transactions of their own. A row
-- for each transaction of the journal whose facts haven't followed yet: who finds one that is old, say after
-- a crash, makes the facts of the journal's events of that instant in those of the 64 lanes.
CREATE TABLE intake_unfolded (
  id          uuid PRIMARY KEY,
  lanes       bigint NOT NULL,
  received_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- The journal is read by the instant of receiving as well, always near its newest end.
DROP INDEX intake_event_time;
CREATE INDEX intake_event_time ON intake_event
  USING brin (occurred_at, received_at) WITH (pages_per_range = 16, autosummarize = on);
