package dev.tenure.collection.queuelog;

/** Why a line was left out; the word is stable. */
enum SkipReason {
  /** It is no line of a queue_log. */
  MALFORMED("malformed"),
  /** Its time names no zone, and none was given. */
  NO_ZONE("no-zone"),
  /** Its event is none that is known. */
  UNKNOWN_EVENT("unknown-event"),
  /** It tells nothing of calls or agents. */
  NO_CONCERN("no-concern"),
  /** The phone system told of this call or agent itself, more exactly. */
  TOLD_ALREADY("told-already");

  private final String word;

  SkipReason(String word) {
    this.word = word;
  }

  /** As reports name it. */
  String word() {
    return word;
  }
}
