-- D14: that somebody who signs in and an agent of a phone system are one holder from a day on. The
-- holder that the agent was before stays with its history, and is the agent's again when it is undone.
CREATE TABLE holder_join (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id  uuid        NOT NULL REFERENCES customer,
  holder_id    uuid        NOT NULL REFERENCES licence_holder,
  agent_id     uuid        NOT NULL REFERENCES agent ON DELETE CASCADE,
  agent_holder uuid REFERENCES licence_holder,
  joined_on    date        NOT NULL,
  -- Licences of the agent that ended because the person held the same; begun again when it is undone.
  covered_parts text[]     NOT NULL,
  covered_until date[]     NOT NULL,
  joined_by    text        NOT NULL,
  joined_at    timestamptz NOT NULL,
  undone_on    date,
  undone_by    text,
  undone_at    timestamptz
);
CREATE UNIQUE INDEX holder_join_standing ON holder_join (agent_id) WHERE undone_at IS NULL;
CREATE INDEX holder_join_agent_holder ON holder_join (agent_holder) WHERE undone_at IS NULL;
