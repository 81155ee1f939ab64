-- D14: a licence that was moved names the user it came from, and both are one licence. That user's row of the
-- same part ends on the day on which this one begins.
ALTER TABLE licence ADD COLUMN moved_from uuid REFERENCES licence_holder CHECK (moved_from <> holder_id);
