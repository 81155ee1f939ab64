-- D17: the worker's own mark that an agent was found in a phone system. Looking at pages makes none.
-- LICENSED began to cost by itself, within the cap; WAITING holds nothing until it is confirmed.
CREATE TABLE found_user (
  agent_id    uuid PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
  customer_id uuid        NOT NULL REFERENCES customer,
  part        text        NOT NULL REFERENCES billing_part,
  found_at    timestamptz NOT NULL,
  state       text        NOT NULL CHECK (state IN ('LICENSED', 'WAITING', 'CONFIRMED', 'DISMISSED')),
  -- Whether the reseller's administrators were sent a notice of it.
  told        boolean     NOT NULL DEFAULT false,
  settled_by  text,
  settled_at  timestamptz
);
CREATE INDEX found_user_unconfirmed ON found_user (customer_id) WHERE state IN ('LICENSED', 'WAITING');
CREATE INDEX found_user_untold ON found_user (customer_id) WHERE NOT told;

-- Agents that pages made holders of hold nothing: they wait to be confirmed. What began stays.
INSERT INTO found_user (agent_id, customer_id, part, found_at, state, told)
SELECT h.agent_id, h.customer_id, b.found_part, tenure_now(),
       CASE
         WHEN EXISTS (SELECT 1 FROM licence l WHERE l.holder_id = h.id) THEN 'CONFIRMED'
         ELSE 'WAITING'
       END,
       true
FROM licence_holder h
JOIN customer c ON c.id = h.customer_id
JOIN reseller_billing b ON b.reseller_id = c.reseller_id
WHERE h.agent_id IS NOT NULL
  AND b.found_part IS NOT NULL;

-- How many automatic licences of a customer may begin before somebody confirms them.
ALTER TABLE reseller_billing
  ADD COLUMN found_cap integer NOT NULL DEFAULT 10 CHECK (found_cap BETWEEN 0 AND 100000);
CREATE TABLE found_cap (
  customer_id uuid PRIMARY KEY REFERENCES customer,
  cap         integer     NOT NULL CHECK (cap BETWEEN 0 AND 100000),
  changed_by  text        NOT NULL,
  changed_at  timestamptz NOT NULL
);

-- When a reseller was last sent a notice of automatic licences.
CREATE TABLE found_notice (
  reseller_id uuid PRIMARY KEY REFERENCES reseller,
  noticed_at  timestamptz NOT NULL
);
