-- What a customer's sums go by, with what holds for a customer that has set nothing.
CREATE VIEW customer_rule AS
SELECT c.id AS customer_id,
       COALESCE(m.wrap_up, 0) AS wrap_up
FROM customer c
LEFT JOIN customer_measures m ON m.customer_id = c.id;

-- Agents' time depends on the customer's own wrap-up: a day of it is named by the seconds by which it was
-- worked out, so that after a change it isn't found until it is worked out anew.
ALTER TABLE report_day_done ADD COLUMN wrap_up integer NOT NULL DEFAULT 0;
ALTER TABLE report_day_done ALTER COLUMN wrap_up DROP DEFAULT;
UPDATE report_day_done SET agents = false;

-- By which settings the last turn over a customer's sums went. Where the settings are others, there is work.
CREATE TABLE report_rule (
  customer_id uuid PRIMARY KEY REFERENCES customer,
  wrap_up     integer NOT NULL
);
