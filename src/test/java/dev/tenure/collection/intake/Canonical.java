package dev.tenure.collection.intake;

import dev.tenure.collection.model.Event;

/** Lets tests fold canonical events without a database. */
public final class Canonical {

  private Canonical() {}

  /** The event as the intake understands it; a malformed one fails the test. */
  public static Event event(CanonicalEvent event) {
    try {
      return SentEvent.of(event).event();
    } catch (Malformed malformed) {
      throw new AssertionError(event + ": " + malformed.sentence(), malformed);
    }
  }
}
