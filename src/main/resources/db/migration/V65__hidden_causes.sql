-- Why a phone system can't be reached is for Support to see; its reseller is told only that it can't be, since they chose
-- the address and could look around with it. What stands here is from before, and becomes the next try's.
ALTER TABLE source_link
  ADD COLUMN detail text NOT NULL DEFAULT '';

UPDATE source_link
SET detail = error,
    error = 'No phone system could be reached at ' || host || ':' || port || '.'
WHERE error <> ''
  AND state <> 'REFUSED';

UPDATE source_link
SET detail = error
WHERE state = 'REFUSED';
