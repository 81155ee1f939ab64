-- How far what is stored lies behind what happens, and how much is read and not stored yet.
ALTER TABLE source_link ADD COLUMN lag interval NOT NULL DEFAULT interval '0';
ALTER TABLE source_link ADD COLUMN waiting integer NOT NULL DEFAULT 0;

-- Who changed a source last, for whoever comes too late (A10).
ALTER TABLE source ADD COLUMN changed_at timestamptz;
ALTER TABLE source ADD COLUMN changed_by text NOT NULL DEFAULT '';

-- A rule that was replaced goes on for the calls in progress under it; one that was taken away is over
-- at once (C8). Either stays reserved for its customer for a while, so that a call in progress never
-- changes its owner.
ALTER TABLE source_customer ADD COLUMN replaced_at timestamptz;
ALTER TABLE source_customer ADD COLUMN removed_at timestamptz;
