-- One phone system connection. Its key is shown once; only the hash is kept.
CREATE TABLE source (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  reseller_id   uuid        NOT NULL REFERENCES reseller,
  name          text        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('HTTP')),
  key_hash      bytea       NOT NULL UNIQUE,
  key_hint      text        NOT NULL,
  key_rolled_at timestamptz NOT NULL,
  created_at    timestamptz NOT NULL,
  version       bigint      NOT NULL
);
CREATE INDEX source_of_reseller ON source (reseller_id, name, id);

-- Whose events they are: an event's account picks the customer, '' is the one without (C8).
CREATE TABLE source_customer (
  source_id    uuid NOT NULL REFERENCES source,
  account_code text NOT NULL DEFAULT '',
  customer_id  uuid NOT NULL REFERENCES customer,
  PRIMARY KEY (source_id, account_code)
);
CREATE INDEX source_customer_customer ON source_customer (customer_id);

-- C7: what became of a source's events, by UTC day.
CREATE TABLE intake_count (
  source_id uuid   NOT NULL REFERENCES source,
  day       date   NOT NULL,
  reason    text   NOT NULL,
  n         bigint NOT NULL,
  PRIMARY KEY (source_id, day, reason)
);

-- C6: the journal. Calls and agent intervals are a pure function of it and can be rebuilt from it.
CREATE TABLE intake_event (
  source_id       uuid        NOT NULL,
  source_event_id text        NOT NULL,
  customer_id     uuid        NOT NULL,
  -- Exactly one of the two: of which call or of which agent it tells.
  call_ref        text,
  agent_ref       text,
  occurred_at     timestamptz NOT NULL,
  received_at     timestamptz NOT NULL,
  type            text        NOT NULL,
  body            jsonb       NOT NULL,
  PRIMARY KEY (source_id, source_event_id),
  CHECK (num_nonnulls(call_ref, agent_ref) = 1)
);
CREATE INDEX intake_event_call ON intake_event (customer_id, call_ref, source_id) WHERE call_ref IS NOT NULL;
CREATE INDEX intake_event_agent
  ON intake_event (customer_id, agent_ref, source_id, occurred_at) WHERE agent_ref IS NOT NULL;
CREATE INDEX intake_event_time ON intake_event (customer_id, occurred_at);

CREATE TABLE agent (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id uuid NOT NULL REFERENCES customer,
  source_id   uuid NOT NULL REFERENCES source,
  agent_ref   text NOT NULL,
  -- The newest that its events told, '' until one does.
  name        text NOT NULL DEFAULT '',
  named_at    timestamptz NOT NULL DEFAULT '-infinity',
  UNIQUE (customer_id, source_id, agent_ref)
);

-- C1 in the schema: during lies inside the service periods of the customer, or the row is refused.
-- An open call reaches as far as what is known of it: one microsecond beyond its last event.
CREATE TABLE call (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id  uuid        NOT NULL,
  source_id    uuid        NOT NULL,
  call_ref     text        NOT NULL,
  -- Start of the service period that it belongs to.
  service_from timestamptz NOT NULL,
  direction    text        NOT NULL,
  caller       text        NOT NULL,
  called       text        NOT NULL,
  -- The last queue and agent that it reached; '' for none.
  queue        text        NOT NULL,
  agent_ref    text        NOT NULL,
  started_at   timestamptz NOT NULL,
  -- From when the caller waited: the first queue, or the start.
  waiting_from timestamptz NOT NULL,
  answered_at  timestamptz,
  -- Null while open. Where service ended meanwhile, call_seen tells the end.
  ended_at     timestamptz,
  until        timestamptz NOT NULL,
  ended_by     text,
  outcome      text,
  state        text        NOT NULL,
  state_since  timestamptz NOT NULL,
  -- Completed holds; the present one began at held_since.
  held         interval    NOT NULL,
  held_since   timestamptz,
  -- Whom it rings now, '' for nobody.
  offered_to   text        NOT NULL,
  offered_at   timestamptz,
  during       tstzrange   NOT NULL GENERATED ALWAYS AS (tstzrange(started_at, until)) STORED,
  UNIQUE (customer_id, call_ref, source_id, service_from),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  FOREIGN KEY (customer_id, PERIOD during) REFERENCES service_period (customer_id, PERIOD during)
);
-- Serves overlaps, the cut at T, and the foreign key's check when a period gets its end.
CREATE INDEX call_during ON call USING gist (customer_id, during);
CREATE INDEX call_started ON call (customer_id, started_at, id);
CREATE INDEX call_open ON call (customer_id) WHERE ended_at IS NULL;

