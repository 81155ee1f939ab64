-- One stay of a call in a queue: the unit of all statistics of queues. A caller whom the queue refused
-- has a visit too, since that was an attempt to enter.
CREATE TABLE queue_visit (
  call_id     uuid        NOT NULL REFERENCES call ON DELETE CASCADE,
  -- Order of the visits within the call, from 1.
  seq         integer     NOT NULL,
  customer_id uuid        NOT NULL,
  queue       text        NOT NULL,
  entered_at  timestamptz NOT NULL,
  -- When the wait ended, by an answer or otherwise; null while the caller waits.
  left_at     timestamptz,
  -- WAITING, ANSWERED, ABANDONED, TIMEOUT, EMPTY, KEY, WITHDRAWN, TRANSFERRED, OVERFLOW, REFUSED, CUT_OFF.
  outcome     text        NOT NULL,
  -- FULL, EMPTY or CLOSED when refused; '' otherwise.
  refusal     text        NOT NULL,
  -- Who answered; '' for nobody.
  agent_ref   text        NOT NULL,
  -- End of the talk that the answer began; null while it lasts, or without one.
  talk_until  timestamptz,
  -- Completed holds within that talk.
  held        interval    NOT NULL,
  -- Who ended that talk: CALLER, AGENT, SYSTEM, UNKNOWN, TERMINATION; null while it lasts or without one.
  ended_by    text,
  -- Whether the call moved on to somebody else after it was connected.
  transferred boolean     NOT NULL,
  until       timestamptz NOT NULL,
  during      tstzrange   NOT NULL GENERATED ALWAYS AS (tstzrange(entered_at, until)) STORED,
  PRIMARY KEY (call_id, seq),
  FOREIGN KEY (customer_id, PERIOD during) REFERENCES service_period (customer_id, PERIOD during)
);
-- Serves overlaps, the cut at T, and the foreign key's check when a period gets its end.
CREATE INDEX queue_visit_during ON queue_visit USING gist (customer_id, during);
CREATE INDEX queue_visit_entered ON queue_visit (customer_id, entered_at, queue);
CREATE INDEX queue_visit_open ON queue_visit (customer_id) WHERE left_at IS NULL OR talk_until IS NULL AND outcome = 'ANSWERED';

-- One ringing of an agent for a visit. Those that were not answered are the agent's RNA.
CREATE TABLE agent_offer (
  call_id     uuid        NOT NULL REFERENCES call ON DELETE CASCADE,
  -- Order of the offers within the call, from 1.
  seq         integer     NOT NULL,
  -- The visit's seq; null if the offer belongs to none.
  visit       integer,
  customer_id uuid        NOT NULL,
  queue       text        NOT NULL,
  agent_ref   text        NOT NULL,
  offered_at  timestamptz NOT NULL,
  -- Null while it rings.
  ended_at    timestamptz,
  -- RINGING, ANSWERED, NO_ANSWER, BUSY, REJECTED, CANCELLED, CUT_OFF.
  result      text        NOT NULL,
  until       timestamptz NOT NULL,
  during      tstzrange   NOT NULL GENERATED ALWAYS AS (tstzrange(offered_at, until)) STORED,
  PRIMARY KEY (call_id, seq),
  FOREIGN KEY (customer_id, PERIOD during) REFERENCES service_period (customer_id, PERIOD during)
);
CREATE INDEX agent_offer_during ON agent_offer USING gist (customer_id, during);
CREATE INDEX agent_offer_offered ON agent_offer (customer_id, offered_at, agent_ref);

-- What a customer calls what; a row is there once somebody changed something, else the defaults hold.
CREATE TABLE customer_measures (
  customer_id         uuid PRIMARY KEY REFERENCES customer,
  -- Seconds within which an answer is within the service level.
  service_level       integer  NOT NULL DEFAULT 20 CHECK (service_level BETWEEN 1 AND 3600),
  -- An abandoned visit that waited no longer than this many seconds is a short one; 0 for none.
  short_abandon       integer  NOT NULL DEFAULT 6 CHECK (short_abandon BETWEEN 0 AND 600),
  -- Seconds of wrap-up where the phone system tells none; 0 for none.
  wrap_up             integer  NOT NULL DEFAULT 0 CHECK (wrap_up BETWEEN 0 AND 3600),
  -- When a day of reports begins, in the customer's zone.
  day_start           time     NOT NULL DEFAULT '00:00',
  -- Numbers of up to this many digits are internal; 0 for none.
  internal_digits     integer  NOT NULL DEFAULT 6 CHECK (internal_digits BETWEEN 0 AND 12),
  version             bigint   NOT NULL
);

-- Quarters of an hour in which facts of a customer came, went or changed since they were last summed up.
-- Written with the facts, in their transaction; whoever sums up takes them away.
CREATE TABLE fact_touched (
  customer_id uuid        NOT NULL REFERENCES customer,
  quarter     timestamptz NOT NULL,
  PRIMARY KEY (customer_id, quarter)
);
