package dev.tenure.collection.model;

import dev.tenure.collection.model.Happening.QueueLogged;
import java.time.Instant;
import java.util.Objects;

/** A line of a queue_log about a call. */
record LoggedLine(Instant at, String id, QueueLogged what) {

  /** Its second; if the log's clock went back, that of the line before it. */
  long second() {
    return Math.max(at.getEpochSecond(), what.after());
  }

  /** The answer implied by an end whose own line is missing. */
  LoggedLine atAnswer() {
    long talked = Objects.requireNonNullElse(what.talked(), 0L);
    return new LoggedLine(
        at.minusSeconds(talked),
        id,
        new QueueLogged(
            what.call(),
            "CONNECT",
            what.queue(),
            what.agent(),
            what.direction(),
            "",
            "",
            "",
            what.waited(),
            null,
            null,
            what.after(),
            what.place()));
  }
}
