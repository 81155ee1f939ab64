package dev.tenure.collection.connect;

import java.io.IOException;

/** An address at which this installation connects to nothing. */
final class KeptAway extends IOException {

  private static final long serialVersionUID = 1L;

  KeptAway() {
    super("This installation doesn't connect to such an address.");
  }
}
