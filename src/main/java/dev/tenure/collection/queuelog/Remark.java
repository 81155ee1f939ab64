package dev.tenure.collection.queuelog;

/** A remark on an imported line; the word is stable. */
enum Remark {
  /** The log's own seconds and its clock contradict each other. */
  CLOCK("clock"),
  /** Its call entered the queue before the log begins. */
  NO_BEGINNING("no-beginning"),
  /** Its encoding was guessed. */
  CHARSET("charset"),
  /** A line feed is missing in it. */
  GLUED("glued");

  private final String word;

  Remark(String word) {
    this.word = word;
  }

  /** As reports name it. */
  String word() {
    return word;
  }
}
