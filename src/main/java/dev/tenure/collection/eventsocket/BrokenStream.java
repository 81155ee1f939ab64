package dev.tenure.collection.eventsocket;

import java.io.IOException;

/** The stream can't be read on: where the next frame begins is unknown, or it would be too long. */
public final class BrokenStream extends IOException {

  private static final long serialVersionUID = 1L;

  BrokenStream(String sentence) {
    super(sentence);
  }
}
