package dev.tenure.collection.connect;

import java.io.IOException;
import java.time.Instant;

/** The phone system tells of something whose beginning or end it didn't tell. */
final class EventsLost extends IOException {

  private static final long serialVersionUID = 1L;

  private final Instant since;

  /**
   * Events were lost.
   *
   * @param since when it was certain for the last time that all was heard, by its clock
   */
  EventsLost(Instant since, String sentence) {
    super(sentence);
    this.since = since;
  }

  Instant since() {
    return since;
  }
}
