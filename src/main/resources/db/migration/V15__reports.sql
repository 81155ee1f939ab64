-- What a quarter of an hour's facts add up to, per customer and view of them: ALL, QUEUE, AGENT, NUMBER (the
-- customer's own), DIRECTION. A fact belongs to the quarter in which it began. Spans in microseconds.
-- Kept exact by fact_touched: what stands there is read from the facts until it is summed up anew.
CREATE TABLE report_quarter (
  customer_id      uuid        NOT NULL REFERENCES customer,
  dimension        text        NOT NULL CHECK (dimension IN ('ALL', 'QUEUE', 'AGENT', 'NUMBER', 'DIRECTION')),
  quarter          timestamptz NOT NULL,
  key              text        NOT NULL,
  calls            bigint      NOT NULL,
  calls_answered   bigint      NOT NULL,
  calls_talk       bigint      NOT NULL,
  offers           bigint      NOT NULL,
  unanswered       bigint      NOT NULL,
  offered          bigint      NOT NULL,
  answered         bigint      NOT NULL,
  abandoned        bigint      NOT NULL,
  refused          bigint      NOT NULL,
  overflowed       bigint      NOT NULL,
  left_otherwise   bigint      NOT NULL,
  transferred      bigint      NOT NULL,
  handled          bigint      NOT NULL,
  wait_answered    bigint      NOT NULL,
  wait_abandoned   bigint      NOT NULL,
  longest_wait     bigint      NOT NULL,
  talk             bigint      NOT NULL,
  held             bigint      NOT NULL,
  wrap_up          bigint      NOT NULL,
  -- How many wrap-ups that is.
  wraps            bigint      NOT NULL,
  -- How many waited up to how many seconds (rounded up, 3601 for more than an hour): the seconds that occur,
  -- ascending, and for each how many waited so long or less. So any threshold can be asked for afterwards.
  answered_waits   smallint[]  NOT NULL,
  answered_upto    bigint[]    NOT NULL,
  abandoned_waits  smallint[]  NOT NULL,
  abandoned_upto   bigint[]    NOT NULL,
  PRIMARY KEY (customer_id, dimension, quarter, key)
);

-- The same for a customer's local days. A day is named by its exact span, so that another zone or day start
-- finds none of them and falls back to quarters.
CREATE TABLE report_day (
  customer_id      uuid        NOT NULL REFERENCES customer,
  dimension        text        NOT NULL CHECK (dimension IN ('ALL', 'QUEUE', 'AGENT', 'NUMBER', 'DIRECTION')),
  since            timestamptz NOT NULL,
  key              text        NOT NULL,
  calls            bigint      NOT NULL,
  calls_answered   bigint      NOT NULL,
  calls_talk       bigint      NOT NULL,
  offers           bigint      NOT NULL,
  unanswered       bigint      NOT NULL,
  offered          bigint      NOT NULL,
  answered         bigint      NOT NULL,
  abandoned        bigint      NOT NULL,
  refused          bigint      NOT NULL,
  overflowed       bigint      NOT NULL,
  left_otherwise   bigint      NOT NULL,
  transferred      bigint      NOT NULL,
  handled          bigint      NOT NULL,
  wait_answered    bigint      NOT NULL,
  wait_abandoned   bigint      NOT NULL,
  longest_wait     bigint      NOT NULL,
  talk             bigint      NOT NULL,
  held             bigint      NOT NULL,
  wrap_up          bigint      NOT NULL,
  wraps            bigint      NOT NULL,
  answered_waits   smallint[]  NOT NULL,
  answered_upto    bigint[]    NOT NULL,
  abandoned_waits  smallint[]  NOT NULL,
  abandoned_upto   bigint[]    NOT NULL,
  PRIMARY KEY (customer_id, dimension, since, key)
);

-- Agents' time on a customer's local day, cut to it.
CREATE TABLE report_agent_day (
  customer_id uuid        NOT NULL REFERENCES customer,
  since       timestamptz NOT NULL,
  agent_ref   text        NOT NULL,
  logged_in   bigint      NOT NULL,
  not_ready   bigint      NOT NULL,
  wrap_up     bigint      NOT NULL,
  handling    bigint      NOT NULL,
  available   bigint      NOT NULL,
  PRIMARY KEY (customer_id, since, agent_ref)
);

-- Which days are summed up.
CREATE TABLE report_day_done (
  customer_id uuid        NOT NULL REFERENCES customer,
  since       timestamptz NOT NULL,
  until       timestamptz NOT NULL,
  -- Whether agents' time is, too. A status that a late event changes may reach over many days.
  agents      boolean     NOT NULL,
  PRIMARY KEY (customer_id, since)
);

-- A report that somebody keeps, as the query of its address.
CREATE TABLE report_view (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id uuid        NOT NULL REFERENCES customer,
  person_id   uuid        NOT NULL REFERENCES person,
  name        text        NOT NULL,
  question    text        NOT NULL,
  -- Whether all of the customer's people see it.
  shared      boolean     NOT NULL,
  version     bigint      NOT NULL,
  -- Since when it is deleted; it can be taken back.
  deleted_at  timestamptz
);
CREATE UNIQUE INDEX report_view_name ON report_view (customer_id, person_id, lower(name)) WHERE deleted_at IS NULL;

-- Which columns somebody wants to see in the list of calls, in order.
CREATE TABLE call_columns (
  person_id uuid PRIMARY KEY REFERENCES person,
  columns   text[] NOT NULL
);

-- All that was collected before sums were kept is to be summed up.
INSERT INTO fact_touched (customer_id, quarter)
SELECT DISTINCT customer_id, date_bin('15 minutes', started_at, 'epoch')
FROM call
UNION
SELECT DISTINCT customer_id, date_bin('15 minutes', entered_at, 'epoch')
FROM queue_visit
UNION
SELECT DISTINCT customer_id, date_bin('15 minutes', offered_at, 'epoch')
FROM agent_offer
UNION
SELECT DISTINCT customer_id, date_bin('15 minutes', started_at, 'epoch')
FROM agent_interval
ON CONFLICT DO NOTHING;