CREATE TABLE segment (
  call_id     uuid        NOT NULL REFERENCES call ON DELETE CASCADE,
  seq         integer     NOT NULL,
  customer_id uuid        NOT NULL,
  kind        text        NOT NULL,
  queue       text        NOT NULL,
  agent_ref   text        NOT NULL,
  target      text        NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  until       timestamptz NOT NULL,
  held        interval    NOT NULL,
  result      text        NOT NULL,
  during      tstzrange   NOT NULL GENERATED ALWAYS AS (tstzrange(started_at, until)) STORED,
  PRIMARY KEY (call_id, seq),
  FOREIGN KEY (customer_id, PERIOD during) REFERENCES service_period (customer_id, PERIOD during)
);
CREATE INDEX segment_during ON segment USING gist (customer_id, during);

-- What an agent was from one of its events to the next; no row while logged out.
CREATE TABLE agent_interval (
  agent_id     uuid        NOT NULL REFERENCES agent,
  customer_id  uuid        NOT NULL,
  service_from timestamptz NOT NULL,
  status       text        NOT NULL,
  reason       text        NOT NULL,
  started_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  until        timestamptz NOT NULL,
  ended_by     text,
  during       tstzrange   NOT NULL GENERATED ALWAYS AS (tstzrange(started_at, until)) STORED,
  PRIMARY KEY (agent_id, during WITHOUT OVERLAPS),
  FOREIGN KEY (customer_id, PERIOD during) REFERENCES service_period (customer_id, PERIOD during)
);
CREATE INDEX agent_interval_during ON agent_interval USING gist (customer_id, during);
CREATE INDEX agent_interval_started ON agent_interval (agent_id, started_at);
CREATE INDEX agent_interval_open ON agent_interval (customer_id) WHERE ended_at IS NULL;

-- A2, C4: what is open in a period whose T has passed reads as cut at T, whether or not the cut has
-- been written down yet. Whoever shows calls or agents reads these.
CREATE VIEW call_seen AS
SELECT c.id, c.customer_id, c.source_id, c.call_ref, c.service_from, c.direction, c.caller, c.called,
       c.queue, c.agent_ref, COALESCE(NULLIF(a.name, ''), c.agent_ref) AS agent_name,
       c.started_at, c.waiting_from, c.answered_at,
       COALESCE(c.ended_at, p.ended) AS ended_at,
       CASE WHEN p.ended IS NULL THEN c.ended_by ELSE 'TERMINATION' END AS ended_by,
       CASE
         WHEN p.ended IS NULL THEN c.outcome
         WHEN c.answered_at IS NOT NULL THEN 'ANSWERED'
         ELSE 'CUT_OFF'
       END AS outcome,
       CASE WHEN p.ended IS NULL THEN c.state ELSE 'ENDED' END AS state,
       COALESCE(p.ended, c.state_since) AS state_since,
       c.held + COALESCE(p.ended - c.held_since, interval '0') AS held,
       CASE WHEN p.ended IS NULL THEN c.held_since END AS held_since,
       CASE WHEN p.ended IS NULL THEN c.offered_to ELSE '' END AS offered_to,
       c.offered_at,
       -- As it stands in the row: null for all that may be open, by an index.
       c.ended_at AS written_end
FROM call c
LEFT JOIN agent a USING (customer_id, source_id, agent_ref)
LEFT JOIN LATERAL (
  SELECT upper(s.during) AS ended
  FROM service_period s
  WHERE s.customer_id = c.customer_id
    AND c.ended_at IS NULL
    AND lower(s.during) = c.service_from
    AND upper(s.during) <= tenure_now()
) p ON true;

CREATE VIEW agent_interval_seen AS
SELECT i.agent_id, i.customer_id, a.source_id, a.agent_ref,
       COALESCE(NULLIF(a.name, ''), a.agent_ref) AS agent_name, i.service_from, i.status,
       i.reason, i.started_at,
       COALESCE(i.ended_at, p.ended) AS ended_at,
       CASE WHEN p.ended IS NULL THEN i.ended_by ELSE 'TERMINATION' END AS ended_by
FROM agent_interval i
JOIN agent a ON a.id = i.agent_id
LEFT JOIN LATERAL (
  SELECT upper(s.during) AS ended
  FROM service_period s
  WHERE s.customer_id = i.customer_id
    AND i.ended_at IS NULL
    AND lower(s.during) = i.service_from
    AND upper(s.during) <= tenure_now()
) p ON true;
