package dev.tenure.collection.ami;

import java.io.IOException;

/** What is at the other end doesn't speak AMI. */
public final class NotAsterisk extends IOException {

  private static final long serialVersionUID = 1L;

  NotAsterisk(String sentence) {
    super(sentence);
  }
}
