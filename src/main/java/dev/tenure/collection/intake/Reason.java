package dev.tenure.collection.intake;

/** Why an event isn't kept (C7); the word is stable. */
enum Reason {
  OUTSIDE_SERVICE("outside-service"),
  UNKNOWN_ACCOUNT("unknown-account"),
  MALFORMED("malformed"),
  TOO_LATE("too-late");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
