package dev.tenure.collection.intake;

/** Whose a source's events are has changed since it was looked at (C8). */
final class StaleSource extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleSource(OpenSource source) {
    super("The customers of source " + source.id() + " have changed", null, false, false);
  }
}
