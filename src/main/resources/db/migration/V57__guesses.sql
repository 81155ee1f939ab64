-- B9: guesses slow down, they don't lock out. Wrong passwords are counted after the check, by what is counted: a name that
-- was typed (as a hash, known or not), a network address, a browser that is known, a session.
DROP TABLE sign_in_throttle;

CREATE TABLE guess (
  rule            text        NOT NULL,
  subject         text        NOT NULL,
  wrong           integer     NOT NULL,
  last_wrong_at   timestamptz NOT NULL,
  -- Tries that are being checked at this moment; they count no longer after the instant beside them.
  under_way       integer     NOT NULL,
  under_way_until timestamptz NOT NULL,
  -- From then on it is as if the row had never been.
  ends_at         timestamptz NOT NULL,
  PRIMARY KEY (rule, subject)
);
CREATE INDEX guess_by_end ON guess (ends_at);

-- Browsers in which somebody has signed in as that person. One browser may be known to several people, each by a row.
CREATE TABLE known_browser (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  -- SHA-256 of the token in the browser's cookie.
  token_hash   bytea       NOT NULL,
  person_id    uuid        NOT NULL REFERENCES person,
  -- When the token was made; a new one takes its place from time to time.
  rotated_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  address      text        NOT NULL,
  user_agent   text        NOT NULL,
  UNIQUE (token_hash, person_id)
);
CREATE INDEX known_browser_of_person ON known_browser (person_id);
CREATE INDEX known_browser_by_expiry ON known_browser (expires_at);

-- Sign-ins that were refused, counted by person (null: there is none of that name), network and hour; the first of each
-- row stands on the trail.
CREATE TABLE sign_in_refusal (
  person_id uuid REFERENCES person,
  network   text        NOT NULL,
  outcome   text        NOT NULL,
  -- The beginning of the hour, or the person's last sign-in within it.
  from_at   timestamptz NOT NULL,
  last_at   timestamptz NOT NULL,
  tries     bigint      NOT NULL,
  UNIQUE NULLS NOT DISTINCT (person_id, network, outcome, from_at)
);
CREATE INDEX sign_in_refusal_by_end ON sign_in_refusal (last_at);

-- The sign-in before the last one: what was refused since then is shown on the profile.
ALTER TABLE person ADD COLUMN previous_sign_in_at timestamptz;

-- Whether somebody asked for the link on the sign-in page. Such a link leaves the others as they are, so that nobody can
-- void the link that somebody else has just been sent.
ALTER TABLE login_link ADD COLUMN requested boolean NOT NULL DEFAULT false;
