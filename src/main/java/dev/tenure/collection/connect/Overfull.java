package dev.tenure.collection.connect;

import java.io.IOException;

/** A phone system tells more than it can have in progress; nobody has that much memory. */
final class Overfull extends IOException {

  private static final long serialVersionUID = 1L;

  Overfull() {
    super("It tells more than any phone system has in progress.");
  }
}
