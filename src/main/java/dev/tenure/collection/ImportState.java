package dev.tenure.collection;

/** How far an import of a queue_log is. */
public enum ImportState {
  /** It goes on. */
  RUNNING,
  /** The files were read to their ends. */
  DONE,
  /** It ended before that; what came before is stored. */
  BROKEN,
  /** Nothing was heard of it for a while: its process was killed, or the sender has stopped. */
  SILENT
}
