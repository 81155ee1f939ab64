package dev.tenure.collection.intake;

/** What is sent is no event; the message is one sentence that says what to mend. */
final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  Malformed(String sentence) {
    super(sentence, null, false, false);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
