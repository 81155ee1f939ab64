-- C10: history from before the customer existed, imported on purpose. Facts in it come by import only, and it is never
-- charged; C1 holds for it as for any other period.
ALTER TABLE service_period
  ADD COLUMN kind text NOT NULL DEFAULT 'OWN' CHECK (kind IN ('OWN', 'IMPORTED')),
  -- Its facts all lie in the past.
  ADD CHECK (kind = 'OWN' OR NOT upper_inf(during));
