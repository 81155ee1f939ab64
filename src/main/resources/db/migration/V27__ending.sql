-- The names of those whose end is set tell, without the table, who has ended and which words they have.
DROP INDEX customer_ending;
CREATE INDEX customer_ending ON customer (reseller_id, name_key, id)
  INCLUDE (reference_key, terminates_at) WHERE terminates_at IS NOT NULL;

-- Every command wrote these. Effects are asked for by kind, which has an index of its own; and what stands in
-- held_customer is written with the customer's row, by the same statement, and compared with it by verify.
DROP INDEX effect_due;
ALTER TABLE held_customer DROP CONSTRAINT held_customer_customer_id_fkey;
