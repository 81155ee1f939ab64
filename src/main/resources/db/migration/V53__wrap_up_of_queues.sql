-- Wrap-up after a call of one queue, where the phone system reports none; in place of the customer's own.
CREATE TABLE queue_wrap_up (
  customer_id uuid    NOT NULL REFERENCES customer,
  queue       text    NOT NULL CHECK (queue <> ''),
  seconds     integer NOT NULL CHECK (seconds BETWEEN 0 AND 3600),
  PRIMARY KEY (customer_id, queue)
);
