-- D13: the last free day of a licence that Support gave a trial with, a day of the customer's zone; null without one.
ALTER TABLE licence ADD COLUMN trial_until date;
