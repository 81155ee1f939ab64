-- What imports remember of a source's queue_log, so that a log that is imported as it grows gives the same as one
-- that is imported whole (C5): stretches that were read, with the agents as they were at the end of each.
CREATE TABLE queue_log_known (
  source_id uuid        NOT NULL REFERENCES source,
  -- A word of the first line, empty where that wasn't kept: a log that begins with it is the same once more.
  head      text        NOT NULL,
  since     timestamptz NOT NULL,
  until     timestamptz NOT NULL,
  -- Words of the agents' lines in the last second, in their order.
  tail      jsonb       NOT NULL,
  agents    jsonb       NOT NULL,
  -- Callers who waited when the newest import ended.
  waiting   jsonb       NOT NULL,
  PRIMARY KEY (source_id, since),
  CHECK (since <= until)
);

-- Calls that go on under another name than they entered their queue with, since they took another channel's place.
CREATE TABLE queue_log_renamed (
  source_id  uuid NOT NULL REFERENCES source,
  call_ref   text NOT NULL,
  entered_as text NOT NULL,
  PRIMARY KEY (source_id, call_ref)
);
