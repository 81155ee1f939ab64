-- The names of those whose end is set tell, without the table, who has ended and which words they have.
DROP INDEX customer_ending;
CREATE INDEX customer_ending ON customer (reseller_id, name_key, id)
  INCLUDE (reference_key, terminates_at) WHERE terminates_at IS NOT NULL;
