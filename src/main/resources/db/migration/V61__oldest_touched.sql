-- Whoever sums up asks for the oldest mark, after a large import for each customer and day again; and,
-- to sleep until it is settled, twice a minute even while nothing happens.
CREATE INDEX fact_touched_oldest ON fact_touched (quarter);
