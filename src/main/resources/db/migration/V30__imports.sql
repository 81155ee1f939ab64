-- Imports of finished queue_logs. Written as they go on, so that one whose process died is known as well.
CREATE TABLE queue_log_import (
  id         uuid        PRIMARY KEY DEFAULT uuidv7(),
  source_id  uuid        NOT NULL REFERENCES source,
  -- Names of the files, in their order.
  files      text        NOT NULL,
  begun_at   timestamptz NOT NULL,
  begun_by   text        NOT NULL,
  -- When something was stored last.
  moved_at   timestamptz NOT NULL,
  -- Null while it goes on, and for good if its process died.
  ended_at   timestamptz,
  -- Whether the files were read to their ends; null while it goes on.
  whole      boolean,
  bytes      bigint      NOT NULL DEFAULT 0,
  lines      bigint      NOT NULL DEFAULT 0,
  accepted   bigint      NOT NULL DEFAULT 0,
  duplicates bigint      NOT NULL DEFAULT 0,
  skipped    bigint      NOT NULL DEFAULT 0,
  CHECK ((ended_at IS NULL) = (whole IS NULL))
);
CREATE INDEX queue_log_import_source ON queue_log_import (source_id, begun_at);

-- How many lines were left out, by reason.
CREATE TABLE queue_log_reason (
  import_id uuid   NOT NULL REFERENCES queue_log_import ON DELETE CASCADE,
  reason    text   NOT NULL,
  n         bigint NOT NULL,
  PRIMARY KEY (import_id, reason)
);

-- The first lines that were left out.
CREATE TABLE queue_log_skip (
  import_id uuid    NOT NULL REFERENCES queue_log_import ON DELETE CASCADE,
  seq       integer NOT NULL,
  file      text    NOT NULL,
  line      bigint  NOT NULL,
  reason    text    NOT NULL,
  sentence  text    NOT NULL,
  PRIMARY KEY (import_id, seq)
);
